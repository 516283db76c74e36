package com.bravapress.jobs;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table {@code jobs}, as the queue uses it outside its hot path ({@link ClaimStore}). Every statement that changes a
 * status writes its {@code job_events} row itself, so the two cannot come apart. The only clock is the database's.
 */
public final class JobStore {
    private static final String INSERT = """
            WITH made AS (
                INSERT INTO jobs_live (type, priority, data, max_attempts, submission_id, dedupe_key, run_at)
                VALUES ($1, $2, $3::text::jsonb, $4, $5, $6, now() + $7 * interval '1 millisecond')
                ON CONFLICT (type, dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING
                RETURNING id
            ), noted AS (
                INSERT INTO job_events (job_id, submission_id, kind, actor, detail)
                SELECT id, $5, 'job', $8, $9 FROM made
            )
            SELECT id FROM made
            """;

    /** Puts a job in; empty when a live one with the same type and dedupe key is there. */
    <P extends Record> Future<Optional<Long>> insert(Sql sql, NewJob<P> job, String actor) {
        return sql.first(
                INSERT,
                row -> row.getLong("id"),
                job.type().name(),
                job.priority(),
                Payloads.write(job.payload()),
                job.type().maxAttempts(),
                job.submissionId(),
                job.dedupeKey(),
                job.delay().toMillis(),
                actor,
                born(job.type()));
    }

    private static final String INSERT_ALL = """
            WITH made AS (
                INSERT INTO jobs_live (type, priority, data, max_attempts, dedupe_key, run_at)
                SELECT $1, $2, data::jsonb, $3, dedupe_key, now() + $4 * interval '1 millisecond'
                FROM unnest($5::text[], $6::text[]) AS j(data, dedupe_key)
                %s
                RETURNING id
            )
            INSERT INTO job_events (job_id, kind, actor, detail)
            SELECT id, 'job', $7, $8 FROM made
            """;
    // Where nothing can conflict the word alone costs a fifth: each row is entered on trial and then confirmed.
    private static final String INSERT_ALL_KEYLESS = INSERT_ALL.formatted("");
    private static final String INSERT_ALL_UNIQUE =
            INSERT_ALL.formatted("ON CONFLICT (type, dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING");

    /** Puts many jobs of one type in with one statement; how many were new. Those about a release go one by one. */
    <P extends Record> Future<Integer> insertAll(Sql sql, JobType<P> type, List<NewJob<P>> jobs, String actor) {
        NewJob<P> first = jobs.get(0);
        boolean keyless = jobs.stream().allMatch(job -> job.dedupeKey() == null);
        return sql.run(
                keyless ? INSERT_ALL_KEYLESS : INSERT_ALL_UNIQUE,
                type.name(),
                first.priority(),
                type.maxAttempts(),
                first.delay().toMillis(),
                jobs.stream().map(job -> Payloads.write(job.payload())).toArray(String[]::new),
                jobs.stream().map(NewJob::dedupeKey).toArray(String[]::new),
                actor,
                born(type));
    }

    private static JsonObject born(JobType<?> type) {
        return new JsonObject().put("to", JobStatus.PENDING.id()).put("type", type.name());
    }

    private static final String OPEN_PERIOD = """
            INSERT INTO job_periods (type, period) VALUES ($1, $2) ON CONFLICT DO NOTHING
            """;

    /** Whether this is the first to ask for the period, of any number of processes. */
    Future<Boolean> openPeriod(Sql sql, String type, String period) {
        return sql.run(OPEN_PERIOD, type, period).map(rows -> rows == 1);
    }

