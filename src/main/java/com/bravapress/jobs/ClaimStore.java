package com.bravapress.jobs;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The hot path of the queue: one statement, and so one commit, writes down what was finished and takes what is due next.
 * Finished rows are moved behind the living ones; every transition leaves its {@code job_events} row in the same
 * statement. The only clock is the database's.
 */
final class ClaimStore {
    /** More in one statement gains nothing: measured at 200, 500 and 1,000 ({@code bench/queue}). */
    static final int MOST = 500;

    // $1-$3 what was finished; $4 its type, $5 the timeline's actor, $6 its words for a first attempt of this type,
    // made
    // once here instead of once per row there.
    private static final String FINISH = """
            told AS (
                SELECT * FROM unnest($1::bigint[], $2::int[], $3::text[]) AS t(told_id, told_attempt, outcome)
            ), gone AS (
                DELETE FROM jobs_live j USING told
                WHERE j.id = told_id AND j.attempts = told_attempt AND j.status = 'processing'
                RETURNING j.*, outcome
            ), moved AS (
                INSERT INTO jobs_done (id, type, status, priority, data, result, attempts, max_attempts, rescues,
                    submission_id, dedupe_key, run_at, created_at, started_at, completed_at)
                SELECT id, type, 'completed', priority, data, outcome::jsonb, attempts, max_attempts, rescues,
                    submission_id, dedupe_key, run_at, created_at, started_at, now()
                FROM gone
            ), gone_noted AS (
                INSERT INTO job_events (job_id, submission_id, kind, actor, detail)
                SELECT id, submission_id, 'job', $5, CASE WHEN attempts = 1 AND type = $4 THEN $6::jsonb
                    ELSE jsonb_build_object('from', 'processing', 'to', 'completed', 'attempt', attempts, 'type', type)
                    END
                FROM gone
            )
            """;

    // $a the type; $b actor; $c words; $d lease in ms; $e worker.
    private static final String CLAIM = """
            claimed AS (
                UPDATE jobs_live j SET status = 'processing', attempts = attempts + 1, started_at = now(),
                    lease_until = now() + $d * interval '1 millisecond', worker = $e
                WHERE id = ANY (ARRAY(
                    SELECT id FROM jobs_live
                    WHERE type = $a AND status IN ('pending', 'retrying') AND run_at <= now()
                        AND NOT EXISTS (SELECT FROM job_types WHERE type IN ($a, '*') AND (%2$s))
                    ORDER BY priority DESC, run_at, id
                    LIMIT %1$d
                    FOR UPDATE SKIP LOCKED))
                RETURNING j.id, j.type, j.attempts, j.max_attempts, j.submission_id, j.data, j.cancel_asked_at,
                    j.priority, j.run_at
            ), claimed_noted AS (
                INSERT INTO job_events (job_id, submission_id, kind, actor, detail)
                SELECT id, submission_id, 'job', $b, CASE WHEN attempts = 1 THEN $c::jsonb
                    ELSE jsonb_build_object('from', 'retrying', 'to', 'processing', 'attempt', attempts, 'type', type)
                    END
                FROM claimed
            )
            """;
    private static final String HEAD = """
            SELECT NULL::bigint AS id, %s AS attempts, %s AS max_attempts, NULL::uuid AS submission_id,
                NULL::text AS data, false AS cancel
            """;
    private static final String CLAIMED = """
            UNION ALL
            SELECT id, attempts, max_attempts, submission_id, data::text, cancel_asked_at IS NOT NULL
            FROM (SELECT * FROM claimed ORDER BY priority DESC, run_at, id) due
            """;
    private static final String GONE = "(SELECT count(*) FROM gone)::int";
    private static final String MOST_RUNNING = "(SELECT max_running FROM job_types WHERE type = $%d)";

    /** A type with a limit is claimed under its lock only, by {@link #claimLimited}. */
    private static final String FREELY = "paused_at IS NOT NULL OR max_running IS NOT NULL";

    private static final String UNDER_LOCK = "paused_at IS NOT NULL";

    /** An attempt that ended well. */
    record Finished(Claim claim, JsonObject result) {}

    /**
     * What came of an exchange.
     *
     * @param finished how many of the finished ones were still ours
     * @param limit how many of this type may run in all processes together; null for no limit
     */
    record Exchange(int finished, Integer limit, List<Claim> claims) {
        /** Nothing came of it. */
        static final Exchange NONE = new Exchange(0, null, List.of());
    }

    /** Who claims and for how long. */
    record Claimer(String worker, Duration lease) {}

    /**
     * Finishes and claims.
     *
     * @param finished of any type
     * @param limit most claims; 0 for none
     */
    Future<Exchange> exchange(Sql sql, List<Finished> finished, String type, int limit, Claimer by) {
        return exchange(sql, finished, type, limit, by, FREELY);
    }

