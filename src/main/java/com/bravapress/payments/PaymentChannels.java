package com.bravapress.payments;

import com.bravapress.bus.Call;
import java.time.Duration;

/** What payments says and answers on the bus. */
public final class PaymentChannels {
    /** Takes one delivery of Stripe's. Shorter than the 5 s within which a database that is away must become a 503. */
    public static final Call<WebhookDelivery, WebhookVerdict> WEBHOOK =
            new Call<>("payments.webhook", WebhookDelivery.class, WebhookVerdict.class, Duration.ofMillis(4_700));

    private PaymentChannels() {}

    /** The body exactly as it came, and its {@code Stripe-Signature}. */
    public record WebhookDelivery(String payload, String signature) {
        @Override
        public String toString() {
            return "WebhookDelivery[" + payload.length() + "]";
        }
    }

    /** What Stripe gets: 200 only after the commit, 400 for what is not Stripe's, 503 to have it sent again. */
    public record WebhookVerdict(int status, String code) {}
}