    private static final String BEAT = """
            UPDATE jobs_live SET lease_until = now() + $3 * interval '1 millisecond'
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

    private static final String HOLD = """
            SELECT cancel_asked_by FROM jobs_live WHERE id = $1 AND status = 'processing' AND attempts = $2 FOR UPDATE
            """;

    /** Locks the job of an attempt: empty when it is no longer this attempt's, else who wants it stopped, or "". */
    Future<Optional<String>> hold(Sql tx, Claim claim) {
        return tx.first(
                HOLD,
                row -> Optional.ofNullable(row.getString("cancel_asked_by")).orElse(""),
                claim.id(),
                claim.attempt());
    }

    private static final String TOLD = """
            INSERT INTO job_events (job_id, submission_id, kind, actor, detail)
            SELECT id, submission_id, 'job', $9, jsonb_strip_nulls(jsonb_build_object(
                'from', 'processing', 'to', $3::text, 'attempt', $2::int, 'type', type, 'error', $5::text,
                'error_category', $6::text, 'run_at', CASE WHEN $3 = 'retrying' THEN run_at END))
            FROM settled
            """;

    private static final String SETTLE = """
            WITH settled AS (
                UPDATE jobs_live SET status = $3, result = coalesce($4, result), error = $5, error_category = $6,
                    lease_until = NULL, worker = NULL, max_attempts = max_attempts + $8,
                    run_at = CASE WHEN $7::bigint IS NULL THEN run_at
                        ELSE now() + $7::bigint * interval '1 millisecond' END
                WHERE id = $1 AND status = 'processing' AND attempts = $2
                RETURNING id, submission_id, type, run_at
            )
            """ + TOLD;

    private static final String SETTLE_FOR_GOOD = """
            WITH gone AS (
                DELETE FROM jobs_live WHERE id = $1 AND status = 'processing' AND attempts = $2 RETURNING *
            ), settled AS (
                INSERT INTO jobs_done (id, type, status, priority, data, result, attempts, max_attempts, rescues,
                    submission_id, dedupe_key, run_at, created_at, started_at, completed_at, error, error_category,
                    cancel_asked_at, cancel_asked_by)
                SELECT id, type, $3, priority, data, coalesce($4, result), attempts, max_attempts + $8, rescues,
                    submission_id, dedupe_key, run_at + coalesce($7::bigint, 0) * interval '1 millisecond', created_at, started_at,
                    now(), $5, $6, cancel_asked_at, cancel_asked_by
                FROM gone
                RETURNING id, submission_id, type, run_at
            )
            """ + TOLD;

    /** Writes how an attempt ended; false when the job was no longer this attempt's and nothing was touched. */
    Future<Boolean> settle(Sql sql, Claim claim, Settlement settlement, String actor) {
        return sql.run(
                        settlement.status().isTerminal() ? SETTLE_FOR_GOOD : SETTLE,
                        claim.id(),
                        claim.attempt(),
                        settlement.status().id(),
                        settlement.result(),
                        settlement.error(),
                        settlement.category() == null
                                ? null
                                : settlement.category().id(),
                        settlement.delay() == null ? null : settlement.delay().toMillis(),
                        settlement.grant(),
                        actor)
                .map(rows -> rows == 1);
    }

    private static final String RESCUE = """
            WITH lost AS (
                SELECT id FROM jobs_live
                WHERE status = 'processing' AND (lease_until < now() OR worker = $1 AND id <> ALL ($3::bigint[]))
                FOR UPDATE SKIP LOCKED
            ), rescued AS (
                UPDATE jobs_live j SET rescues = rescues + 1, max_attempts = max_attempts + 1,
                    status = CASE WHEN rescues + 1 >= $2 THEN 'needs_attention' ELSE 'retrying' END,
                    error = CASE WHEN rescues + 1 >= $2
                        THEN 'Its worker died or went silent ' || (rescues + 1) || ' times' ELSE error END,
                    error_category = CASE WHEN rescues + 1 >= $2 THEN 'system' ELSE error_category END,
                    run_at = now(), lease_until = NULL, worker = NULL
                FROM lost WHERE j.id = lost.id
                RETURNING j.id, j.submission_id, j.type, j.status, j.attempts, j.error
            ), told AS (
                INSERT INTO job_events (job_id, submission_id, kind, actor, detail)
                SELECT id, submission_id, 'job', 'rescuer', jsonb_build_object('from', 'processing', 'to', status,
                    'attempt', attempts, 'type', type, 'reason', 'its worker died or went silent')
                FROM rescued
            )
            SELECT id, submission_id, type, status, error FROM rescued
            """;

    /**
     * Takes back jobs whose lease ran out, and those held under {@code formerSelf} but for {@code known}: a name that only
     * a dead process can have used, or our own after an answer of the database was lost. A job that was rescued
     * {@code most} times may be what kills its workers: a person looks.
     */
    Future<List<Rescued>> rescue(Sql sql, String formerSelf, int most, Long... known) {
        return sql.list(
                RESCUE,
                row -> new Rescued(
                        row.getLong("id"),
                        row.getString("type"),
                        row.getUUID("submission_id"),
                        JobStatus.of(row.getString("status")),
                        row.getString("error")),
                formerSelf,
                most,
                known);
    }

    /** A job that was taken back, and what became of it. */
    record Rescued(long id, String type, UUID submissionId, JobStatus status, String error) {}
}
