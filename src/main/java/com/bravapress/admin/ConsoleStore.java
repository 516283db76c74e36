package com.bravapress.admin;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What the console's lists read: jobs and press releases with their customers, one statement per page. */
public final class ConsoleStore {
    static final String JOBS = """
            SELECT j.id, j.type, j.status, j.priority, j.attempts, j.max_attempts, j.created_at, j.run_at, j.started_at,
                j.completed_at, j.error, j.error_category, s.id AS submission, s.title, s.company_name,
                s.status AS submission_status, p.email, p.full_name, w.step, w.seen
            FROM jobs j
            LEFT JOIN press_release_submissions s ON s.id = j.submission_id
            LEFT JOIN profiles p ON p.id = s.user_id
            LEFT JOIN LATERAL (
                SELECT (array_agg(step ORDER BY id DESC))[1] AS step, count(DISTINCT step)::int AS seen
                FROM wire_steps WHERE job_id = j.id AND attempt = j.attempts
            ) w ON j.status = 'processing'
            """;

    /** One page of jobs, newest first. */
    Future<List<JobRow>> jobs(Sql sql, JobFilter filter) {
        Where where = filter.where();
        String order = filter.byStatusOnly() ? "\nORDER BY j.id DESC" : "\nORDER BY j.created_at DESC, j.id DESC";
        return sql.list(JOBS + where.sql() + order + limit(filter.limit()), ConsoleStore::job, where.args());
    }

    /** The present rows of these jobs, in no order; one that is gone is left out. */
    Future<List<JobRow>> jobs(Sql sql, Collection<Long> ids) {
        return ids.isEmpty()
                ? Future.succeededFuture(List.of())
                : sql.list(JOBS + "WHERE j.id = ANY($1)", ConsoleStore::job, (Object) ids.toArray(Long[]::new));
    }

    // Each count stops at one more than is shown, so a long history costs no more than a short one.
    private static final String COUNTS = """
            SELECT v.status, (SELECT count(*) FROM (SELECT 1 FROM jobs j WHERE j.status = v.status LIMIT 10001) c)::int AS n
            FROM unnest($1::text[]) AS v(status)
            UNION ALL
            SELECT 'completed_today', (SELECT count(*) FROM (SELECT 1 FROM jobs WHERE status = 'completed'
                AND completed_at >= date_trunc('day', now(), 'UTC') LIMIT 10001) c)::int
            """;

    /** Jobs per status, and those completed since midnight UTC. */
    Future<Counts> counts(Sql sql) {
        return sql.list(COUNTS, row -> new Counts.One(row.getString("status"), row.getInteger("n")), (Object)
                        JobFilter.STATUSES.toArray(String[]::new))
                .map(Counts::of);
    }

    private static final String RELEASES = """
            SELECT s.id, s.title, s.company_name, s.status, s.wire_status, s.package_type, s.payment_amount, s.currency,
                s.einpresswire_order_id, s.einpresswire_submission_id, s.wire_url, s.created_at, s.completed_at,
                p.email, p.full_name, j.id AS job_id
            FROM press_release_submissions s
            LEFT JOIN profiles p ON p.id = s.user_id
            LEFT JOIN LATERAL (
                SELECT id FROM jobs WHERE submission_id = s.id AND type = 'press_release_submission'
                ORDER BY id DESC LIMIT 1
            ) j ON true
            """;

    /** One page of press releases, newest first. */
    Future<List<ReleaseRow>> releases(Sql sql, ReleaseFilter filter) {
        Where where = filter.where();
        return sql.list(
                RELEASES + where.sql() + "\nORDER BY s.created_at DESC, s.id DESC" + limit(filter.limit()),
                ConsoleStore::release,
                where.args());
    }

    /** The present rows of these releases, in no order. */
    Future<List<ReleaseRow>> releases(Sql sql, Collection<UUID> ids) {
        return ids.isEmpty()
                ? Future.succeededFuture(List.of())
                : sql.list(RELEASES + "WHERE s.id = ANY($1)", ConsoleStore::release, (Object) ids.toArray(UUID[]::new));
    }

    /** As a literal, so that the planner knows it; one more than the page, to see whether another follows. */
    private static String limit(int rows) {
        return "\nLIMIT " + (rows + 1);
    }

    static JobRow job(Row row) {
        UUID submission = row.getUUID("submission");
        String step = row.getString("step");
        return new JobRow(
                row.getLong("id"),
                row.getString("type"),
                row.getString("status"),
                row.getInteger("priority"),
                row.getInteger("attempts"),
                row.getInteger("max_attempts"),
                instant(row, "created_at"),
                instant(row, "run_at"),
                instant(row, "started_at"),
                instant(row, "completed_at"),
                took(row),
                row.getString("error"),
                row.getString("error_category"),
                step == null ? null : StepAt.of(step, row.getInteger("seen")),
                submission == null
                        ? null
                        : new JobRow.Release(
                                submission,
                                row.getString("title"),
                                row.getString("company_name"),
                                row.getString("submission_status"),
                                profile(row)));
    }

    private static ReleaseRow release(Row row) {
        return new ReleaseRow(
                row.getUUID("id"),
                row.getString("title"),
                row.getString("company_name"),
                row.getString("status"),
                row.getString("wire_status"),
                row.getString("package_type"),
                row.getInteger("payment_amount"),
                row.getInteger("payment_amount"),
                row.getString("currency"),
                row.getString("einpresswire_order_id"),
                row.getString("einpresswire_submission_id"),
                row.getString("wire_url"),
                row.getLong("job_id"),
                instant(row, "created_at"),
                instant(row, "completed_at"),
                profile(row));
    }

    private static JobRow.Profile profile(Row row) {
        String email = row.getString("email");
        return email == null ? null : new JobRow.Profile(email, row.getString("full_name"));
    }

    private static Long took(Row row) {
        Instant started = instant(row, "started_at");
        Instant completed = instant(row, "completed_at");
        return started == null || completed == null
                ? null
                : Duration.between(started, completed).toMillis();
    }

    static Instant instant(Row row, String column) {
        OffsetDateTime at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }
}
