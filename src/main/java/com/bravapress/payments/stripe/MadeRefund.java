package com.bravapress.payments.stripe;

/**
 * A refund as Stripe keeps it.
 *
 * @param amount minor units of {@code currency}
 * @param status {@code succeeded}, {@code pending}, {@code requires_action}, {@code failed} or {@code canceled}
 */
public record MadeRefund(String id, long amount, String currency, String status) {
    /** Whether the money is on its way back for good. */
    public boolean succeeded() {
        return "succeeded".equals(status);
    }

    /** Whether it will not go back this way. */
    public boolean isDead() {
        return "failed".equals(status) || "canceled".equals(status);
    }
}
