package com.bravapress.jobs;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table {@code jobs}, as the queue uses it. Every statement that changes a status writes its {@code job_events} row
 * itself, so the two cannot come apart. The only clock is the database's.
 */
public final class JobStore {
    private static final String INSERT = """
            INSERT INTO jobs (type, priority, data, max_attempts, submission_id, dedupe_key, run_at)
            VALUES ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 millisecond')
            ON CONFLICT (type, dedupe_key)
                WHERE dedupe_key IS NOT NULL AND status IN ('pending', 'processing', 'retrying', 'needs_attention')
                DO NOTHING
            RETURNING id
            """;

    <P extends Record> Future<Optional<Long>> insert(Sql sql, NewJob<P> job) {
        return sql.first(
                INSERT,
                row -> row.getLong("id"),
                job.type().name(),
                job.priority(),
                Payloads.write(job.payload()),
                job.type().maxAttempts(),
                job.submissionId(),
                job.dedupeKey(),
                job.delay().toMillis());
    }

    private static final String OPEN_PERIOD = """
            INSERT INTO job_periods (type, period) VALUES ($1, $2) ON CONFLICT DO NOTHING
            """;

    /** Whether this is the first to ask for the period, of any number of processes. */
    Future<Boolean> openPeriod(Sql sql, String type, String period) {
        return sql.run(OPEN_PERIOD, type, period).map(rows -> rows == 1);
    }

    private static final String CLAIM = """
            WITH due AS (
                SELECT id, status FROM jobs
                WHERE status IN ('pending', 'retrying') AND run_at <= now() AND type = $1
                ORDER BY priority DESC, run_at, id
                LIMIT $2
                FOR UPDATE SKIP LOCKED
            ), claimed AS (
                UPDATE jobs SET status = 'processing', attempts = attempts + 1, started_at = now(),
                    lease_until = now() + $3 * interval '1 millisecond', worker = $4
                FROM due WHERE jobs.id = due.id
                RETURNING jobs.id, jobs.type, jobs.attempts, jobs.max_attempts, jobs.submission_id, jobs.data,
                    jobs.priority, jobs.run_at, due.status AS was
            ), told AS (
                INSERT INTO job_events (job_id, submission_id, kind, actor, detail)
                SELECT id, submission_id, 'job', 'worker:' || $4,
                    jsonb_build_object('from', was, 'to', 'processing', 'attempt', attempts, 'type', type)
                FROM claimed
            )
            SELECT id, type, attempts, max_attempts, submission_id, data FROM claimed
            ORDER BY priority DESC, run_at, id
            """;

    /** Takes up to {@code limit} due jobs of one type; other claimers skip them. */
    Future<List<Claim>> claim(Sql sql, String type, int limit, Duration lease, String worker) {
        return sql.list(CLAIM, JobStore::claim, type, limit, lease.toMillis(), worker);
    }

    private static final String BEAT = """
            UPDATE jobs SET lease_until = now() + $3 * interval '1 millisecond'
            WHERE id = $1 AND status = 'processing' AND attempts = $2
            RETURNING cancel_asked_at IS NOT NULL AS cancel
            """;

    /** Prolongs the lease. */
    Future<Hold> beat(Sql sql, Claim claim, Duration lease) {
        return sql.first(
                        BEAT,
                        row -> row.getBoolean("cancel") ? Hold.CANCEL_ASKED : Hold.KEPT,
                        claim.id(),
                        claim.attempt(),
                        lease.toMillis())
                .map(hold -> hold.orElse(Hold.LOST));
    }

    private static final String SETTLE = """
            WITH settled AS (
                UPDATE jobs SET status = $3, result = coalesce($4, result), error = $5, error_category = $6,
                    lease_until = NULL, worker = NULL, max_attempts = max_attempts + $8,
                    run_at = CASE WHEN $7::bigint IS NULL THEN run_at
                        ELSE now() + $7::bigint * interval '1 millisecond' END,
                    completed_at = CASE WHEN $3 IN ('completed', 'failed') THEN now() END
                WHERE id = $1 AND status = 'processing' AND attempts = $2
                RETURNING id, submission_id, type, run_at
            )
            INSERT INTO job_events (job_id, submission_id, kind, actor, detail)
            SELECT id, submission_id, 'job', 'job:' || $1 || '#' || $2, jsonb_strip_nulls(jsonb_build_object(
                'from', 'processing', 'to', $3::text, 'attempt', $2::int, 'type', type, 'error', $5::text,
                'error_category', $6::text, 'run_at', CASE WHEN $3 = 'retrying' THEN run_at END))
            FROM settled
            """;

