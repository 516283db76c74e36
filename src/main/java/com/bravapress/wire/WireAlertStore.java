package com.bravapress.wire;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Raises rows of {@code alerts} about the wire: one open alert per key, counted when it is seen again. */
final class WireAlertStore {
    private static final String RAISE = """
            INSERT INTO alerts (kind, dedupe_key, message, detail) VALUES ($1, $2, $3, $4)
            ON CONFLICT (dedupe_key) WHERE resolved_at IS NULL
                DO UPDATE SET seen = alerts.seen + 1, last_seen_at = now(), message = excluded.message
            """;

    Future<Integer> raise(Sql sql, String kind, String key, String message, JsonObject detail) {
        return sql.run(RAISE, kind, key, message, detail);
    }
}
