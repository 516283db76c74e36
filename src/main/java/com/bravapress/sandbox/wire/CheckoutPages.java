package com.bravapress.sandbox.wire;

import com.bravapress.database.Database;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Buying a package, and what was bought. Every accepted "Place Order" is an order, as at any shop without a token. */
final class CheckoutPages {
    private static final int NOTES = 500;
    /** The number that every payment company's test desk declines. */
    private static final String DECLINED = "4000000000000002";

    private final Database database;
    private final WireBoxStore box;
    private final WireSessionStore sessions;

    CheckoutPages(Database database, WireBoxStore box, WireSessionStore sessions) {
        this.database = database;
        this.box = box;
        this.sessions = sessions;
    }

    Future<WireAnswer> form(WireVisit visit) {
        return Future.succeededFuture(WirePlan.ofCode(visit.query("plan"))
                .map(plan -> page(plan, "card", "", Optional.empty()))
                .orElseGet(() -> WireAnswer.redirect("/pricing")));
    }

    Future<WireAnswer> placeOrder(WireVisit visit) {
        Optional<WirePlan> plan = WirePlan.ofCode(visit.field("plan"));
        if (plan.isEmpty()) {
            return Future.succeededFuture(WireAnswer.redirect("/pricing"));
        }
        String method = visit.field("payment_method");
        String notes = visit.field("notes");
        Optional<String> refusal = refusal(visit, method, notes);
        if (refusal.isPresent()) {
            return Future.succeededFuture(page(plan.get(), method, notes, refusal));
        }
        return box.buy(database, plan.get(), notes)
                .compose(order -> sessions.tell(
                                visit.token(), new WireSessionStore.Flash(null, "Thank you for your order."))
                        .map(told -> WireAnswer.redirect("/orders/" + order)));
    }

    private static Optional<String> refusal(WireVisit visit, String method, String notes) {
        if (visit.suffers(FaultKind.VALIDATION)) {
            return Optional.of("Please correct the errors in the form.");
        }
        if (notes.length() > NOTES) {
            return Optional.of("Order notes must not be longer than " + NOTES + " characters.");
        }
        if (visit.suffers(FaultKind.NO_BALANCE)) {
            return Optional.of("You do not have enough credits for this order.");
        }
        if (!method.equals("credits") && !method.equals("card")) {
            return Optional.of("Please choose a payment method.");
        }
        String card = visit.field("card_number").replaceAll("[\\s-]", "");
        if (visit.suffers(FaultKind.CARD_DECLINED) || (method.equals("card") && card.equals(DECLINED))) {
            return Optional.of("Your card was declined.");
        }
        return method.equals("card") && !card.isEmpty() && !card.matches("\\d{12,19}")
                ? Optional.of("Card number is not valid.")
                : Optional.empty();
    }

    private static WireAnswer page(WirePlan plan, String method, String notes, Optional<String> error) {
        Map<String, Object> model =
                new HashMap<>(Map.of("plan", Shown.plan(plan), "payment_method", method, "notes", notes));
        error.ifPresent(text -> model.put("flash_error", text));
        return WireAnswer.page("checkout", model);
    }

    Future<WireAnswer> history(WireVisit visit) {
        return box.orders(database)
                .map(orders -> WireAnswer.page(
                        "orders",
                        Map.of("orders", orders.stream().map(Shown::order).toList())));
    }

    Future<WireAnswer> order(WireVisit visit) {
        return box.order(database, WireVisit.number(visit.context.pathParam("order")))
                .map(found -> found.map(order -> WireAnswer.page("order", Map.of("order", Shown.order(order))))
                        .orElseGet(WireAnswer::missing));
    }
}
