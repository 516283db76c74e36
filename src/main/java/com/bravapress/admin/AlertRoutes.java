package com.bravapress.admin;

import com.bravapress.accounts.AuditStore;
import com.bravapress.database.Database;
import com.bravapress.http.Access;
import com.bravapress.http.AppException;
import com.bravapress.http.Endpoint;
import com.bravapress.http.Principal;
import com.bravapress.http.Reply;
import com.bravapress.http.Request;
import com.bravapress.http.Routes;
import io.vertx.core.Future;
import java.util.List;

/** What a person does about an alert once it is dealt with. */
public final class AlertRoutes implements Routes {
    private final Database database;
    private final OpenAlertStore alerts;
    private final AuditStore audit;

    /** The endpoint over these tables. */
    public AlertRoutes(Database database, OpenAlertStore alerts, AuditStore audit) {
        this.database = database;
        this.alerts = alerts;
        this.audit = audit;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.post("/dashboard/admin/alerts/:id/resolve", Access.SUPPORT, this::resolve));
    }

    private Future<Reply> resolve(Request request) {
        long id = request.pathLong("id");
        Principal who = request.principal();
        AuditStore.Entry deed =
                new AuditStore.Entry(who.userId(), who.actor(), "alert.resolve", "alert:" + id, "", null, null);
        return database.inTransaction(tx -> alerts.resolve(tx, id)
                        .compose(closed ->
                                closed ? audit.append(tx, deed) : Future.failedFuture(AppException.notFound())))
                .map(done -> Reply.redirect("/dashboard/admin").flash("success", "The alert is closed."));
    }
}
