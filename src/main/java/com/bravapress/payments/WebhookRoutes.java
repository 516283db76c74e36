package com.bravapress.payments;

import com.bravapress.bus.Bus;
import com.bravapress.http.Access;
import com.bravapress.http.Endpoint;
import com.bravapress.http.Reply;
import com.bravapress.http.Request;
import com.bravapress.http.Routes;
import com.bravapress.payments.PaymentChannels.WebhookDelivery;
import com.bravapress.payments.PaymentChannels.WebhookVerdict;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** Where Stripe delivers; only of use in a process where {@link StripeWebhookVerticle} answers. */
public final class WebhookRoutes implements Routes {
    private static final int WEBHOOK_BYTES = 256 * 1024;
    private static final String RETRY_SECONDS = "5";

    private final Bus bus;

    /** The endpoint. */
    public WebhookRoutes(Bus bus) {
        this.bus = bus;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post("/api/payments/webhook", Access.SIGNATURE, this::webhook)
                .limitedTo(WEBHOOK_BYTES));
    }

    /** Any failure on the way, a timeout included, means that nothing is known to be kept: 503, and Stripe repeats. */
    private Future<Reply> webhook(Request request) {
        WebhookDelivery delivery = new WebhookDelivery(
                request.body().toString(), request.header("Stripe-Signature").orElse(""));
        return bus.call(PaymentChannels.WEBHOOK, delivery)
                .recover(lost -> Future.succeededFuture(new WebhookVerdict(503, "unavailable")))
                .map(verdict -> {
                    Reply reply = Reply.json(
                            verdict.status(), Map.of("received", verdict.status() == 200, "code", verdict.code()));
                    return verdict.status() == 503 ? reply.header("Retry-After", RETRY_SECONDS) : reply;
                });
    }
}
