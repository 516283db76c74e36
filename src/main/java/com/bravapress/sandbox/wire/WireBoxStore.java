package com.bravapress.sandbox.wire;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Orders and releases of the stand-in's one account. */
final class WireBoxStore {
    /** How many rows a page of the account shows. */
    private static final int ON_A_PAGE = 200;

    private static final String ORDER =
            "SELECT id, plan, notes, price_cents, releases_left, at FROM sandbox.wire_orders ";
    private static final String RELEASE = """
            SELECT r.id, r.status, r.fields, r.release_at, r.order_id, o.notes AS reference, r.submissions, r.reason, r.at,
                r.published_at
            FROM sandbox.wire_releases r LEFT JOIN sandbox.wire_orders o ON o.id = r.order_id
            """;

    private static final String BUY = """
            INSERT INTO sandbox.wire_orders (plan, notes, price_cents, releases_left) VALUES ($1, $2, $3, $4)
            RETURNING id
            """;

    Future<Long> buy(Sql sql, WirePlan plan, String notes) {
        return sql.one(BUY, row -> row.getLong("id"), plan.code(), notes, plan.priceCents, plan.releases);
    }

    private static final String ONE_ORDER = ORDER + "WHERE id = $1";

    Future<Optional<WireOrder>> order(Sql sql, long id) {
        return sql.first(ONE_ORDER, WireBoxStore::order, id);
    }

    private static final String ORDERS = ORDER + "ORDER BY id DESC LIMIT " + ON_A_PAGE;

    /** Newest first. */
    Future<List<WireOrder>> orders(Sql sql) {
        return sql.list(ORDERS, WireBoxStore::order);
    }

    private static final String ALL_ORDERS = ORDER + "ORDER BY id";

    Future<List<WireOrder>> allOrders(Sql sql) {
        return sql.list(ALL_ORDERS, WireBoxStore::order);
    }

    private static final String BALANCE =
            "SELECT coalesce(sum(releases_left), 0)::int AS n FROM sandbox.wire_orders WHERE releases_left > 0";

    /** Releases bought and not used yet. */
    Future<Integer> balance(Sql sql) {
        return sql.one(BALANCE, row -> row.getInteger("n"));
    }

    private static final String NEXT_CREDIT = ORDER + "WHERE releases_left > 0 ORDER BY id LIMIT 1";

    /** The oldest order with a release left: its plan sets the limits of the next release. */
    Future<Optional<WireOrder>> nextCredit(Sql sql) {
        return sql.first(NEXT_CREDIT, WireBoxStore::order);
    }

    /** The plan whose limits hold for this release; the widest while nothing is bought. */
    Future<WirePlan> planOf(Sql sql, WireRelease release) {
        return (release.orderId() == null ? nextCredit(sql) : order(sql, release.orderId()))
                .map(order -> order.map(WireOrder::plan).orElse(WirePlan.CORPORATE));
    }

    private static final String TAKE_CREDIT = """
            UPDATE sandbox.wire_orders SET releases_left = releases_left - 1
            WHERE releases_left > 0 AND id = (
                SELECT id FROM sandbox.wire_orders WHERE releases_left > 0 ORDER BY id LIMIT 1 FOR UPDATE)
            RETURNING id, plan, notes, price_cents, releases_left, at
            """;

    /** Uses up one release of the oldest order that has any. */
    Future<Optional<WireOrder>> takeCredit(Sql sql) {
        return sql.first(TAKE_CREDIT, WireBoxStore::order);
    }

    private static final String SWEEP = """
            DELETE FROM sandbox.wire_releases
            WHERE status = 'draft' AND headline_key = '' AND at < now() - interval '1 day'
            """;
    private static final String DRAFT = "INSERT INTO sandbox.wire_releases (fields) VALUES ($1) RETURNING id";

    /** A new draft; its id stays with it for good. Empty ones of days past are swept away. */
    Future<Long> draft(Sql sql, ReleaseFields fields) {
        return sql.run(SWEEP).compose(swept -> sql.one(DRAFT, row -> row.getLong("id"), fields.json()));
    }

