package com.bravapress.payments;

import com.bravapress.bus.Bus;
import com.bravapress.database.DatabaseUnavailable;
import com.bravapress.payments.PaymentChannels.WebhookVerdict;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers Stripe's deliveries, which the web server passes over the bus. */
public final class StripeWebhookVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(StripeWebhookVerticle.class);

    private final Bus bus;
    private final WebhookIntake intake;
    private Bus.Subscription answering;

    /** A verticle that hands deliveries to the intake. */
    public StripeWebhookVerticle(Bus bus, WebhookIntake intake) {
        this.bus = bus;
        this.intake = intake;
    }

    @Override
    public Future<?> start() {
        answering = bus.answer(
                PaymentChannels.WEBHOOK,
                delivery -> intake.take(delivery).recover(error -> Future.succeededFuture(failed(error))));
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return answering.cancel();
    }

    /** Nothing was kept: Stripe must send it again. */
    private static WebhookVerdict failed(Throwable error) {
        if (error instanceof DatabaseUnavailable) {
            LOG.warn("a delivery of Stripe's must come again: {}", error.getMessage());
            return new WebhookVerdict(503, "unavailable");
        }
        LOG.error("a delivery of Stripe's failed and must come again", error);
        return new WebhookVerdict(500, "failed");
    }
}
