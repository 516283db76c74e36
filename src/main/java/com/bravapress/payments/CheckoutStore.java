package com.bravapress.payments;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** The table {@code checkouts}. */
public final class CheckoutStore {
    private static final String INSERT = """
            INSERT INTO checkouts (submission_id, revision, package_type, amount_cents, currency, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            RETURNING *
            """;

    Future<Quote> insert(Sql sql, UUID submissionId, int revision, Offer offer, Instant expiresAt) {
        return sql.one(
                INSERT,
                CheckoutStore::quote,
                submissionId,
                revision,
                offer.id(),
                offer.priceCents(),
                offer.currency(),
                expiresAt.atOffset(ZoneOffset.UTC));
    }

    private static final String LIVE = """
            SELECT * FROM checkouts WHERE submission_id = $1 AND status IN ('creating', 'open')
            """;

    Future<Optional<Quote>> live(Sql sql, UUID submissionId) {
        return sql.first(LIVE, CheckoutStore::quote, submissionId);
    }

    private static final String FIND = "SELECT * FROM checkouts WHERE id = $1";

    Future<Optional<Quote>> find(Sql sql, UUID id) {
        return sql.first(FIND, CheckoutStore::quote, id);
    }

    private static final String OF_SESSION = "SELECT * FROM checkouts WHERE stripe_session_id = $1";

    Future<Optional<Quote>> ofSession(Sql sql, String sessionId) {
        return sql.first(OF_SESSION, CheckoutStore::quote, sessionId);
    }

    private static final String OPEN = """
            UPDATE checkouts SET status = 'open', stripe_session_id = $2, checkout_url = $3
            WHERE id = $1 AND status = 'creating'
            """;

    /** Notes the session that was made; touches nothing when the row has moved on. */
    Future<Integer> open(Sql sql, UUID id, String sessionId, String url) {
        return sql.run(OPEN, id, sessionId, url);
    }

    private static final String EXPIRE = """
            UPDATE checkouts SET status = 'expired' WHERE id = $1 AND status IN ('creating', 'open')
            """;

    Future<Integer> expire(Sql sql, UUID id) {
        return sql.run(EXPIRE, id);
    }

    private static final String COMPLETE = """
            UPDATE checkouts SET status = 'completed', stripe_session_id = coalesce(stripe_session_id, $2) WHERE id = $1
            """;

    Future<Integer> complete(Sql sql, UUID id, String sessionId) {
        return sql.run(COMPLETE, id, sessionId);
    }

    private static final String EXPIRE_OTHERS = """
            UPDATE checkouts SET status = 'expired'
            WHERE submission_id = $1 AND id <> $2 AND status IN ('creating', 'open')
            """;

    /** Once one is paid, nothing else of the release is for sale. */
    Future<Integer> expireOthers(Sql sql, UUID submissionId, UUID paid) {
        return sql.run(EXPIRE_OTHERS, submissionId, paid);
    }

    private static Quote quote(Row row) {
        return new Quote(
                row.getUUID("id"),
                row.getUUID("submission_id"),
                row.getInteger("revision"),
                row.getString("package_type"),
                row.getInteger("amount_cents"),
                row.getString("currency"),
                row.getString("status"),
                row.getString("stripe_session_id"),
                row.getString("checkout_url"),
                row.getOffsetDateTime("expires_at").toInstant());
    }
}
