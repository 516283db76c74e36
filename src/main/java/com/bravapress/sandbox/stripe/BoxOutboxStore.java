package com.bravapress.sandbox.stripe;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Deliveries still to be made, and the faults they shall suffer. */
final class BoxOutboxStore {
    private static final String ADD = "INSERT INTO sandbox.stripe_deliveries (event_id) VALUES ($1)";

    Future<Integer> add(Sql sql, String eventId) {
        return sql.run(ADD, eventId);
    }

    // Taken for half a minute: if this process dies meanwhile, the next one tries again.
    private static final String CLAIM = """
            WITH due AS (
                SELECT event_id FROM sandbox.stripe_deliveries
                WHERE delivered_at IS NULL AND NOT dropped AND next_attempt_at <= clock_timestamp()
                ORDER BY seq LIMIT 20 FOR UPDATE SKIP LOCKED), taken AS (
                UPDATE sandbox.stripe_deliveries d
                SET attempts = attempts + 1, next_attempt_at = clock_timestamp() + interval '30 seconds'
                FROM due WHERE d.event_id = due.event_id
                RETURNING d.seq, d.event_id, d.attempts)
            SELECT t.event_id, t.attempts, o.body FROM taken t JOIN sandbox.stripe_objects o ON o.id = t.event_id
            ORDER BY t.seq
            """;

    /** Takes what is due, oldest first. */
    Future<List<Delivery>> claim(Sql sql) {
        return sql.list(
                CLAIM,
                row -> new Delivery(row.getString("event_id"), row.getInteger("attempts"), row.getJsonObject("body")));
    }

    private static final String DELIVERED = """
            UPDATE sandbox.stripe_deliveries SET delivered_at = clock_timestamp(), last_status = $2 WHERE event_id = $1
            """;

    Future<Integer> delivered(Sql sql, String eventId, String status) {
        return sql.run(DELIVERED, eventId, status);
    }

    private static final String AGAIN = """
            UPDATE sandbox.stripe_deliveries
            SET next_attempt_at = clock_timestamp() + $2 * interval '1 millisecond', last_status = $3
            WHERE event_id = $1
            """;

    Future<Integer> again(Sql sql, String eventId, long inMillis, String status) {
        return sql.run(AGAIN, eventId, inMillis, status);
    }

    private static final String DROP = """
            UPDATE sandbox.stripe_deliveries SET dropped = true, last_status = 'dropped' WHERE event_id = $1
            """;

    Future<Integer> drop(Sql sql, String eventId) {
        return sql.run(DROP, eventId);
    }

    private static final String REDELIVER = """
            UPDATE sandbox.stripe_deliveries
            SET delivered_at = NULL, dropped = false, next_attempt_at = clock_timestamp() WHERE event_id = $1
            """;

    Future<Integer> redeliver(Sql sql, String eventId) {
        return sql.run(REDELIVER, eventId);
    }

    private static final String NEXT = """
            SELECT greatest(0, extract(epoch FROM min(next_attempt_at) - clock_timestamp()) * 1000)::bigint AS wait
            FROM sandbox.stripe_deliveries WHERE delivered_at IS NULL AND NOT dropped
            HAVING count(*) > 0
            """;

    /** Milliseconds until the next attempt; empty when nothing waits. */
    Future<Optional<Long>> next(Sql sql) {
        return sql.first(NEXT, row -> row.getLong("wait"));
    }

    private static final String LEDGER = """
            SELECT o.body, d.attempts, d.delivered_at IS NOT NULL AS delivered, d.dropped, d.last_status
            FROM sandbox.stripe_deliveries d JOIN sandbox.stripe_objects o ON o.id = d.event_id
            ORDER BY d.seq DESC LIMIT 1000
            """;

    /** Every event with the story of its delivery, newest first. */
    Future<List<JsonObject>> ledger(Sql sql) {
        return sql.list(
                LEDGER,
                row -> new JsonObject()
                        .put("id", row.getJsonObject("body").getString("id"))
                        .put("type", row.getJsonObject("body").getString("type"))
                        .put("created", row.getJsonObject("body").getLong("created"))
                        .put(
                                "object_id",
                                row.getJsonObject("body")
                                        .getJsonObject("data")
                                        .getJsonObject("object")
                                        .getString("id"))
                        .put("attempts", row.getInteger("attempts"))
                        .put("delivered", row.getBoolean("delivered"))
                        .put("dropped", row.getBoolean("dropped"))
                        .put("last_status", row.getString("last_status")));
    }

    private static final String PLAN = """
            INSERT INTO sandbox.stripe_faults (kind, event_type, times_left, delay_ms) VALUES ($1, $2, $3, $4)
            """;

    Future<Integer> plan(Sql sql, String kind, String eventType, int times, int delayMs) {
        return sql.run(PLAN, kind, eventType, times, delayMs);
    }

    private static final String STRIKE = """
            UPDATE sandbox.stripe_faults SET times_left = times_left - 1
            WHERE times_left > 0 AND id = (
                SELECT id FROM sandbox.stripe_faults
                WHERE times_left > 0 AND (kind IN ('http500', 'timeout')) = $1
                    AND (event_type IS NULL OR event_type = $2)
                ORDER BY id LIMIT 1 FOR UPDATE)
            RETURNING kind, delay_ms
            """;

    /** Takes the oldest fault planned for an API call ({@code type} null) or for an event of this type. */
    Future<Optional<Fault>> strike(Sql sql, String type) {
        return sql.first(
                STRIKE, row -> new Fault(row.getString("kind"), row.getInteger("delay_ms")), type == null, type);
    }

    private static final String PENDING = """
            SELECT kind, event_type, times_left, delay_ms FROM sandbox.stripe_faults WHERE times_left > 0 ORDER BY id
            """;

    Future<List<JsonObject>> pending(Sql sql) {
        return sql.list(
                PENDING,
                row -> new JsonObject()
                        .put("kind", row.getString("kind"))
                        .put("event_type", row.getString("event_type"))
                        .put("times", row.getInteger("times_left"))
                        .put("delay_ms", row.getInteger("delay_ms")));
    }

    private static final String CLEAR = "DELETE FROM sandbox.stripe_faults";

    Future<Integer> clear(Sql sql) {
        return sql.run(CLEAR);
    }

    /** One event on its way; {@code attempt} counts from 1. */
    record Delivery(String eventId, int attempt, JsonObject body) {}

    /** Something that shall go wrong. */
    record Fault(String kind, int delayMs) {}
}
