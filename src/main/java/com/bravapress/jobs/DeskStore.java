package com.bravapress.jobs;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** The table {@code jobs}, as people change it by hand. */
final class DeskStore {
    record Locked(JobStatus status, String type, UUID submissionId) {}

    private static final String LOCK = """
            SELECT status, type, submission_id FROM jobs WHERE id = $1 FOR UPDATE
            """;

    Future<Optional<Locked>> lock(Sql sql, long id) {
        return sql.first(
                LOCK,
                row -> new Locked(
                        JobStatus.of(row.getString("status")), row.getString("type"), row.getUUID("submission_id")),
                id);
    }

    private static final String LIVE_TWIN = """
            SELECT other.id FROM jobs this JOIN jobs other
                ON other.type = this.type AND other.dedupe_key = this.dedupe_key AND other.id <> this.id
            WHERE this.id = $1 AND other.status IN ('pending', 'processing', 'retrying', 'needs_attention')
            LIMIT 1
            """;

    Future<Optional<Long>> liveTwin(Sql sql, long id) {
        return sql.first(LIVE_TWIN, row -> row.getLong("id"), id);
    }

    private static final String REQUEUE = """
            UPDATE jobs SET status = 'retrying', max_attempts = attempts + $2, rescues = 0, run_at = now(),
                error = NULL, error_category = NULL, completed_at = NULL
            WHERE id = $1
            """;

    Future<Integer> requeue(Sql sql, long id, int more) {
        return sql.run(REQUEUE, id, more);
    }
}
