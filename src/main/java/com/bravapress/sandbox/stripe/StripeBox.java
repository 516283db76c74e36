package com.bravapress.sandbox.stripe;

/**
 * What the stand-in must agree on with its customer, our own program.
 *
 * @param secretKey what calls must show
 * @param webhookSecret {@code whsec_…}, what deliveries are signed with
 * @param webhookUrl where deliveries go
 * @param apiVersion the version of Stripe's API that objects are shaped by
 */
public record StripeBox(String secretKey, String webhookSecret, String webhookUrl, String apiVersion) {
    @Override
    public String toString() {
        return "StripeBox[" + webhookUrl + "]";
    }
}
