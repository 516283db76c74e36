package com.bravapress.sandbox.stripe;

import com.bravapress.database.Database;
import com.bravapress.database.Tx;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /stripe/v1}: key check, idempotency, faults, and the few calls there are. */
final class BoxApi {
    private static final Logger LOG = LoggerFactory.getLogger(BoxApi.class);
    private static final String PREFIX = "/stripe";
    private static final int USUAL = 10;
    private static final int MOST = 100;
    private static final int HANG_MS = 10_000;

    private final Vertx vertx;
    private final Database database;
    private final StripeBoxStore store;
    private final BoxOutboxStore outbox;
    private final StripeBox box;
    private final List<Operation> operations;

    BoxApi(
            Vertx vertx,
            Database database,
            StripeBoxStore store,
            BoxOutboxStore outbox,
            BoxPayments payments,
            StripeBox box,
            Clock clock) {
        this.vertx = vertx;
        this.database = database;
        this.store = store;
        this.outbox = outbox;
        this.box = box;
        this.operations = List.of(
                post("/v1/checkout/sessions", call -> payments.createSession(call.tx, call.sent, call.origin)),
                post("/v1/checkout/sessions/([^/]+)/expire", call -> payments.expireSession(call.tx, call.id)),
                post("/v1/refunds", call -> payments.refund(call.tx, call.sent)),
                post(
                        "/v1/customers",
                        call -> store.insert(
                                call.tx,
                                Shapes.customer(call.sent, clock.instant().getEpochSecond()))),
                get("/v1/checkout/sessions/([^/]+)", call -> payments.lapse(call.tx, call.id)),
                get("/v1/checkout/sessions", call -> list(call, Shapes.SESSION)),
                get("/v1/payment_intents/([^/]+)", call -> store.find(call.tx, Shapes.INTENT, call.id)),
                get("/v1/payment_intents", call -> list(call, Shapes.INTENT)),
                get("/v1/refunds/([^/]+)", call -> store.find(call.tx, Shapes.REFUND, call.id)),
                get("/v1/refunds", call -> list(call, Shapes.REFUND)),
                get("/v1/events/([^/]+)", call -> store.find(call.tx, Shapes.EVENT, call.id)),
                get("/v1/events", call -> list(call, Shapes.EVENT)),
                get("/v1/charges/([^/]+)", call -> store.find(call.tx, Shapes.CHARGE, call.id)),
                get("/v1/customers/([^/]+)", call -> store.find(call.tx, Shapes.CUSTOMER, call.id)),
                get("/v1/balance_transactions", call -> list(call, Shapes.BALANCE)));
    }

    /** Answers one call. */
    void handle(RoutingContext context) {
        context.response()
                .putHeader("Request-Id", Ids.next("req_"))
                .putHeader(
                        "Stripe-Version",
                        Optional.ofNullable(context.request().getHeader("Stripe-Version"))
                                .orElse(box.apiVersion()));
        outbox.strike(database, null)
                .compose(fault -> fault.filter(f -> f.kind().equals("http500")).isPresent()
                        ? Future.failedFuture(BoxError.broken())
                        : answer(context).map(answer -> new Sending(answer, fault.map(BoxOutboxStore.Fault::delayMs))))
                .onSuccess(sending -> send(context, sending))
                .onFailure(error -> fail(context, error));
    }

    private Future<Answer> answer(RoutingContext context) {
        if (!authorized(context.request().getHeader("Authorization"))) {
            throw BoxError.unauthorized();
        }
        String path = context.request().path().substring(PREFIX.length());
        HttpMethod method = context.request().method();
        for (Operation operation : operations) {
            Matcher matcher = operation.path.matcher(path);
            if (operation.method.equals(method) && matcher.matches()) {
                String id = matcher.groupCount() > 0 ? matcher.group(1) : null;
                Params sent = new Params(
                        method.equals(HttpMethod.POST) ? context.request().formAttributes() : context.queryParams());
                String origin = "http://" + context.request().authority() + PREFIX;
                return database.inTransaction(
                        tx -> once(tx, context, path, new Invocation(tx, id, sent, origin), operation));
            }
        }
        throw BoxError.unknownPath(method + " " + path);
    }