    /** Writes how an attempt ended; false when the job was no longer this attempt's and nothing was touched. */
    Future<Boolean> settle(Sql sql, Claim claim, Settlement settlement) {
        return sql.run(
                        SETTLE,
                        claim.id(),
                        claim.attempt(),
                        settlement.status().id(),
                        settlement.result(),
                        settlement.error(),
                        settlement.category() == null
                                ? null
                                : settlement.category().id(),
                        settlement.delay() == null ? null : settlement.delay().toMillis(),
                        settlement.grant())
                .map(rows -> rows == 1);
    }

    private static final String RESCUE = """
            WITH lost AS (
                SELECT id FROM jobs
                WHERE status = 'processing' AND (lease_until < now() OR worker = $1)
                FOR UPDATE SKIP LOCKED
            ), rescued AS (
                UPDATE jobs SET rescues = rescues + 1, max_attempts = max_attempts + 1,
                    status = CASE WHEN rescues + 1 > $2 THEN 'needs_attention' ELSE 'retrying' END,
                    error = CASE WHEN rescues + 1 > $2
                        THEN 'Its worker died or went silent ' || (rescues + 1) || ' times' ELSE error END,
                    error_category = CASE WHEN rescues + 1 > $2 THEN 'system' ELSE error_category END,
                    run_at = now(), lease_until = NULL, worker = NULL
                FROM lost WHERE jobs.id = lost.id
                RETURNING jobs.id, jobs.submission_id, jobs.type, jobs.status, jobs.attempts, jobs.error
            ), told AS (
                INSERT INTO job_events (job_id, submission_id, kind, actor, detail)
                SELECT id, submission_id, 'job', 'rescuer', jsonb_build_object('from', 'processing', 'to', status,
                    'attempt', attempts, 'type', type, 'reason', 'its worker died or went silent')
                FROM rescued
            )
            SELECT id, submission_id, type, status, error FROM rescued
            """;

    /**
     * Takes back jobs whose lease ran out, and those held under {@code formerSelf}, a name that only a dead process can
     * have used. More than {@code most} rescues of one job mean that it kills its workers: a person looks.
     */
    Future<List<Rescued>> rescue(Sql sql, String formerSelf, int most) {
        return sql.list(
                RESCUE,
                row -> new Rescued(
                        row.getLong("id"),
                        row.getString("type"),
                        row.getUUID("submission_id"),
                        JobStatus.of(row.getString("status")),
                        row.getString("error")),
                formerSelf,
                most);
    }

    /** A job that was taken back, and what became of it. */
    record Rescued(long id, String type, UUID submissionId, JobStatus status, String error) {}

    private static final String HAND_BACK = """
            WITH back AS (
                UPDATE jobs SET status = 'retrying', max_attempts = max_attempts + 1, run_at = now(),
                    lease_until = NULL, worker = NULL
                WHERE id = $1 AND status = 'processing' AND attempts = $2
                RETURNING id, submission_id, type
            )
            INSERT INTO job_events (job_id, submission_id, kind, actor, detail)
            SELECT id, submission_id, 'job', 'shutdown', jsonb_build_object('from', 'processing', 'to', 'retrying',
                'attempt', $2::int, 'type', type, 'reason', 'the server was stopped')
            FROM back
            """;

    /** Gives a job that could not end in time to whoever claims next. */
    Future<Integer> handBack(Sql sql, Claim claim) {
        return sql.run(HAND_BACK, claim.id(), claim.attempt());
    }

    private static Claim claim(Row row) {
        return new Claim(
                row.getLong("id"),
                row.getString("type"),
                row.getInteger("attempts"),
                row.getInteger("max_attempts"),
                row.getUUID("submission_id"),
                row.getJsonObject("data"));
    }
}
