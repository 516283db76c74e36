package com.bravapress.admin;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The open rows of {@code alerts}, as the console shows and settles them; whoever sees the trouble raises them. */
public final class OpenAlertStore {
    private static final String OPEN = """
            SELECT id, kind, message, seen, created_at, (detail->>'job_id')::bigint AS job_id,
                detail->>'submission_id' AS submission_id
            FROM alerts WHERE resolved_at IS NULL ORDER BY id DESC LIMIT 20
            """;

    /** The newest open alerts. */
    Future<List<Alert>> open(Sql sql) {
        return sql.list(
                OPEN,
                row -> new Alert(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getString("message"),
                        row.getInteger("seen"),
                        row.getOffsetDateTime("created_at").toInstant(),
                        row.getLong("job_id"),
                        row.getString("submission_id") == null
                                ? null
                                : UUID.fromString(row.getString("submission_id"))));
    }

    private static final String RESOLVE = """
            UPDATE alerts SET resolved_at = now() WHERE id = $1 AND resolved_at IS NULL
            """;

    /** Closes an alert; false when it is closed already or never was. */
    Future<Boolean> resolve(Sql sql, long id) {
        return sql.run(RESOLVE, id).map(rows -> rows == 1);
    }

    /**
     * Something that waits for the team.
     *
     * @param seen how often it was raised while open
     * @param jobId the job it is about, or null
     * @param submissionId the release it is about, or null
     */
    record Alert(long id, String kind, String message, int seen, Instant createdAt, Long jobId, UUID submissionId) {}
}
