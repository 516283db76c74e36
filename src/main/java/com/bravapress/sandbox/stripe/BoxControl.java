package com.bravapress.sandbox.stripe;

import com.bravapress.database.Database;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;

/** What tests and operators may see and cause: the ledger, faults, redelivery. */
final class BoxControl {
    private static final List<String> KINDS = List.of("duplicate", "reorder", "drop", "delay", "http500", "timeout");
    private static final int MOST = 1_000;
    private static final int LONGEST_MS = 600_000;

    private final Database database;
    private final StripeBoxStore store;
    private final BoxOutboxStore outbox;
    private final Runnable nudge;

    BoxControl(Database database, StripeBoxStore store, BoxOutboxStore outbox, Runnable nudge) {
        this.database = database;
        this.store = store;
        this.outbox = outbox;
        this.nudge = nudge;
    }

    void mount(Router router) {
        router.get("/stripe/ledger").handler(context -> answer(context, this::ledger));
        router.get("/stripe/faults").handler(context -> answer(context, this::faults));
        router.post("/stripe/faults").handler(context -> answer(context, () -> plan(body(context))));
        router.delete("/stripe/faults")
                .handler(context -> answer(context, () -> outbox.clear(database).compose(gone -> faults())));
        router.post("/stripe/redeliver").handler(context -> answer(context, () -> redeliver(body(context))));
    }

    private Future<JsonObject> ledger() {
        return all(Shapes.SESSION)
                .compose(sessions -> all(Shapes.INTENT)
                        .compose(intents -> all(Shapes.REFUND)
                                .compose(refunds -> outbox.ledger(database)
                                        .map(events -> new JsonObject()
                                                .put("sessions", sessions)
                                                .put("payment_intents", intents)
                                                .put("refunds", refunds)
                                                .put("events", new JsonArray(events))))));
    }

    private Future<JsonArray> all(String object) {
        return store.list(database, object, null, null, null, null, MOST)
                .map(found -> new JsonArray(found.stream().map(Shapes::shown).toList()));
    }

    private Future<JsonObject> faults() {
        return outbox.pending(database).map(pending -> new JsonObject().put("faults", new JsonArray(pending)));
    }

    private Future<JsonObject> plan(JsonObject wanted) {
        String kind = wanted.getString("kind", "");
        int times = wanted.getInteger("times", 1);
        int delayMs = wanted.getInteger("delay_ms", 0);
        if (!KINDS.contains(kind)) {
            throw BoxError.invalid("kind", "kind must be one of " + String.join(", ", KINDS));
        }
        if (times < 1 || times > MOST || delayMs < 0 || delayMs > LONGEST_MS) {
            throw BoxError.invalid("times", "times must be 1 to 1000, delay_ms 0 to 600000");
        }
        return outbox.plan(database, kind, wanted.getString("event_type"), times, delayMs)
                .compose(planned -> faults());
    }

    private Future<JsonObject> redeliver(JsonObject wanted) {
        String id = wanted.getString("event_id", "");
        return outbox.redeliver(database, id).map(found -> {
            if (found == 0) {
                throw BoxError.missing("event", id);
            }
            nudge.run();
            return new JsonObject().put("event_id", id);
        });
    }

    private static JsonObject body(RoutingContext context) {
        try {
            JsonObject body = context.body().asJsonObject();
            return body == null ? new JsonObject() : body;
        } catch (DecodeException | ClassCastException e) {
            throw BoxError.invalid("body", "The body must be a JSON object.");
        }
    }

    private static void answer(RoutingContext context, Supplier<Future<JsonObject>> work) {
        Future.succeededFuture()
                .compose(start -> work.get())
                .onSuccess(body -> write(context, 200, body))
                .onFailure(error -> {
                    boolean misfit = error instanceof ClassCastException;
                    BoxError refusal = error instanceof BoxError known
                            ? known
                            : misfit ? BoxError.invalid("body", "A member has the wrong type.") : BoxError.broken();
                    write(context, refusal.status(), refusal.body());
                });
    }

    private static void write(RoutingContext context, int status, JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.encode())
                .onFailure(gone -> {});
    }
}
