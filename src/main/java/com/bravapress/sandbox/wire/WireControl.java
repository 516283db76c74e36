package com.bravapress.sandbox.wire;

import com.bravapress.database.Database;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Behind the scenes of the stand-in, for tests and people: what happened, what shall go wrong, what editors decide. */
final class WireControl {
    private static final Logger LOG = LoggerFactory.getLogger(WireControl.class);
    private static final int MOST_TIMES = 10_000;
    private static final int LONGEST_MS = 600_000;
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final Database database;
    private final WireBoxStore box;
    private final WireFaultStore faults;
    private final Clock clock;

    WireControl(Database database, WireBoxStore box, WireFaultStore faults, Clock clock) {
        this.database = database;
        this.box = box;
        this.faults = faults;
        this.clock = clock;
    }

    void mount(Router router) {
        router.get(WireStandIn.PREFIX + "/ledger").handler(answering(context -> ledger()));
        router.get(WireStandIn.PREFIX + "/faults").handler(answering(context -> pending()));
        router.post(WireStandIn.PREFIX + "/faults").handler(answering(this::plan));
        router.delete(WireStandIn.PREFIX + "/faults")
                .handler(answering(context -> faults.clear().compose(cleared -> pending())));
        router.post(WireStandIn.PREFIX + "/review").handler(answering(this::review));
    }

    private Handler<RoutingContext> answering(Function<RoutingContext, Future<JsonObject>> action) {
        return context -> Future.succeededFuture(context)
                .compose(asked -> fromHere(asked)
                        ? action.apply(asked)
                        : Future.failedFuture(new Refused(403, "not from another site")))
                .onSuccess(body -> end(context, 200, body))
                .onFailure(error -> {
                    if (error instanceof Refused refused) {
                        end(context, refused.status, new JsonObject().put("error", refused.getMessage()));
                    } else {
                        LOG.warn(
                                "the wire's control broke at {}",
                                context.request().path(),
                                error);
                        end(context, 500, new JsonObject().put("error", "see the log"));
                    }
                });
    }

    private static void end(RoutingContext context, int status, JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.encode())
                .onFailure(gone -> {});
    }

    /** A page of another site must not read or steer this one; programs send neither header. */
    private static boolean fromHere(RoutingContext context) {
        String site = context.request().getHeader("Sec-Fetch-Site");
        String origin = context.request().getHeader("Origin");
        return (site == null || OWN_SITE.contains(site))
                && (origin == null
                        || origin.equals("http://" + context.request().getHeader("Host")));
    }

    private Future<JsonObject> ledger() {
        return Future.all(
                        box.allOrders(database),
                        box.submitted(database, OffsetDateTime.now(clock)),
                        box.balance(database))
                .map(all -> {
                    JsonArray orders = new JsonArray();
                    JsonArray releases = new JsonArray();
                    all.<List<WireOrder>>resultAt(0).forEach(order -> orders.add(Ledger.order(order)));
                    all.<List<WireRelease>>resultAt(1).forEach(release -> releases.add(Ledger.release(release)));
                    return new JsonObject()
                            .put("orders", orders)
                            .put("releases", releases)
                            .put("balance", all.<Integer>resultAt(2));
                });
    }

    private Future<JsonObject> pending() {
        return faults.pending().map(list -> new JsonObject().put("faults", new JsonArray(list)));
    }

    private Future<JsonObject> plan(RoutingContext context) {
        JsonObject body = body(context);
        WireStep step = WireStep.named(text(body, "step"))
                .orElseThrow(() -> new Refused(400, "step must be one of " + String.join(", ", WireStep.ids())));
        FaultKind kind = FaultKind.named(text(body, "kind"))
                .orElseThrow(() -> new Refused(400, "kind must be one of " + String.join(", ", FaultKind.ids())));
        if (!kind.steps.contains(step)) {
            throw new Refused(
                    400,
                    kind.id() + " happens only at "
                            + String.join(
                                    ", ", kind.steps.stream().map(WireStep::id).toList()));
        }
        String method = text(body, "method");
        if (!method.isEmpty() && !method.equals("GET") && !method.equals("POST")) {
            throw new Refused(400, "method must be GET or POST, or be left out");
        }
        int times = number(body, "times", 1, 1, MOST_TIMES);
        int delay = number(body, "delay_ms", 0, 0, LONGEST_MS);
        String strikesAt = method.isEmpty() ? kind.method(step).orElse(null) : method;
        return faults.plan(step, kind, strikesAt, times, delay).compose(planned -> pending());
    }

    private Future<JsonObject> review(RoutingContext context) {
        JsonObject body = body(context);
        long id = WireVisit.number(text(body, "release_id"));
        String decision = text(body, "decision");
        String reason = text(body, "reason");
        if (!Set.of("approve", "hold", "reject").contains(decision)) {
            throw new Refused(400, "decision must be one of approve, hold, reject");
        }
        return database.inTransaction(tx -> box.locked(tx, id).compose(found -> {
            WireRelease release = found.filter(each -> each.status() != WireStatus.DRAFT)
                    .orElseThrow(() -> new Refused(404, "no release " + text(body, "release_id") + " was submitted"));
            WireStatus next = decided(decision, release);
            if (!release.status().canBecome(next)) {
                throw new Refused(
                        409, "release " + id + " is " + release.status().id());
            }
            return box.decide(tx, id, next, reason.isEmpty() ? null : reason, OffsetDateTime.now(clock))
                    .map(done -> new JsonObject()
                            .put("release_id", String.valueOf(id))
                            .put("status", next.id()));
        }));
    }

    private WireStatus decided(String decision, WireRelease release) {
        return switch (decision) {
            case "hold" -> WireStatus.ON_HOLD;
            case "reject" -> WireStatus.REJECTED;
            default ->
                Optional.ofNullable(release.releaseAt())
                                .filter(at -> at.toInstant().isAfter(clock.instant()))
                                .isPresent()
                        ? WireStatus.SCHEDULED
                        : WireStatus.PUBLISHED;
        };
    }

    private static JsonObject body(RoutingContext context) {
        try {
            JsonObject body = context.body().asJsonObject();
            if (body != null) {
                return body;
            }
        } catch (DecodeException | ClassCastException notAnObject) {
            // Said below.
        }
        throw new Refused(400, "send a JSON object");
    }

    private static String text(JsonObject body, String name) {
        Object value = body.getValue(name);
        return value == null ? "" : String.valueOf(value).replace("\0", "");
    }

    private static int number(JsonObject body, String name, int otherwise, int least, int most) {
        Object value = body.getValue(name);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        throw new Refused(400, name + " must be a whole number from " + least + " to " + most);
    }

    /** What the caller did wrong. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        private Refused(int status, String message) {
            super(message, null, false, false);
            this.status = status;
        }
    }
}
