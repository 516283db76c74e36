package com.bravapress.payments;

/**
 * One package at its price, with what the wire's plan behind it takes.
 *
 * @param id basic, premium or enterprise
 * @param priceCents minor units of {@code currency}
 * @param links most links with a text of their own
 */
public record Offer(
        String id,
        String name,
        int priceCents,
        String currency,
        String wirePlan,
        int words,
        int images,
        int links,
        int countries,
        int industries) {
    /** How Stripe's page names what is bought. */
    String product() {
        return "BravaPress " + name + ": one press release";
    }
}
