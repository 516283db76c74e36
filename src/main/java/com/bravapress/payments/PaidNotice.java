package com.bravapress.payments;

import java.util.UUID;

/** A confirmed payment as its mail needs it; amounts in minor units of {@code currency}. */
public record PaidNotice(
        UUID submissionId,
        UUID userId,
        String title,
        String packageName,
        int amountCents,
        String currency,
        String paymentIntentId) {}
