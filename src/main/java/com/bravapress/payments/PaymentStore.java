package com.bravapress.payments;

import com.bravapress.database.Sql;
import com.bravapress.payments.stripe.MadeRefund;
import com.bravapress.payments.stripe.StripeFact;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code payments}. */
public final class PaymentStore {
    // Two facts about one payment must not pass each other: the one that comes first may have no row to lock yet.
    private static final String LOCK = "SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtextextended($1, 4242))";

    /** Makes everybody else who deals with this payment intent wait until the transaction ends. */
    Future<Void> lock(Sql sql, String paymentIntent) {
        return sql.one(LOCK, row -> row.getInteger("locked"), paymentIntent).mapEmpty();
    }

    private static final String OF_INTENT = """
            SELECT id, submission_id, status FROM payments WHERE stripe_payment_intent_id = $1
            """;

    Future<Optional<Received>> ofIntent(Sql sql, String paymentIntent) {
        return sql.first(
                OF_INTENT,
                row -> new Received(row.getUUID("id"), row.getUUID("submission_id"), row.getString("status")),
                paymentIntent);
    }

    private static final String INSERT = """
            INSERT INTO payments (submission_id, stripe_payment_intent_id, stripe_session_id, amount_cents, currency,
                livemode, status, note)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """;

    /** Keeps a payment; {@code held} says why it does not count, and is null when it does. */
    Future<Integer> insert(Sql sql, UUID submissionId, StripeFact.Paid paid, boolean livemode, String held) {
        return sql.run(
                INSERT,
                submissionId,
                paid.paymentIntent(),
                paid.sessionId(),
                Math.toIntExact(paid.amount()),
                paid.currency(),
                livemode,
                held == null ? "succeeded" : "held",
                held);
    }

    private static final String NAME_SESSION = """
            UPDATE payments SET stripe_session_id = coalesce(stripe_session_id, $2) WHERE id = $1
            """;

    Future<Integer> nameSession(Sql sql, UUID id, String sessionId) {
        return sql.run(NAME_SESSION, id, sessionId);
    }

    private static final String RECEIPT = "UPDATE payments SET receipt_url = $2 WHERE id = $1";

    Future<Integer> receipt(Sql sql, UUID id, String url) {
        return sql.run(RECEIPT, id, url);
    }

    // Facts come in any order, so a status only ever grows: disputed < partially refunded < refunded.
    private static final String GROW = """
            UPDATE payments SET status = $2
            WHERE id = $1
                AND array_position(ARRAY['succeeded', 'held', 'disputed', 'partially_refunded', 'refunded'], status)
                    < array_position(ARRAY['succeeded', 'held', 'disputed', 'partially_refunded', 'refunded'], $2)
            """;

    Future<Integer> grow(Sql sql, UUID id, String status) {
        return sql.run(GROW, id, status);
    }

    // The payment that counts for the release; one that was held for a person only when none does.
    private static final String REFUNDABLE = """
            SELECT p.id, p.submission_id, p.stripe_payment_intent_id, p.amount_cents, p.currency
            FROM payments p JOIN press_release_submissions s ON s.id = p.submission_id
            WHERE p.submission_id = $1 AND p.status <> 'refunded'
            ORDER BY p.stripe_payment_intent_id IS NOT DISTINCT FROM s.stripe_payment_intent_id DESC, p.created_at DESC
            LIMIT 1
            """;

    /** What can be given back for a release. */
    Future<Optional<Owed>> refundable(Sql sql, UUID submissionId) {
        return sql.first(
                REFUNDABLE,
                row -> new Owed(
                        row.getUUID("id"),
                        row.getUUID("submission_id"),
                        row.getString("stripe_payment_intent_id"),
                        row.getInteger("amount_cents"),
                        row.getString("currency")),
                submissionId);
    }

    /** A payment that is to go back. */
    record Owed(UUID id, UUID submissionId, String paymentIntent, int amountCents, String currency) {}

    private static final String KEEP_REFUND = """
            INSERT INTO refunds (id, payment_id, amount_cents, currency, status, reason) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (id) DO UPDATE SET status = excluded.status
            """;

    Future<Integer> keepRefund(Sql sql, UUID paymentId, MadeRefund made, String reason) {
        return sql.run(
                KEEP_REFUND,
                made.id(),
                paymentId,
                Math.toIntExact(made.amount()),
                made.currency(),
                made.status(),
                reason);
    }

    private static final String HISTORY = """
            SELECT p.id, p.submission_id, s.title, p.amount_cents, p.currency, p.status, p.stripe_payment_intent_id,
                p.receipt_url, p.created_at,
                coalesce((SELECT jsonb_agg(jsonb_build_object('id', r.id, 'amount_cents', r.amount_cents,
                        'currency', r.currency, 'status', r.status) ORDER BY r.created_at)
                    FROM refunds r WHERE r.payment_id = p.id), '[]') AS refunds
            FROM payments p JOIN press_release_submissions s ON s.id = p.submission_id
            WHERE s.user_id = $1 AND ($3::uuid IS NULL OR (p.created_at, p.id) < ($2::timestamptz, $3))
            ORDER BY p.created_at DESC, p.id DESC
            LIMIT $4
            """;

    /** A customer's payments, newest first, behind {@code after} (null: from the newest). */
    Future<List<JsonObject>> history(Sql sql, UUID userId, HistoryPlace after, int limit) {
        return sql.list(
                HISTORY,
                PaymentStore::shown,
                userId,
                after == null ? null : after.at().atOffset(ZoneOffset.UTC),
                after == null ? null : after.id(),
                limit);
    }

    private static JsonObject shown(Row row) {
        return new JsonObject()
                .put("id", row.getUUID("id").toString())
                .put("submission_id", row.getUUID("submission_id").toString())
                .put("title", row.getString("title"))
                .put("amount_cents", row.getInteger("amount_cents"))
                .put("currency", row.getString("currency"))
                .put("status", row.getString("status"))
                .put("payment_intent_id", row.getString("stripe_payment_intent_id"))
                .put("receipt_url", row.getString("receipt_url"))
                .put(
                        "created_at",
                        row.getOffsetDateTime("created_at").toInstant().toString())
                .put("refunds", (JsonArray) row.getJson("refunds"));
    }

    /** A payment that we know of. */
    record Received(UUID id, UUID submissionId, String status) {}
}
