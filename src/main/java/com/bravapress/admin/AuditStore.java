package com.bravapress.admin;

import com.bravapress.database.Tx;
import com.bravapress.http.Principal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** The table {@code audit_log}: who of the team did what, to what, and why. Append-only. */
public final class AuditStore {
    private static final String APPEND = """
            INSERT INTO audit_log (actor_id, actor, action, subject, reason, before, after)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """;

    /** Notes an action in the transaction that does it, so that neither is ever without the other. */
    public Future<Void> append(
            Tx tx, Principal who, String action, String subject, String reason, JsonObject before, JsonObject after) {
        return tx.run(APPEND, who.userId(), who.actor(), action, subject, reason, before, after)
                .mapEmpty();
    }
}
