package com.bravapress.payments.stripe;

/**
 * A Checkout Session as Stripe keeps it.
 *
 * @param url the hosted page; null once it is no longer open
 * @param status {@code open}, {@code complete} or {@code expired}
 */
public record HostedSession(String id, String url, String status) {
    /** Whether the customer finished it: paid, or promised a delayed payment. */
    public boolean isComplete() {
        return "complete".equals(status);
    }
}
