package com.bravapress.wire;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code wire_steps}: every step, and the ledger of the irreversible ones. The clock is the database's. */
public final class WireStepStore {
    private static final String BEGIN = """
            INSERT INTO wire_steps (job_id, submission_id, attempt, step, irreversible) VALUES ($1, $2, $3, $4, $5)
            RETURNING id
            """;

    Future<Long> begin(Sql sql, long jobId, UUID submission, int attempt, WireStep step) {
        return sql.one(BEGIN, row -> row.getLong("id"), jobId, submission, attempt, step.id(), step.irreversible());
    }

    // Locked against the refund that is being made; the one that is made already is seen.
    private static final String HOLD = "SELECT status FROM press_release_submissions WHERE id = $1 FOR SHARE";

    /** The release's status, which nobody can change until the transaction ends. */
    Future<String> hold(Sql tx, UUID submission) {
        return tx.one(HOLD, row -> row.getString("status"), submission);
    }

    // Fenced by the job's attempt and by the release: whoever lost either must not click any more.
    private static final String DISPATCH = """
            UPDATE wire_steps s SET state = 'dispatched', reference = $2, dispatched_at = clock_timestamp(), url = $3
            FROM jobs j, press_release_submissions r
            WHERE s.id = $1 AND s.state = 'intended' AND j.id = s.job_id AND j.status = 'processing'
              AND j.attempts = s.attempt AND r.id = s.submission_id AND r.status = 'processing'
            """;

    /** False when the job is no longer this attempt's or the release no longer on its way. */
    Future<Boolean> dispatch(Sql sql, long id, String reference, String url) {
        return sql.run(DISPATCH, id, reference, url).map(rows -> rows == 1);
    }

    private static final String END = """
            UPDATE wire_steps SET state = $2, external_id = coalesce($3, external_id), url = coalesce($4, url),
                note = coalesce($5, note), error = $6, artifact_id = coalesce($7, artifact_id),
                finished_at = clock_timestamp(),
                duration_ms = (extract(epoch FROM clock_timestamp() - started_at) * 1000)::int
            WHERE id = $1 AND state = ANY ($8)
            RETURNING duration_ms
            """;

    /** The step's duration in ms; empty when its state does not allow this end. */
    Future<Optional<Integer>> end(Sql sql, long id, StepEnd end) {
        String[] from = java.util.Arrays.stream(StepState.values())
                .filter(state -> state.canBecome(end.state()))
                .map(StepState::id)
                .toArray(String[]::new);
        return sql.first(
                END,
                row -> row.getInteger("duration_ms"),
                id,
                end.state().id(),
                end.externalId(),
                end.url(),
                end.note(),
                end.error(),
                end.artifactId(),
                from);
    }

    private static final String INTERRUPTED = """
            UPDATE wire_steps SET state = 'failed', error = 'interrupted', finished_at = clock_timestamp()
            WHERE submission_id = $1 AND state = 'intended'
            """;

    /** Closes what an earlier attempt began and never came to: nothing lasting can have happened. */
    Future<Integer> interrupted(Sql sql, UUID submission) {
        return sql.run(INTERRUPTED, submission);
    }

    private static final String COLUMNS = """
            SELECT id, job_id, attempt, step, state, reference, external_id, url, note, error, artifact_id, started_at,
                finished_at, duration_ms
            FROM wire_steps
            """;
    private static final String STANDING = COLUMNS + """
            WHERE submission_id = $1 AND step = $2 AND irreversible AND state IN ('dispatched', 'confirmed', 'in_doubt')
            """;

    /** The one irreversible click of this step that has or may have happened. */
    Future<Optional<StepRow>> standing(Sql sql, UUID submission, WireStep step) {
        return sql.first(STANDING, WireStepStore::row, submission, step.id());
    }

    private static final String UNSETTLED = """
            SELECT greatest(0, extract(epoch FROM dispatched_at + $2 * interval '1 millisecond' - clock_timestamp())
                * 1000)::bigint AS ms
            FROM wire_steps WHERE id = $1
            """;

