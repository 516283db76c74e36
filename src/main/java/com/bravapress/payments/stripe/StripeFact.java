package com.bravapress.payments.stripe;

/** What an event says, as far as it concerns us. */
public sealed interface StripeFact {
    /**
     * Money was received. Said by the session, by the payment intent, or by both in any order.
     *
     * @param sessionId null when the payment intent says it
     * @param amount minor units, as received
     * @param reference the session's {@code client_reference_id}; null when the payment intent says it
     * @param submissionId from the metadata, as are the next two; null when missing
     */
    record Paid(
            String paymentIntent,
            String sessionId,
            long amount,
            String currency,
            String reference,
            String submissionId,
            String checkoutId,
            String revision)
            implements StripeFact {}

    /** A session ended without money: it expired, or its delayed payment failed. */
    record SessionEnded(String sessionId) implements StripeFact {}

    /** Stripe's receipt for a payment. */
    record Receipt(String paymentIntent, String url) implements StripeFact {}

    /** Money went back; {@code amount} of {@code total} in all so far. */
    record Refunded(String paymentIntent, long amount, long total) implements StripeFact {}

    /** The card's owner disputes the payment. */
    record Disputed(String paymentIntent, String reason) implements StripeFact {}

    /** Nothing to act on. */
    record Noted() implements StripeFact {}

    /** The object could not be read as this program's version of Stripe's API has it. */
    record Unreadable(String why) implements StripeFact {}
}
