package com.bravapress.wire.outcome;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The table {@code wire_followups}. All durations are by the database's clock. */
final class FollowupStore {
    // A release that is handed in once more is followed anew.
    private static final String BEGIN = """
            INSERT INTO wire_followups (submission_id, on_sandbox)
            VALUES ($1, coalesce((SELECT (data->>'demo_mode')::boolean FROM jobs WHERE submission_id = $1
                AND type = 'press_release_submission' ORDER BY id DESC LIMIT 1), false))
            ON CONFLICT (submission_id) DO UPDATE SET phase = 'review', told = NULL, since = now(), looks = 0,
                seen_at = NULL, missing = 0, report_url = NULL, on_sandbox = excluded.on_sandbox
            """;

    Future<Integer> begin(Sql sql, UUID submission) {
        return sql.run(BEGIN, submission);
    }

    private static final String COLUMNS = """
            SELECT f.submission_id, f.on_sandbox, f.phase, f.told, f.looks, f.missing, f.report_url,
                s.einpresswire_submission_id AS wire_id, s.status,
                (extract(epoch FROM now() - f.since) * 1000)::bigint AS since_ms,
                (extract(epoch FROM now() - f.seen_at) * 1000)::bigint AS seen_ms
            FROM wire_followups f JOIN press_release_submissions s ON s.id = f.submission_id
            """;
    private static final String FIND = COLUMNS + "WHERE f.submission_id = $1";

    Future<Optional<Followup>> find(Sql sql, UUID submission) {
        return sql.first(FIND, FollowupStore::row, submission);
    }

    private static final String OPEN = COLUMNS + """
            WHERE f.phase <> 'done' AND f.on_sandbox = $1 AND s.einpresswire_submission_id IS NOT NULL
              AND s.status IN ('completed', 'needs_changes')
            ORDER BY f.since LIMIT 500
            """;

    /** Everything that is followed on one wire. */
    Future<List<Followup>> open(Sql sql, boolean onSandbox) {
        return sql.list(OPEN, FollowupStore::row, onSandbox);
    }

    private static final String SEEN = """
            UPDATE wire_followups SET looks = looks + 1, seen_at = now(), missing = CASE WHEN $2 THEN 0 ELSE missing + 1 END,
                report_url = coalesce($3, report_url)
            WHERE submission_id = $1
            """;

    /** Notes a look; {@code there}: the list had it. */
    Future<Integer> seen(Sql sql, UUID submission, boolean there, String reportUrl) {
        return sql.run(SEEN, submission, there, reportUrl);
    }

    private static final String TOLD = """
            UPDATE wire_followups SET told = $2, phase = $3,
                looks = 0, since = CASE WHEN phase = $3 THEN since ELSE now() END
            WHERE submission_id = $1
            """;

    /** Notes that the wire's new word was passed on; the waits begin small again. */
    Future<Integer> told(Sql sql, UUID submission, String status, Phase phase) {
        return sql.run(TOLD, submission, status, phase.id());
    }

    private static final String END = "UPDATE wire_followups SET phase = 'done' WHERE submission_id = $1";

    Future<Integer> end(Sql sql, UUID submission) {
        return sql.run(END, submission);
    }

    private static final String RESTART = """
            UPDATE wire_followups SET since = now(), looks = 0, missing = 0, seen_at = NULL WHERE submission_id = $1
            """;

    /** So that a person's retry has the whole patience again. */
    Future<Integer> restart(Sql sql, UUID submission) {
        return sql.run(RESTART, submission);
    }

    private static Followup row(Row row) {
        Long seen = row.getLong("seen_ms");
        return new Followup(
                row.getUUID("submission_id"),
                row.getString("wire_id"),
                row.getString("status"),
                row.getBoolean("on_sandbox"),
                Phase.valueOf(row.getString("phase").toUpperCase(Locale.ROOT)),
                row.getString("told"),
                row.getInteger("looks"),
                row.getInteger("missing"),
                row.getString("report_url"),
                Duration.ofMillis(row.getLong("since_ms")),
                Optional.ofNullable(seen).map(Duration::ofMillis));
    }

    /** What is waited for; the CHECK {@code wire_followups_phase} lists the same names. */
    enum Phase {
        REVIEW,
        REPORT,
        DONE;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One release that is followed.
     *
     * @param since how long this phase has lasted
     * @param seen how long ago it was last looked for; empty: not yet
     */
    record Followup(
            UUID submission,
            String wireId,
            String status,
            boolean onSandbox,
            Phase phase,
            String told,
            int looks,
            int missing,
            String reportUrl,
            Duration since,
            Optional<Duration> seen) {}
}
