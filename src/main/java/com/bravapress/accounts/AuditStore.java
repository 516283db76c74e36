package com.bravapress.accounts;

import com.bravapress.database.Sql;
import com.bravapress.http.Principal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** The append-only table {@code audit_log}: who did what to whom, and why. */
public final class AuditStore {
    private static final String APPEND = """
            INSERT INTO audit_log (actor_id, actor, action, subject, reason, before, after)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """;

    /** Appends one entry, in the transaction of the deed. */
    public Future<Void> append(Sql sql, Entry entry) {
        return sql.run(
                        APPEND,
                        entry.actorId(),
                        entry.actor(),
                        entry.action(),
                        entry.subject(),
                        entry.reason(),
                        entry.before(),
                        entry.after())
                .mapEmpty();
    }

    /**
     * One deed.
     *
     * @param actorId null when no user did it
     * @param actor {@code super_admin:ada@…}, {@code command}, {@code start}
     * @param action a verb with its object: {@code admin.create}
     * @param subject what it was done to: {@code user:…}
     * @param before null when nothing was there
     */
    public record Entry(
            UUID actorId,
            String actor,
            String action,
            String subject,
            String reason,
            JsonObject before,
            JsonObject after) {
        /** A deed of somebody who is signed in. */
        public static Entry by(
                Principal who, String action, String subject, String reason, JsonObject before, JsonObject after) {
            return new Entry(who.userId(), who.actor(), action, subject, reason, before, after);
        }
    }
}
