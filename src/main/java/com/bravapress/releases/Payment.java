package com.bravapress.releases;

/**
 * A payment that Stripe confirmed, as the release remembers it.
 *
 * @param revision the version of the text that was paid for
 */
public record Payment(String paymentIntentId, int amountCents, String currency, int revision) {}
