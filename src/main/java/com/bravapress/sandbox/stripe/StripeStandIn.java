package com.bravapress.sandbox.stripe;

import com.bravapress.database.Database;
import com.bravapress.http.Pages;
import com.bravapress.sandbox.StandIn;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;

/** Stripe, as far as we use it, under {@code /stripe}. Its world is in PostgreSQL and survives a restart. */
public final class StripeStandIn implements StandIn {
    private final BoxApi api;
    private final BoxPayPage page;
    private final BoxControl control;
    private final BoxPayments payments;
    private final BoxDelivery delivery;

    /** A stand-in that delivers its events to {@link StripeBox#webhookUrl}; it begins when it is mounted. */
    public StripeStandIn(Vertx vertx, Database database, Pages pages, StripeBox box, Clock clock) {
        StripeBoxStore store = new StripeBoxStore();
        BoxOutboxStore outbox = new BoxOutboxStore();
        this.delivery = new BoxDelivery(vertx, database, store, outbox, box, clock);
        this.payments = new BoxPayments(store, outbox, box, clock, delivery::nudge);
        this.api = new BoxApi(vertx, database, store, outbox, payments, box, clock);
        this.page = new BoxPayPage(database, store, payments, pages);
        this.control = new BoxControl(database, store, outbox, delivery::nudge);
    }

    @Override
    public void mount(Router router) {
        router.route("/stripe/v1/*").handler(api::handle);
        page.mount(router);
        control.mount(router);
        delivery.start(payments);
    }

    @Override
    public Future<Void> close() {
        return delivery.close();
    }
}
