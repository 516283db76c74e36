package com.bravapress.releases;

import com.bravapress.database.Sql;
import com.bravapress.http.Json;
import com.bravapress.writing.ReleaseText;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** The tables {@code press_release_submissions} and {@code release_revisions}. */
public final class ReleaseStore {
    private static final String FIND = """
            SELECT * FROM press_release_submissions WHERE id = $1
            """;

    Future<Optional<Submission>> find(Sql sql, UUID id) {
        return sql.first(FIND, ReleaseStore::submission, id);
    }

    // The folding is that of submissions_headline_idx, or the index is of no use.
    private static final String TAKEN = """
            SELECT EXISTS (
                SELECT FROM press_release_submissions
                WHERE lower(btrim(regexp_replace(title, '\\s+', ' ', 'g')))
                        = lower(btrim(regexp_replace($2, '\\s+', ' ', 'g')))
                    AND status IN ('paid', 'processing', 'completed') AND id <> $1) AS taken
            """;

    /** Whether another release on its way to the wire, or there, has this headline; case and spaces do not count. */
    Future<Boolean> headlineTaken(Sql sql, UUID id, String title) {
        return title.isBlank()
                ? Future.succeededFuture(false)
                : sql.one(TAKEN, row -> row.getBoolean("taken"), id, title);
    }

    private static final String LOCK = """
            SELECT * FROM press_release_submissions WHERE id = $1 FOR UPDATE
            """;

    Future<Optional<Submission>> lock(Sql sql, UUID id) {
        return sql.first(LOCK, ReleaseStore::submission, id);
    }

    private static final String MOVE = """
            UPDATE press_release_submissions
            SET status = $3, error = $4, updated_at = now(),
                paid_at = CASE WHEN $3 = 'paid' THEN coalesce(paid_at, now()) ELSE paid_at END,
                completed_at = CASE WHEN $3 = 'completed' THEN now() ELSE completed_at END
            WHERE id = $1 AND status = $2
            """;

    Future<Integer> move(Sql sql, UUID id, ReleaseStatus from, ReleaseStatus to, String error) {
        return sql.run(MOVE, id, from.id(), to.id(), error);
    }

    private static final String PAID = """
            UPDATE press_release_submissions
            SET payment_amount = $2, currency = $3, stripe_payment_intent_id = $4, paid_revision = $5
            WHERE id = $1
            """;

    Future<Integer> paid(Sql sql, UUID id, Payment payment) {
        return sql.run(
                PAID, id, payment.amountCents(), payment.currency(), payment.paymentIntentId(), payment.revision());
    }

    private static final String ORDERED = """
            UPDATE press_release_submissions SET einpresswire_order_id = $2, updated_at = now() WHERE id = $1
            """;

    Future<Integer> ordered(Sql sql, UUID id, String orderId) {
        return sql.run(ORDERED, id, orderId);
    }

    private static final String ASK_REFUND = """
            UPDATE press_release_submissions
            SET refund_asked_at = coalesce(refund_asked_at, now()), refund_asked_by = coalesce(refund_asked_by, $2)
            WHERE id = $1
            """;

    Future<Integer> askRefund(Sql sql, UUID id, String actor) {
        return sql.run(ASK_REFUND, id, actor);
    }

    private static final String KEEP_MONEY = """
            UPDATE press_release_submissions SET refund_asked_at = NULL, refund_asked_by = NULL WHERE id = $1
            """;

    Future<Integer> keepMoney(Sql sql, UUID id) {
        return sql.run(KEEP_MONEY, id);
    }

    private static final String ON_WIRE = """
            UPDATE press_release_submissions
            SET einpresswire_submission_id = $2, wire_url = $3, wire_status = $4, wire_reason = $5,
                updated_at = now()
            WHERE id = $1
            """;

    Future<Integer> onWire(Sql sql, UUID id, OnWire on) {
        return sql.run(ON_WIRE, id, on.wireId(), on.url(), on.wireStatus(), on.reason());
    }

    private static final String KEEP_REVISION = """
            INSERT INTO release_revisions (submission_id, revision, fields) VALUES ($1, $2, $3)
            ON CONFLICT DO NOTHING
            """;

    Future<Integer> keepRevision(Sql sql, Submission submission) {
        return sql.run(KEEP_REVISION, submission.id(), submission.version(), Json.object(submission.text()));
    }

    private static final String REVISION = """
            SELECT fields FROM release_revisions WHERE submission_id = $1 AND revision = $2
            """;

    Future<Optional<ReleaseText>> revision(Sql sql, UUID id, int revision) {
        return sql.first(
                REVISION,
                row -> Json.as(ReleaseText.class, row.getJsonObject("fields").getMap()),
                id,
                revision);
    }

    static Submission submission(Row row) {
        return new Submission(
                row.getUUID("id"),
                row.getUUID("user_id"),
                text(row),
                ReleaseStatus.of(row.getString("status")),
                row.getString("wire_status"),
                row.getString("wire_reason"),
                row.getInteger("version"),
                row.getInteger("paid_revision"),
                row.getInteger("payment_amount"),
                row.getString("currency"),
                row.getString("stripe_payment_intent_id"),
                row.getString("einpresswire_order_id"),
                row.getString("einpresswire_submission_id"),
                row.getString("wire_url"),
                row.getString("error"),
                instant(row.getOffsetDateTime("created_at")),
                instant(row.getOffsetDateTime("updated_at")),
                instant(row.getOffsetDateTime("paid_at")),
                instant(row.getOffsetDateTime("completed_at")));
    }

    private static ReleaseText text(Row row) {
        return new ReleaseText(
                row.getString("title"),
                row.getString("summary"),
                row.getString("content"),
                row.getString("social_title"),
                row.getString("company_name"),
                row.getString("company_description"),
                row.getString("website_url"),
                row.getString("industry"),
                row.getString("city"),
                row.getString("state"),
                row.getString("country"),
                row.getString("contact_name"),
                row.getString("contact_email"),
                row.getString("contact_phone"),
                row.getString("package_type"),
                row.getLocalDateTime("release_at"),
                row.getString("time_zone"));
    }

    private static Instant instant(OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
