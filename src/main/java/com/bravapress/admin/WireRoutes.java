package com.bravapress.admin;

import com.bravapress.accounts.AuditStore;
import com.bravapress.database.Database;
import com.bravapress.http.Access;
import com.bravapress.http.AppException;
import com.bravapress.http.Endpoint;
import com.bravapress.http.FieldError;
import com.bravapress.http.Json;
import com.bravapress.http.Problem;
import com.bravapress.http.Reply;
import com.bravapress.http.Request;
import com.bravapress.http.Routes;
import com.bravapress.wire.drift.WatchStore;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is known of the wire as a whole, and a person's word that we may buy there again. */
public final class WireRoutes implements Routes {
    private static final int LONGEST_REASON = 500;

    private final Database database;
    private final WatchStore watch;
    private final AuditStore audit;

    /** The endpoints over these tables. */
    public WireRoutes(Database database, WatchStore watch, AuditStore audit) {
        this.database = database;
        this.watch = watch;
        this.audit = audit;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/admin/wire", Access.SUPPORT, this::show),
                Endpoint.post("/api/admin/wire/purchases/resume", Access.ADMIN, this::resume));
    }

    private Future<Reply> show(Request request) {
        return watch.all(database).map(all -> Reply.json(Map.of("wires", trees(all))));
    }

    static List<?> trees(List<WatchStore.Watched> all) {
        return all.stream().map(each -> Json.as(Map.class, each)).toList();
    }

    private Future<Reply> resume(Request request) {
        boolean program = !request.header("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .startsWith("application/x-www-form-urlencoded");
        return Future.succeededFuture()
                .compose(begin -> resume(request, reason(request)))
                .map(done -> program
                        ? Reply.json(Map.of("purchases", "open"))
                        : Reply.redirect("/dashboard/admin").flash("success", "Packages may be bought again."))
                .recover(error -> !program && error instanceof AppException refusal
                        ? Future.succeededFuture(
                                Reply.redirect("/dashboard/admin").flash("error", refusal.getMessage()))
                        : Future.failedFuture(error));
    }

    private Future<Void> resume(Request request, String reason) {
        return database.inTransaction(tx -> watch.resume(tx)
                .compose(resumed -> resumed
                        ? audit.append(
                                tx,
                                AuditStore.Entry.by(
                                        request.principal(), "wire.purchases.resume", "wire", reason, null, null))
                        : Future.failedFuture(
                                AppException.of(Problem.CONFLICT, "Purchases are not paused. Nothing was changed."))));
    }

    private static String reason(Request request) {
        String reason = request.input(Reason.class).reason();
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON) {
            throw AppException.invalid(List.of(new FieldError(
                    "reason", "Say why, within " + LONGEST_REASON + " characters: it is kept in the audit.")));
        }
        return reason.trim();
    }

    private record Reason(String reason) {}
}
