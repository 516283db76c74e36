package com.bravapress.wire;

import com.bravapress.database.Sql;
import com.bravapress.wire.WireChannels.Evidence;
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
            INSERT INTO wire_steps (job_id, submission_id, attempt, step, irreversible, before_artifact_id)
            VALUES ($1, $2, $3, $4, $5, (SELECT artifact_id FROM wire_steps
                WHERE job_id = $1 AND attempt = $3 AND artifact_id IS NOT NULL ORDER BY id DESC LIMIT 1))
            RETURNING id
            """;

    /** A new step. The page before it is the one that the step before it has left. */
    Future<Long> begin(Sql sql, long jobId, UUID submission, int attempt, WireStep step) {
        return sql.one(BEGIN, row -> row.getLong("id"), jobId, submission, attempt, step.id(), step.irreversible());
    }

    // Both locked, the job first as everywhere: a wish to stop or a refund that is being made waits for this commit,
    // and
    // one that is made already is seen.
    private static final String HOLD_JOB = """
            SELECT status = 'processing' AND attempts = $2 AS ours, cancel_asked_at IS NOT NULL AS stop
            FROM jobs_live WHERE id = $1 FOR SHARE
            """;
    private static final String HOLD_RELEASE = """
            SELECT status, refund_asked_at IS NOT NULL AS refund FROM press_release_submissions WHERE id = $1 FOR SHARE
            """;

    /** How job and release stand, which nobody can change until the transaction ends. */
    Future<Held> hold(Sql tx, long jobId, int attempt, UUID submission) {
        return tx.first(HOLD_JOB, job -> new Held(job.getBoolean("ours"), job.getBoolean("stop"), null), jobId, attempt)
                .compose(job -> tx.one(
                        HOLD_RELEASE,
                        row -> new Held(
                                job.map(Held::ours).orElse(false),
                                job.map(Held::stop).orElse(false),
                                row.getBoolean("refund") ? "given up for a refund" : row.getString("status")),
                        submission));
    }

    /**
     * What must be so before an irreversible click.
     *
     * @param ours the job is still this attempt's
     * @param stop a person asked for the job to stop
     * @param release the release's status, or that it was given up
     */
    record Held(boolean ours, boolean stop, String release) {}

    private static final String GIVEN_UP = """
            SELECT refund_asked_at IS NOT NULL AS refund FROM press_release_submissions WHERE id = $1
            """;

    /** Whether a person gave the release up for a refund. */
    Future<Boolean> givenUp(Sql sql, UUID submission) {
        return sql.one(GIVEN_UP, row -> row.getBoolean("refund"), submission);
    }

    // Fenced by the job's attempt, by the wish to stop and by the release: whoever lost any must not click any more.
    private static final String DISPATCH = """
            UPDATE wire_steps s SET state = 'dispatched', reference = $2, dispatched_at = clock_timestamp(), url = $3,
                balance_before = $4
            FROM jobs_live j, press_release_submissions r
            WHERE s.id = $1 AND s.state = 'intended' AND j.id = s.job_id AND j.status = 'processing'
              AND j.attempts = s.attempt AND j.cancel_asked_at IS NULL AND r.id = s.submission_id
              AND r.status = 'processing' AND r.refund_asked_at IS NULL
            """;

    /** False when the job is no longer this attempt's or the release no longer on its way. */
    Future<Boolean> dispatch(Sql sql, long id, String reference, String url, Integer balance) {
        return sql.run(DISPATCH, id, reference, url, balance).map(rows -> rows == 1);
    }

    private static final String STOOD_AT = """
            UPDATE wire_steps SET before_artifact_id = coalesce($2, before_artifact_id) WHERE id = $1
            """;

    /** The picture of the page right before the click; null changes nothing. */
    Future<Integer> stoodAt(Sql sql, long id, UUID picture) {
        return sql.run(STOOD_AT, id, picture);
    }

    private static final String SAW = """
            UPDATE wire_steps SET selectors = coalesce($2, selectors), drifted = $3 WHERE id = $1
            """;

    /** Which selectors it went by and which of them have found nothing. */
    Future<Integer> saw(Sql sql, long id, Evidence evidence) {
        return sql.run(SAW, id, evidence.selectors(), evidence.drifted().toArray(new String[0]));
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

    private static final String BOUGHT = """
            INSERT INTO wire_steps (job_id, submission_id, attempt, step, irreversible, state, external_id, note,
                finished_at)
            SELECT id, $2, attempts, 'purchase', true, 'confirmed', $3, $4, clock_timestamp() FROM jobs WHERE id = $1
            """;

    Future<Integer> bought(Sql sql, long jobId, UUID submission, String orderId, String note) {
        return sql.run(BOUGHT, jobId, submission, orderId, note);
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

    private static final String UNCOUNTED = """
            SELECT id, balance_before,
                (SELECT count(*) FROM wire_steps o WHERE o.submission_id <> w.submission_id AND o.step = 'publish'
                    AND (o.state IN ('dispatched', 'in_doubt') OR o.dispatched_at >= w.dispatched_at
                        OR o.finished_at >= w.dispatched_at AND o.dispatched_at IS NOT NULL))::int AS used,
                (SELECT count(*) FROM wire_steps o WHERE o.submission_id <> w.submission_id AND o.step = 'purchase'
                    AND (o.state IN ('dispatched', 'in_doubt') OR o.dispatched_at >= w.dispatched_at
                        OR o.finished_at >= w.dispatched_at AND o.dispatched_at IS NOT NULL))::int AS bought
            FROM wire_steps w
            WHERE submission_id = $1 AND step = 'purchase' AND state = 'confirmed' AND balance_before IS NOT NULL
              AND balance_after IS NULL
            """;

    /** The purchase of a release after which the balance was not read yet. */
    Future<Optional<Uncounted>> uncounted(Sql sql, UUID submission) {
        return sql.first(
                UNCOUNTED,
                row -> new Uncounted(
                        row.getLong("id"),
                        row.getInteger("balance_before"),
                        row.getInteger("used"),
                        row.getInteger("bought")),
                submission);
    }

    /**
     * A purchase whose effect on the balance is to be looked at.
     *
     * @param used how many releases others may have sent off since its click
     * @param bought how many packages others may have bought since
     */
    record Uncounted(long id, int before, int used, int bought) {}

    private static final String COUNT = "UPDATE wire_steps SET balance_after = $2 WHERE id = $1";

    Future<Integer> count(Sql sql, long id, int after) {
        return sql.run(COUNT, id, after);
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
