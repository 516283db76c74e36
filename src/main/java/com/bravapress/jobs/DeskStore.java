package com.bravapress.jobs;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The table {@code jobs}, as people change it by hand. */
final class DeskStore {
    record Locked(JobStatus status, String type, UUID submissionId, int attempts) {}

    // The living first: a job that moves behind between the two is found there, and what is there moves only by hand.
    private static final String LOCK_LIVE = """
            SELECT status, type, submission_id, attempts FROM jobs_live WHERE id = $1 FOR UPDATE
            """;
    private static final String LOCK_DONE = """
            SELECT status, type, submission_id, attempts FROM jobs_done WHERE id = $1 FOR UPDATE
            """;

    Future<Optional<Locked>> lock(Sql sql, long id) {
        return lock(sql, LOCK_LIVE, id)
                .compose(live -> live.isPresent() ? Future.succeededFuture(live) : lock(sql, LOCK_DONE, id));
    }

    private static Future<Optional<Locked>> lock(Sql sql, String where, long id) {
        return sql.first(
                where,
                row -> new Locked(
                        JobStatus.of(row.getString("status")),
                        row.getString("type"),
                        row.getUUID("submission_id"),
                        row.getInteger("attempts")),
                id);
    }

    private static final String LIVE_TWIN = """
            SELECT other.id FROM jobs this JOIN jobs_live other
                ON other.type = this.type AND other.dedupe_key = this.dedupe_key AND other.id <> this.id
            WHERE this.id = $1
            LIMIT 1
            """;

    Future<Optional<Long>> liveTwin(Sql sql, long id) {
        return sql.first(LIVE_TWIN, row -> row.getLong("id"), id);
    }

    private static final String REQUEUE = """
            UPDATE jobs_live SET status = 'retrying', max_attempts = attempts + $2, rescues = 0, run_at = now(),
                error = NULL, error_category = NULL, cancel_asked_at = NULL, cancel_asked_by = NULL
            WHERE id = $1
            """;
    private static final String REVIVE = """
            WITH back AS (DELETE FROM jobs_done WHERE id = $1 RETURNING *)
            INSERT INTO jobs_live (id, type, status, priority, data, result, attempts, max_attempts, submission_id,
                dedupe_key, created_at, started_at)
            SELECT id, type, $3, priority, data, result, attempts, attempts + $2, submission_id, dedupe_key, created_at,
                started_at
            FROM back
            """;

    /** Puts it in the queue again, from either part of the table. */
    Future<Integer> requeue(Sql sql, long id, JobStatus from, JobStatus to, int more) {
        return from.isTerminal() ? sql.run(REVIVE, id, more, to.id()) : sql.run(REQUEUE, id, more);
    }

    private static final String CANCEL = """
            WITH gone AS (DELETE FROM jobs_live WHERE id = $1 RETURNING *)
            INSERT INTO jobs_done (id, type, status, priority, data, result, attempts, max_attempts, rescues,
                submission_id, dedupe_key, run_at, created_at, started_at, completed_at, error, error_category,
                cancel_asked_at, cancel_asked_by)
            SELECT id, type, 'cancelled', priority, data, result, attempts, max_attempts, rescues, submission_id,
                dedupe_key, run_at, created_at, started_at, now(), error, error_category, now(), $2
            FROM gone
            """;

    Future<Integer> cancel(Sql sql, long id, String by) {
        return sql.run(CANCEL, id, by);
    }

    private static final String ASK_CANCEL = """
            UPDATE jobs_live SET cancel_asked_at = coalesce(cancel_asked_at, now()),
                cancel_asked_by = coalesce(cancel_asked_by, $2)
            WHERE id = $1
            """;

    /** Leaves the wish for the run that has it. */
    Future<Integer> askCancel(Sql sql, long id, String by) {
        return sql.run(ASK_CANCEL, id, by);
    }

    private static final String DUE_IN = """
            UPDATE jobs_live SET run_at = now() + $2 * interval '1 millisecond' WHERE id = $1
            """;

    Future<Integer> dueIn(Sql sql, long id, Duration wait) {
        return sql.run(DUE_IN, id, wait.toMillis());
    }

    private static final String PRIORITY = "UPDATE jobs_live SET priority = $2 WHERE id = $1";

    Future<Integer> prioritise(Sql sql, long id, int priority) {
        return sql.run(PRIORITY, id, priority);
    }
}