    private static Future<Exchange> exchange(
            Sql sql, List<Finished> finished, String type, int limit, Claimer by, String unless) {
        List<Object> args = new ArrayList<>();
        String text = "WITH ";
        if (!finished.isEmpty()) {
            text += FINISH;
            args.add(finished.stream().map(each -> each.claim().id()).toArray(Long[]::new));
            args.add(finished.stream().map(each -> each.claim().attempt()).toArray(Integer[]::new));
            args.add(finished.stream().map(each -> each.result().encode()).toArray(String[]::new));
            args.add(type);
            args.add("worker:" + by.worker());
            args.add(words(type, "processing", "completed"));
        }
        String gone = finished.isEmpty() ? "0" : GONE;
        if (limit > 0) {
            int first = args.size() + 1;
            text += finished.isEmpty() ? "" : ", ";
            text += CLAIM.formatted(limit, unless)
                            .replace("$a", "$" + first)
                            .replace("$b", "$" + (first + 1))
                            .replace("$c", "$" + (first + 2))
                            .replace("$d", "$" + (first + 3))
                            .replace("$e", "$" + (first + 4))
                    + HEAD.formatted(gone, MOST_RUNNING.formatted(first))
                    + CLAIMED;
            args.add(type);
            args.add("worker:" + by.worker());
            args.add(words(type, "pending", "processing"));
            args.add(by.lease().toMillis());
            args.add(by.worker());
        } else {
            text += HEAD.formatted(gone, "NULL::int");
        }
        return sql.list(text, row -> claim(type, row), args.toArray()).map(ClaimStore::exchange);
    }

    private static JsonObject words(String type, String from, String to) {
        return new JsonObject()
                .put("from", from)
                .put("to", to)
                .put("attempt", 1)
                .put("type", type);
    }

    // The row without an id speaks of the exchange itself.
    private static Exchange exchange(List<Claim> rows) {
        List<Claim> claims = new ArrayList<>(rows.size());
        Claim head = null;
        for (Claim row : rows) {
            if (row.id() == 0) {
                head = row;
            } else {
                claims.add(row);
            }
        }
        if (head == null) {
            throw new IllegalStateException("an exchange must speak of itself");
        }
        return new Exchange(head.attempt(), head.maxAttempts() == 0 ? null : head.maxAttempts(), claims);
    }

    private static final String LOCK_LIMIT = """
            SELECT max_running FROM job_types WHERE type = $1 AND max_running IS NOT NULL FOR UPDATE
            """;
    private static final String RUNNING = """
            SELECT count(*)::int AS n FROM jobs_live WHERE type = $1 AND status = 'processing'
            """;

    /**
     * Claims of a type that may run only so many times in all processes together. The lock on its row makes claimers take
     * turns; only the statement after the lock sees what the one before it has claimed.
     */
    Future<List<Claim>> claimLimited(Sql tx, String type, int limit, Claimer by) {
        return tx.first(LOCK_LIMIT, row -> row.getInteger("max_running"), type)
                .compose(most -> most.isEmpty()
                        ? Future.succeededFuture(limit)
                        : tx.one(RUNNING, row -> row.getInteger("n"), type)
                                .map(running -> Math.min(limit, most.get() - running)))
                .compose(free -> free <= 0
                        ? Future.succeededFuture(List.of())
                        : exchange(tx, List.of(), type, free, by, UNDER_LOCK).map(Exchange::claims));
    }

    private static final String PAUSED = "SELECT type FROM job_types WHERE paused_at IS NOT NULL";

    /** The types that nobody claims now; {@code *} stands for all. */
    Future<List<String>> paused(Sql sql) {
        return sql.list(PAUSED, row -> row.getString("type"));
    }

    private static final String HAND_BACK = """
            WITH back AS (
                UPDATE jobs_live j SET status = 'retrying', max_attempts = max_attempts + 1, run_at = least(run_at, now()),
                    lease_until = NULL, worker = NULL
                FROM unnest($1::bigint[], $2::int[]) AS t(told_id, told_attempt)
                WHERE j.id = told_id AND j.attempts = told_attempt AND j.status = 'processing'
                RETURNING id, submission_id, type, attempts
            )
            INSERT INTO job_events (job_id, submission_id, kind, actor, detail)
            SELECT id, submission_id, 'job', $3, jsonb_build_object('from', 'processing', 'to', 'retrying',
                'attempt', attempts, 'type', type, 'reason', $4::text)
            FROM back
            """;

    /** Gives jobs that did not come to their end here to whoever claims next; how many were still ours. */
    Future<Integer> handBack(Sql sql, List<Claim> claims, String actor, String reason) {
        return claims.isEmpty()
                ? Future.succeededFuture(0)
                : sql.run(
                        HAND_BACK,
                        claims.stream().map(Claim::id).toArray(Long[]::new),
                        claims.stream().map(Claim::attempt).toArray(Integer[]::new),
                        actor,
                        reason);
    }

    private static final String REHEARSE = """
            SELECT n::bigint AS id, 1 AS attempts, 3 AS max_attempts, NULL::uuid AS submission_id, '{"n": 1}' AS data,
                false AS cancel
            FROM generate_series(1, 500) n
            """;

    /** Reads and writes as a full exchange does, of jobs that do not exist. */
    Future<Exchange> rehearse(Sql sql, Claimer by) {
        return sql.list(REHEARSE, row -> claim("", row))
                .map(rows -> rows.stream()
                        .map(row ->
                                new Finished(new Claim(-row.id(), "", 1, 3, null, row.data(), false), new JsonObject()))
                        .toList())
                .compose(finished -> exchange(sql, finished, "", 1, by));
    }

    private static Claim claim(String type, Row row) {
        Long id = row.getLong(0);
        Integer max = row.getInteger(2);
        return new Claim(
                id == null ? 0 : id,
                type,
                row.getInteger(1),
                max == null ? 0 : max,
                row.getUUID(3),
                row.getString(4),
                row.getBoolean(5));
    }
}