    /** How long a lost answer of this click may still be on its way. */
    Future<Duration> unsettled(Sql sql, long id, Duration settle) {
        return sql.one(UNSETTLED, row -> Duration.ofMillis(row.getLong("ms")), id, settle.toMillis());
    }

    private static final String ABSENT = """
            SELECT count(*)::int AS n FROM wire_steps WHERE submission_id = $1 AND step = $2 AND state = 'absent'
                AND error IS NULL
            """;

    /** How often a click of this step was lost and proved absent. */
    Future<Integer> provedAbsent(Sql sql, UUID submission, WireStep step) {
        return sql.one(ABSENT, row -> row.getInteger("n"), submission, step.id());
    }

    private static final String DOUBT = """
            UPDATE wire_steps SET state = 'in_doubt' WHERE submission_id = $1 AND state = 'dispatched'
            """;

    /** Whatever is still dispatched becomes a person's to decide; how many. */
    Future<Integer> doubt(Sql sql, UUID submission) {
        return sql.run(DOUBT, submission);
    }

    // One after the other, so that two releases do not count on the same one.
    private static final String LOCK_BALANCE = "SELECT pg_advisory_xact_lock(hashtext('wire-balance'))::text AS locked";
    private static final String RESERVED = """
            SELECT count(DISTINCT w.submission_id)::int AS n
            FROM wire_steps w JOIN press_release_submissions s ON s.id = w.submission_id
            WHERE w.submission_id <> $1 AND w.step = 'purchase'
              AND (w.state IN ('confirmed', 'dispatched', 'in_doubt')
                AND s.status NOT IN ('completed', 'failed', 'refunded', 'cancelled')
                OR w.state = 'skipped' AND s.status = 'processing')
              AND NOT EXISTS (SELECT 1 FROM wire_steps p WHERE p.submission_id = w.submission_id AND p.step = 'publish'
                AND p.state = 'confirmed')
            """;

    /** How many releases left on the account are spoken for by others; holds off other askers until the commit. */
    Future<Integer> reserved(Sql tx, UUID submission) {
        return tx.one(LOCK_BALANCE, row -> true)
                .compose(locked -> tx.one(RESERVED, row -> row.getInteger("n"), submission));
    }

    private static final String SUMMARY = """
            UPDATE press_release_submissions s SET
                screenshots = (SELECT coalesce(jsonb_agg(artifact_id ORDER BY id), '[]') FROM wire_steps
                    WHERE submission_id = s.id AND artifact_id IS NOT NULL),
                processing_logs = (SELECT coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object('step', step, 'state',
                    state, 'attempt', attempt, 'at', started_at, 'duration_ms', duration_ms, 'note', note, 'error',
                    error)) ORDER BY id), '[]') FROM wire_steps WHERE submission_id = s.id)
            WHERE id = $1
            """;

    /** Brings the release's own log and list of pictures up to date. */
    Future<Integer> summarise(Sql sql, UUID submission) {
        return sql.run(SUMMARY, submission);
    }

    private static final String OF_JOB = COLUMNS + "WHERE job_id = $1 ORDER BY id";

    /** The steps of a job, oldest first. */
    public Future<List<StepRow>> ofJob(Sql sql, long jobId) {
        return sql.list(OF_JOB, WireStepStore::row, jobId);
    }

    private static final String OF_SUBMISSION = COLUMNS + "WHERE submission_id = $1 ORDER BY id";

    /** The steps of a release, whichever jobs made them, oldest first. */
    public Future<List<StepRow>> ofSubmission(Sql sql, UUID submission) {
        return sql.list(OF_SUBMISSION, WireStepStore::row, submission);
    }

    private static StepRow row(Row row) {
        OffsetDateTime finished = row.getOffsetDateTime("finished_at");
        return new StepRow(
                row.getLong("id"),
                row.getLong("job_id"),
                row.getInteger("attempt"),
                WireStep.of(row.getString("step")),
                StepState.of(row.getString("state")),
                row.getString("reference"),
                row.getString("external_id"),
                row.getString("url"),
                row.getString("note"),
                row.getString("error"),
                row.getUUID("artifact_id"),
                row.getOffsetDateTime("started_at").toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getInteger("duration_ms"));
    }
}
