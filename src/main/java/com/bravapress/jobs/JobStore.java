package com.bravapress.jobs;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import java.util.Optional;

/** The table {@code jobs}. */
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
}
