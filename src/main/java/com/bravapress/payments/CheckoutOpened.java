package com.bravapress.payments;

import java.util.UUID;

/** The answer to a click on "pay": where to go and what it will cost, in minor units of {@code currency}. */
public record CheckoutOpened(UUID submissionId, String status, int amountCents, String currency, String checkoutUrl) {}
