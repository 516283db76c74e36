package com.bravapress.payments.stripe;

import java.time.Instant;
import java.util.UUID;

/**
 * What a customer shall pay for on Stripe's hosted page.
 *
 * @param checkoutId also the idempotency key: the same id always gets the same session
 * @param amountCents minor units of {@code currency}
 * @param successUrl where a paying customer comes back to; may contain {@code {CHECKOUT_SESSION_ID}}
 * @param expiresAt between 30 minutes and 24 hours from now, https://docs.stripe.com/api/checkout/sessions/create
 */
public record NewSession(
        UUID checkoutId,
        UUID submissionId,
        int revision,
        String product,
        int amountCents,
        String currency,
        String customerEmail,
        String successUrl,
        String cancelUrl,
        Instant expiresAt) {}