    /** A call with a key is made once; later ones with the same parameters get the first one's answer. */
    private Future<Answer> once(Tx tx, RoutingContext context, String path, Invocation call, Operation operation) {
        String key = context.request().getHeader("Idempotency-Key");
        if (key == null || !operation.method.equals(HttpMethod.POST)) {
            return operation.action.run(call).map(body -> new Answer(200, Shapes.shown(body), false));
        }
        String request = path + "\n" + call.sent.canonical();
        return store.claimKey(tx, key, request).compose(first -> {
            if (first) {
                return operation.action.run(call).compose(body -> {
                    JsonObject shown = Shapes.shown(body);
                    return store.keep(tx, key, 200, shown).map(new Answer(200, shown, false));
                });
            }
            return store.kept(tx, key).map(Optional::orElseThrow).map(kept -> {
                if (!kept.request().equals(request)) {
                    throw BoxError.otherRequest();
                }
                return new Answer(kept.status(), kept.answer(), true);
            });
        });
    }

    private Future<JsonObject> list(Invocation call, String object) {
        int limit = (int) Math.max(1, Math.min(MOST, call.sent.number("limit").orElse((long) USUAL)));
        return store.list(
                        call.tx,
                        object,
                        call.sent.text("payment_intent").orElse(null),
                        call.sent
                                .number("created[gte]")
                                .or(() -> call.sent.number("created[gt]").map(n -> n + 1))
                                .orElse(null),
                        call.sent.text("type").orElse(null),
                        call.sent.text("starting_after").orElse(null),
                        limit + 1)
                .map(found -> new JsonObject()
                        .put("object", "list")
                        .put("url", "/v1/" + object)
                        .put("has_more", found.size() > limit)
                        .put(
                                "data",
                                new JsonArray(found.stream()
                                        .limit(limit)
                                        .map(Shapes::shown)
                                        .toList())));
    }

    private boolean authorized(String header) {
        if (header == null) {
            return false;
        }
        String basic = Base64.getEncoder().encodeToString((box.secretKey() + ":").getBytes(StandardCharsets.UTF_8));
        return header.equals("Bearer " + box.secretKey()) || header.equals("Basic " + basic);
    }

    private void send(RoutingContext context, Sending sending) {
        if (sending.hang.isPresent()) { // the work is done, the answer gets lost
            int wait = sending.hang.get() > 0 ? sending.hang.get() : HANG_MS;
            vertx.setTimer(wait, late -> context.request().connection().close().onFailure(gone -> {}));
            return;
        }
        if (sending.answer.repeated) {
            context.response().putHeader("Idempotent-Replayed", "true");
        }
        write(context, sending.answer.status, sending.answer.body);
    }

    private static void fail(RoutingContext context, Throwable error) {
        if (error instanceof BoxError refusal) {
            write(context, refusal.status(), refusal.body());
            return;
        }
        LOG.error("the Stripe stand-in failed", error);
        write(context, 500, BoxError.broken().body());
    }

    private static void write(RoutingContext context, int status, JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(body.encode())
                .onFailure(gone -> {});
    }

    private static Operation get(String path, Action action) {
        return new Operation(HttpMethod.GET, Pattern.compile(path), action);
    }

    private static Operation post(String path, Action action) {
        return new Operation(HttpMethod.POST, Pattern.compile(path), action);
    }

    @FunctionalInterface
    private interface Action {
        Future<JsonObject> run(Invocation call);
    }

    private record Operation(HttpMethod method, Pattern path, Action action) {}

    private record Invocation(Tx tx, String id, Params sent, String origin) {}

    private record Answer(int status, JsonObject body, boolean repeated) {}

    /** {@code hang}: after so many milliseconds the connection is closed instead of answered. */
    private record Sending(Answer answer, Optional<Integer> hang) {}
}
