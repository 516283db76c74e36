package com.bravapress.sandbox.stripe;

import com.bravapress.database.Database;
import com.bravapress.database.Tx;
import com.bravapress.http.Pages;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /stripe/pay/:session}: the hosted page, a plain form. */
final class BoxPayPage {
    private static final Logger LOG = LoggerFactory.getLogger(BoxPayPage.class);
    private static final String TEMPLATE = "sandbox/stripe/pay";

    private final Database database;
    private final StripeBoxStore store;
    private final BoxPayments payments;
    private final Pages pages;

    BoxPayPage(Database database, StripeBoxStore store, BoxPayments payments, Pages pages) {
        this.database = database;
        this.store = store;
        this.payments = payments;
        this.pages = pages;
    }

    void mount(Router router) {
        router.get("/stripe/pay.css")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "text/css; charset=utf-8")
                        .sendFile("sandbox/stripe/pay.css")
                        .onFailure(error -> fail(context, error)));
        router.get("/stripe/pay/:session")
                .handler(context -> run(
                        context,
                        tx -> payments.lapse(tx, context.pathParam("session"))
                                .map(session -> page(session, state(session), Map.of()))));
        router.post("/stripe/pay/:session")
                .handler(context -> run(
                        context,
                        tx -> payments.lapse(tx, context.pathParam("session"))
                                .compose(session -> submit(tx, context, session))));
        router.get("/stripe/receipts/:charge")
                .handler(context -> run(
                        context,
                        tx -> store.find(tx, Shapes.CHARGE, context.pathParam("charge"))
                                .map(charge -> new Shown(
                                        200,
                                        null,
                                        Map.of(
                                                "state",
                                                "receipt",
                                                "product",
                                                "Receipt " + charge.getString("id"),
                                                "amount",
                                                charge.getLong("amount"),
                                                "currency",
                                                charge.getString("currency"))))));
    }

    private Future<Shown> submit(Tx tx, RoutingContext context, JsonObject session) {
        if (!state(session).equals("form")) {
            return Future.succeededFuture(page(session, state(session), Map.of()));
        }
        MultiMap form = context.request().formAttributes();
        String email = Optional.ofNullable(form.get("email")).orElse("").trim();
        Card card = Card.typed(form.get("card_number"));
        Map<String, Object> typed = Map.of("email", email, "card_number", card.digits());
        if (email.isEmpty() || !email.contains("@")) {
            return Future.succeededFuture(page(session, "form", with(typed, "error", "Enter an e-mail address.")));
        }
        String step = Optional.ofNullable(form.get("authenticate")).orElse("");
        if (card.isChallenged() && step.isEmpty()) {
            return Future.succeededFuture(page(session, "challenge", typed));
        }
        if (card.isChallenged() && !step.equals("complete")) {
            String refusal = "We are unable to authenticate your payment method. Choose a different one and try again.";
            return Future.succeededFuture(page(session, "form", with(typed, "error", refusal)));
        }
        String origin = "http://" + context.request().authority() + "/stripe";
        return payments.pay(tx, session, card, email, origin)
                .map(refusal -> refusal.map(text -> page(session, "form", with(typed, "error", text)))
                        .orElseGet(() -> new Shown(303, success(session), Map.of())));
    }

    private static String state(JsonObject session) {
        return switch (session.getString("status")) {
            case "complete" -> "paid";
            case "expired" -> "expired";
            default -> "form";
        };
    }

    private static String success(JsonObject session) {
        return session.getString("success_url").replace("{CHECKOUT_SESSION_ID}", session.getString("id"));
    }

    private static Shown page(JsonObject session, String state, Map<String, Object> more) {
        Map<String, Object> model = new HashMap<>();
        model.put("state", state);
        model.put("product", session.getJsonObject("_item").getString("description"));
        model.put("amount", session.getLong("amount_total"));
        model.put("currency", session.getString("currency"));
        model.put(
                "email",
                Optional.ofNullable(session.getString("customer_email")).orElse(""));
        model.put(
                "back",
                state.equals("paid")
                        ? success(session)
                        : Optional.ofNullable(session.getString("cancel_url")).orElse(""));
        model.putAll(more);
        return new Shown(200, null, model);
    }

    private static Map<String, Object> with(Map<String, Object> typed, String name, String value) {
        Map<String, Object> all = new HashMap<>(typed);
        all.put(name, value);
        return all;
    }

    private void run(RoutingContext context, java.util.function.Function<Tx, Future<Shown>> work) {
        database.inTransaction(work)
                .compose(shown -> shown.location == null
                        ? pages.text(TEMPLATE, shown.model)
                                .compose(html -> context.response()
                                        .setStatusCode(shown.status)
                                        .putHeader("Content-Type", "text/html; charset=utf-8")
                                        .putHeader("Cache-Control", "no-store")
                                        .end(html))
                        : context.response()
                                .setStatusCode(shown.status)
                                .putHeader("Location", shown.location)
                                .end())
                .onFailure(error -> fail(context, error));
    }

    private static void fail(RoutingContext context, Throwable error) {
        boolean refusal = error instanceof BoxError;
        if (!refusal) {
            LOG.error("the stand-in's payment page failed", error);
        }
        if (!context.response().ended()) {
            context.response()
                    .setStatusCode(refusal ? 404 : 500)
                    .putHeader("Content-Type", "text/plain; charset=utf-8")
                    .end(refusal ? "There is no such payment page." : "The payment page broke. Nothing was charged.")
                    .onFailure(gone -> {});
        }
    }

    /** A page, or a redirect when {@code location} is not null. */
    private record Shown(int status, String location, Map<String, Object> model) {}
}
