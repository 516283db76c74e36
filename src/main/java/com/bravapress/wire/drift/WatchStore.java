package com.bravapress.wire.drift;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** The table {@code wire_watch}: one row for each wire that was ever looked at. */
public final class WatchStore {
    private static final String SELECT = """
            SELECT site, purchases_paused_at, pause_reason, checked_at, clean, selectors_version, findings, balance,
                balance_at, overruled IS NOT NULL AND overruled = fingerprint AS overruled
            FROM wire_watch
            """;
    private static final String ALL = SELECT + "ORDER BY site";

    /** What is known of each wire. */
    public Future<List<Watched>> all(Sql sql) {
        return sql.list(ALL, WatchStore::row);
    }

    private static final String FIND = SELECT + "WHERE site = $1";

    Future<Optional<Watched>> find(Sql sql, String site) {
        return sql.first(FIND, WatchStore::row, site);
    }

    // A person who has overruled just these findings is not overruled in turn.
    private static final String NOTE = """
            INSERT INTO wire_watch AS w (site, checked_at, clean, selectors_version, findings, fingerprint,
                purchases_paused_at, pause_reason)
            VALUES ($1, now(), $2, $3, $4, $5, CASE WHEN $2 THEN NULL ELSE now() END, CASE WHEN $2 THEN NULL ELSE $6 END)
            ON CONFLICT (site) DO UPDATE SET checked_at = now(), clean = $2, selectors_version = $3, findings = $4,
                fingerprint = $5, overruled = CASE WHEN $2 THEN NULL ELSE w.overruled END,
                purchases_paused_at = CASE WHEN $2 OR w.overruled = $5 THEN NULL
                    ELSE coalesce(w.purchases_paused_at, now()) END,
                pause_reason = CASE WHEN $2 OR w.overruled = $5 THEN NULL ELSE $6 END
            """;

    Future<Integer> note(Sql sql, String site, Verdict verdict) {
        return sql.run(
                NOTE,
                site,
                verdict.isClean(),
                verdict.version(),
                verdict.findings(),
                verdict.fingerprint(),
                verdict.isClean() ? null : verdict.words());
    }

    private static final String BALANCE = """
            INSERT INTO wire_watch (site, balance, balance_at) VALUES ($1, $2, now())
            ON CONFLICT (site) DO UPDATE SET balance = $2, balance_at = now()
            """;

    Future<Integer> balance(Sql sql, String site, int left) {
        return sql.run(BALANCE, site, left);
    }

    private static final String RESUME = """
            UPDATE wire_watch SET purchases_paused_at = NULL, pause_reason = NULL, overruled = fingerprint
            WHERE purchases_paused_at IS NOT NULL
            """;

    /** Lets purchases through again although the last findings stand; false when none were paused. */
    public Future<Boolean> resume(Sql sql) {
        return sql.run(RESUME).map(rows -> rows > 0);
    }

    private static final String BUSY = """
            SELECT EXISTS (SELECT FROM jobs WHERE type = 'press_release_submission'
                AND (status = 'processing' OR status IN ('pending', 'retrying') AND run_at <= now())) AS busy
            """;

    /** Whether a customer's release is on its way, or could be. */
    Future<Boolean> busy(Sql sql) {
        return sql.one(BUSY, row -> row.getBoolean("busy"));
    }

    private static Watched row(Row row) {
        return new Watched(
                row.getString("site"),
                instant(row.getOffsetDateTime("purchases_paused_at")),
                row.getString("pause_reason"),
                Boolean.TRUE.equals(row.getBoolean("overruled")),
                instant(row.getOffsetDateTime("checked_at")),
                row.getBoolean("clean"),
                row.getString("selectors_version"),
                row.getJsonArray("findings"),
                row.getInteger("balance"),
                instant(row.getOffsetDateTime("balance_at")));
    }

    private static Instant instant(OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    /**
     * What is known of one wire; members are null as long as nothing is.
     *
     * @param site {@code live} or {@code sandbox}
     * @param purchasesPausedAt null when packages may be bought
     * @param overruled a person has decided to buy although {@code findings} stand
     * @param findings what is missing, or found only by a fallback: {@code [{page, selector, tried, found_by}]}
     */
    public record Watched(
            String site,
            Instant purchasesPausedAt,
            String pauseReason,
            boolean overruled,
            Instant checkedAt,
            Boolean clean,
            String selectorsVersion,
            JsonArray findings,
            Integer balance,
            Instant balanceAt) {}
}
