package com.bravapress.jobs;

import com.bravapress.database.Sql;
import io.vertx.core.Future;

/** Jobs that are over and old: rows of {@code jobs} that only history still asks for. */
public final class HistoryStore {
    // A click that may have happened guards its release against a second one, so its job stays until the release itself
    // is over.
    private static final String SWEEP = """
            WITH old AS (
                DELETE FROM jobs_done WHERE id IN (
                    SELECT j.id FROM jobs_done j
                    WHERE j.created_at < now() - interval '180 days'
                        AND coalesce(j.completed_at, j.created_at) < now() - interval '180 days'
                        AND NOT EXISTS (
                            SELECT FROM wire_steps w JOIN press_release_submissions s ON s.id = w.submission_id
                            WHERE w.job_id = j.id AND w.irreversible
                                AND w.state IN ('dispatched', 'confirmed', 'in_doubt')
                                AND s.status NOT IN ('completed', 'refunded', 'cancelled'))
                    ORDER BY j.created_at, j.id LIMIT $1)
                RETURNING id
            ), steps AS (
                DELETE FROM wire_steps WHERE job_id IN (SELECT id FROM old)
            ), pieces AS (
                DELETE FROM artifacts WHERE job_id IN (SELECT id FROM old)
            )
            SELECT count(*)::int AS n FROM old
            """;

    /** Forgets finished jobs half a year after their end, at most {@code limit} of them; how many. */
    public Future<Integer> sweep(Sql sql, int limit) {
        return sql.one(SWEEP, row -> row.getInteger("n"), limit);
    }
}
