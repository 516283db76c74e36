package com.bravapress.payments;

import com.bravapress.database.Tx;
import com.bravapress.jobs.Timeline;
import com.bravapress.payments.stripe.StripeEvent;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** Tells the team about money that is not as it should be: a row that stays until it is dealt with, and a live notice. */
public final class PaymentAlerts {
    private final AlertStore store;
    private final Timeline timeline;

    /** Alerts that show in the timeline. */
    public PaymentAlerts(AlertStore store, Timeline timeline) {
        this.store = store;
        this.timeline = timeline;
    }

    Future<Void> raise(
            Tx tx, String kind, String key, StripeEvent event, UUID submissionId, String message, JsonObject detail) {
        return store.raise(tx, kind, kind + ":" + key, message, detail)
                .compose(raised -> timeline.append(
                        tx,
                        new Timeline.Entry(
                                null,
                                submissionId,
                                Timeline.Kind.ALERT,
                                "stripe:" + event.id(),
                                new JsonObject()
                                        .put("kind", kind)
                                        .put("category", "payment")
                                        .put("message", message))));
    }

    /** An event that cannot be acted on yet is kept and shown, never lost behind a 200. */
    Future<Outcome> parked(Tx tx, StripeEvent event, String why) {
        JsonObject detail = new JsonObject().put("event_id", event.id()).put("event_type", event.type());
        return raise(tx, "stripe_event_parked", event.id(), event, null, why + " (" + event.type() + ")", detail)
                .map(Outcome.parked(why));
    }

    /** A parked event found its place after all. */
    Future<Void> unparked(Tx tx, StripeEvent event) {
        return store.resolve(tx, "stripe_event_parked:" + event.id()).mapEmpty();
    }
}
