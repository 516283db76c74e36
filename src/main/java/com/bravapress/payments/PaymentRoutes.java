package com.bravapress.payments;

import com.bravapress.database.Database;
import com.bravapress.http.Access;
import com.bravapress.http.AppException;
import com.bravapress.http.Endpoint;
import com.bravapress.http.FieldError;
import com.bravapress.http.Problem;
import com.bravapress.http.Reply;
import com.bravapress.http.Request;
import com.bravapress.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The endpoints of payments: checkout and a customer's history. */
public final class PaymentRoutes implements Routes {
    private static final int MOST = 200;
    private static final int USUAL = 50;

    private final Database database;
    private final Checkout checkout;
    private final PaymentStore payments;

    /** The endpoints. */
    public PaymentRoutes(Database database, Checkout checkout, PaymentStore payments) {
        this.database = database;
        this.checkout = checkout;
        this.payments = payments;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(
                        "/api/releases/:id/checkout",
                        Access.SIGNED_IN,
                        request -> checkout.open(request.pathUuid("id"), request.principal())
                                .map(Reply::json)),
                Endpoint.post("/dashboard/releases/:id/checkout", Access.SIGNED_IN, this::toPay),
                Endpoint.get("/api/payments/history", Access.SIGNED_IN, this::history),
                Endpoint.get("/dashboard/payments", Access.SIGNED_IN, this::page));
    }

    /** The same for a browser without JavaScript; faults of the text are shown where they can be mended. */
    private Future<Reply> toPay(Request request) {
        UUID id = request.pathUuid("id");
        return checkout.open(id, request.principal())
                .map(opened -> Reply.redirect(opened.checkoutUrl()))
                .recover(error -> error instanceof AppException app && isForThePage(app.problem())
                        ? Future.succeededFuture(
                                Reply.redirect("/dashboard/releases/" + id).flash("error", sentence(app)))
                        : Future.failedFuture(error));
    }

    private static boolean isForThePage(Problem problem) {
        return switch (problem) {
            case UNPROCESSABLE, CONFLICT, UNAVAILABLE -> true;
            default -> false;
        };
    }

    private static String sentence(AppException refusal) {
        if (refusal.errors().isEmpty()) {
            return refusal.getMessage();
        }
        String first =
                refusal.errors().stream().limit(3).map(FieldError::message).reduce("", (a, b) -> a + " " + b);
        String text = "Not paid yet: the check found something to mend first." + first;
        return text.length() <= 500 ? text : text.substring(0, 499) + "…";
    }

    private Future<Reply> history(Request request) {
        return list(request).map(Reply::json);
    }

    private Future<Reply> page(Request request) {
        return list(request).map(model -> Reply.page("dashboard/payments", model));
    }

    private Future<Map<String, Object>> list(Request request) {
        int limit = request.queryInt("limit", USUAL, 1, MOST);
        HistoryPlace after = request.query("after").map(HistoryPlace::parse).orElse(null);
        return payments.history(database, request.principal().userId(), after, limit + 1)
                .map(rows -> {
                    boolean more = rows.size() > limit;
                    List<JsonObject> shown = more ? rows.subList(0, limit) : rows;
                    Map<String, Object> model = new HashMap<>();
                    model.put("items", shown.stream().map(PaymentRoutes::tree).toList());
                    model.put(
                            "next", more ? HistoryPlace.of(shown.get(limit - 1)).toString() : null);
                    return model;
                });
    }

    /** Plain maps and lists, which both JSON and pages can show. */
    private static Map<String, Object> tree(JsonObject item) {
        Map<String, Object> tree = new HashMap<>(item.getMap());
        tree.put(
                "refunds",
                item.getJsonArray("refunds").stream()
                        .map(each -> each instanceof JsonObject refund ? refund.getMap() : each)
                        .toList());
        return tree;
    }
}
