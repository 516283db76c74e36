package com.bravapress.jobs;

import com.bravapress.database.Sql;
import com.bravapress.jobs.TypeDesk.TypeRule;
import io.vertx.core.Future;
import java.time.OffsetDateTime;
import java.util.List;

/** The table {@code job_types}. */
final class TypeStore {
    private static final String ALL = """
            SELECT type, paused_by, paused_at, pause_reason, max_running FROM job_types ORDER BY type
            """;

    Future<List<TypeRule>> all(Sql sql) {
        return sql.list(ALL, row -> {
            OffsetDateTime at = row.getOffsetDateTime("paused_at");
            return new TypeRule(
                    row.getString("type"),
                    row.getString("paused_by"),
                    at == null ? null : at.toInstant(),
                    row.getString("pause_reason"),
                    row.getInteger("max_running"));
        });
    }

    private static final String PAUSE = """
            INSERT INTO job_types (type, paused_at, paused_by, pause_reason) VALUES ($1, now(), $2, $3)
            ON CONFLICT (type) DO UPDATE SET paused_at = coalesce(job_types.paused_at, now()), paused_by = $2,
                pause_reason = $3
            """;

    Future<Void> pause(Sql sql, String type, String by, String reason) {
        return sql.run(PAUSE, type, by, reason).mapEmpty();
    }

    private static final String RESUME = """
            UPDATE job_types SET paused_at = NULL, paused_by = NULL, pause_reason = NULL WHERE type = $1
            """;

    Future<Void> resume(Sql sql, String type) {
        return sql.run(RESUME, type).mapEmpty();
    }

    private static final String LIMIT = """
            INSERT INTO job_types (type, max_running) VALUES ($1, $2)
            ON CONFLICT (type) DO UPDATE SET max_running = $2
            """;

    Future<Void> limit(Sql sql, String type, Integer most) {
        return sql.run(LIMIT, type, most).mapEmpty();
    }
}
