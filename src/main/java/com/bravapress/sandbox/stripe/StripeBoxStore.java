package com.bravapress.sandbox.stripe;

import com.bravapress.database.Sql;
import com.bravapress.database.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** The objects of the stand-in and the answers it gave under an idempotency key. */
final class StripeBoxStore {
    private static final String INSERT = """
            INSERT INTO sandbox.stripe_objects (id, object, body) VALUES ($1, $2, $3)
            """;

    /** Keeps a new object under its own id. */
    Future<JsonObject> insert(Sql sql, JsonObject body) {
        return sql.run(INSERT, body.getString("id"), body.getString("object"), body)
                .map(body);
    }

    private static final String UPDATE = "UPDATE sandbox.stripe_objects SET body = $2 WHERE id = $1";

    Future<JsonObject> update(Sql sql, JsonObject body) {
        return sql.run(UPDATE, body.getString("id"), body).map(body);
    }

    private static final String FIND = "SELECT body FROM sandbox.stripe_objects WHERE object = $1 AND id = $2";

    /** The object, or Stripe's 404. */
    Future<JsonObject> find(Sql sql, String object, String id) {
        return sql.first(FIND, StripeBoxStore::body, object, id)
                .map(found -> found.orElseThrow(() -> BoxError.missing(object, id)));
    }

    private static final String LOCK = FIND + " FOR UPDATE";

    /** The same, locked until the transaction ends. */
    Future<JsonObject> lock(Tx tx, String object, String id) {
        return tx.first(LOCK, StripeBoxStore::body, object, id)
                .map(found -> found.orElseThrow(() -> BoxError.missing(object, id)));
    }

    private static final String LIST = """
            SELECT body FROM sandbox.stripe_objects
            WHERE object = $1
                AND ($2::text IS NULL OR body ->> 'payment_intent' = $2)
                AND ($3::bigint IS NULL OR (body ->> 'created')::bigint >= $3)
                AND ($4::text IS NULL OR body ->> 'type' = $4)
                AND ($5::text IS NULL OR seq < (SELECT seq FROM sandbox.stripe_objects WHERE id = $5))
            ORDER BY seq DESC
            LIMIT $6
            """;

    /** Objects, newest first; null filters let everything pass. */
    Future<List<JsonObject>> list(
            Sql sql, String object, String intent, Long createdFrom, String type, String after, int limit) {
        return sql.list(LIST, StripeBoxStore::body, object, intent, createdFrom, type, after, limit);
    }

    private static final String LAPSED = """
            SELECT id FROM sandbox.stripe_objects
            WHERE object = 'checkout.session' AND body ->> 'status' = 'open'
                AND body ->> 'expires_at' < extract(epoch FROM now())::bigint::text
            LIMIT 50
            """;

    /** Sessions whose time is up but that are still open. Ten digits until 2286, so text compares as numbers do. */
    Future<List<String>> lapsed(Sql sql) {
        return sql.list(LAPSED, row -> row.getString("id"));
    }

    // A second call with the key waits here until the first has committed, and then sees its answer.
    private static final String CLAIM_KEY = """
            INSERT INTO sandbox.stripe_idempotency (key, request) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING
            """;

    /** Whether this call is the first with its key. */
    Future<Boolean> claimKey(Tx tx, String key, String request) {
        return tx.run(CLAIM_KEY, key, request).map(rows -> rows == 1);
    }

    private static final String KEPT = "SELECT request, status, answer FROM sandbox.stripe_idempotency WHERE key = $1";

    Future<Optional<Kept>> kept(Sql sql, String key) {
        return sql.first(
                KEPT,
                row -> new Kept(row.getString("request"), row.getInteger("status"), row.getJsonObject("answer")),
                key);
    }

    private static final String KEEP = "UPDATE sandbox.stripe_idempotency SET status = $2, answer = $3 WHERE key = $1";

    Future<Integer> keep(Tx tx, String key, int status, JsonObject answer) {
        return tx.run(KEEP, key, status, answer);
    }

    private static JsonObject body(Row row) {
        return row.getJsonObject("body");
    }

    /** What was answered under a key before. */
    record Kept(String request, int status, JsonObject answer) {}
}