    private static final String SAVE = """
            UPDATE sandbox.wire_releases SET fields = fields || $2, headline_key = $3
            WHERE id = $1 AND status IN ('draft', 'on_hold')
            """;

    /** Keeps what was typed; false when the release can no longer be changed. */
    Future<Boolean> save(Sql sql, long id, ReleaseFields fields) {
        return sql.run(SAVE, id, fields.json(), fields.headlineKey()).map(rows -> rows == 1);
    }

    private static final String ONE_RELEASE = RELEASE + "WHERE r.id = $1";

    Future<Optional<WireRelease>> release(Sql sql, long id) {
        return sql.first(ONE_RELEASE, WireBoxStore::release, id);
    }

    private static final String LOCK = "SELECT id FROM sandbox.wire_releases WHERE id = $1 FOR UPDATE";

    /** The release, held against others until the transaction ends. */
    Future<Optional<WireRelease>> locked(Sql tx, long id) {
        return tx.first(LOCK, row -> row.getLong("id"), id).compose(found -> release(tx, id));
    }

    private static final String TWIN = """
            SELECT id FROM sandbox.wire_releases WHERE headline_key = $1 AND id <> $2 AND status <> 'draft' LIMIT 1
            """;

    /** Whether another release that was submitted has this headline. */
    Future<Boolean> hasTwin(Sql sql, long id, ReleaseFields fields) {
        return sql.first(TWIN, row -> row.getLong("id"), fields.headlineKey(), id)
                .map(Optional::isPresent);
    }

    private static final String SUBMIT = """
            UPDATE sandbox.wire_releases
            SET status = 'in_review', order_id = $2, release_at = $3, submissions = submissions + 1,
                at = CASE WHEN submissions = 0 THEN clock_timestamp() ELSE at END
            WHERE id = $1
            """;

    Future<Integer> submit(Sql tx, long id, long orderId, OffsetDateTime releaseAt) {
        return tx.run(SUBMIT, id, orderId, releaseAt);
    }

    private static final String DECIDE = """
            UPDATE sandbox.wire_releases SET status = $2, reason = $3,
                published_at = CASE WHEN $2 = 'published' THEN $4::timestamptz END
            WHERE id = $1
            """;

    Future<Integer> decide(Sql tx, long id, WireStatus status, String reason, OffsetDateTime now) {
        return tx.run(DECIDE, id, status.id(), reason, now);
    }

    private static final String GO_OUT = """
            UPDATE sandbox.wire_releases SET status = 'published', published_at = $1 WHERE status = 'scheduled' AND release_at <= $1
            """;
    private static final String RELEASES = RELEASE
            + "WHERE r.status <> 'draft' OR r.headline_key <> '' ORDER BY r.at DESC, r.id DESC LIMIT " + ON_A_PAGE;

    /** Newest first, drafts with a headline included; scheduled ones whose time has come are published first. */
    Future<List<WireRelease>> releases(Sql sql, OffsetDateTime now) {
        return sql.run(GO_OUT, now).compose(out -> sql.list(RELEASES, WireBoxStore::release));
    }

    private static final String SUBMITTED = RELEASE + "WHERE r.status <> 'draft' ORDER BY r.at, r.id";

    /** Everything that was ever submitted, oldest first. */
    Future<List<WireRelease>> submitted(Sql sql, OffsetDateTime now) {
        return sql.run(GO_OUT, now).compose(out -> sql.list(SUBMITTED, WireBoxStore::release));
    }

    private static WireOrder order(Row row) {
        return new WireOrder(
                row.getLong("id"),
                WirePlan.stored(row.getString("plan")),
                row.getString("notes"),
                row.getInteger("price_cents"),
                row.getInteger("releases_left"),
                row.getOffsetDateTime("at"));
    }

    private static WireRelease release(Row row) {
        return new WireRelease(
                row.getLong("id"),
                WireStatus.stored(row.getString("status")),
                new ReleaseFields((JsonObject) row.getJson("fields")),
                row.getOffsetDateTime("release_at"),
                row.getLong("order_id"),
                row.getString("reference"),
                row.getInteger("submissions"),
                row.getString("reason"),
                row.getOffsetDateTime("at"),
                row.getOffsetDateTime("published_at"));
    }
}
