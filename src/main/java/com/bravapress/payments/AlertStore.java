package com.bravapress.payments;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Raises rows of {@code alerts}: one open alert per key, counted when it is seen again. */
public final class AlertStore {
    private static final String RAISE = """
            INSERT INTO alerts (kind, dedupe_key, message, detail) VALUES ($1, $2, $3, $4)
            ON CONFLICT (dedupe_key) WHERE resolved_at IS NULL
                DO UPDATE SET seen = alerts.seen + 1, last_seen_at = now(), message = excluded.message
            """;

    /** Raises an alert, or counts it when one of this key is open. */
    public Future<Integer> raise(Sql sql, String kind, String key, String message, JsonObject detail) {
        return sql.run(RAISE, kind, key, message, detail);
    }

    // xmax tells an insert from an update.
    private static final String OPENED = RAISE + " RETURNING xmax = 0 AS opened";

    /** The same; true when no alert of this key was open. */
    public Future<Boolean> opened(Sql sql, String kind, String key, String message, JsonObject detail) {
        return sql.one(OPENED, row -> row.getBoolean("opened"), kind, key, message, detail);
    }

    private static final String RESOLVE = """
            UPDATE alerts SET resolved_at = now() WHERE dedupe_key = $1 AND resolved_at IS NULL
            """;

    /** Closes the open alert of this key, if there is one. */
    public Future<Integer> resolve(Sql sql, String key) {
        return sql.run(RESOLVE, key);
    }
}
