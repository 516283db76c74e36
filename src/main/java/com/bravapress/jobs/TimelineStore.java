package com.bravapress.jobs;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code job_events}. */
public final class TimelineStore {
    private static final String APPEND = """
            INSERT INTO job_events (job_id, submission_id, kind, actor, detail) VALUES ($1, $2, $3, $4, $5)
            """;

    Future<Void> append(Sql sql, Timeline.Entry entry) {
        return sql.run(APPEND, entry.jobId(), entry.submissionId(), entry.kind().id(), entry.actor(), entry.detail())
                .mapEmpty();
    }

    // Only rows older than the oldest running transaction: nothing can still commit in front of them, so a reader that
    // remembers the last (xid, id) it saw never misses one. https://www.postgresql.org/docs/18/functions-info.html
    private static final String AFTER = """
            SELECT xid::text::bigint AS xid, id, at, job_id, submission_id, kind, actor, detail
            FROM job_events
            WHERE (xid, id) > ($1::text::xid8, $2) AND xid < pg_snapshot_xmin(pg_current_snapshot())
            ORDER BY xid, id
            LIMIT $3
            """;

    /** The next entries behind a cursor, in the order of the stream. */
    public Future<List<Seen>> after(Sql sql, Cursor cursor, int limit) {
        return sql.list(AFTER, TimelineStore::seen, Long.toString(cursor.xid()), cursor.id(), limit);
    }

    private static final String END = """
            SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS xid
            """;

    /** A cursor behind everything that is readable now: a snapshot taken after it misses nothing. */
    public Future<Cursor> end(Sql sql) {
        return sql.one(END, row -> new Cursor(row.getLong("xid") - 1, Long.MAX_VALUE));
    }

    private static final String OLDEST = """
            SELECT xid::text::bigint AS xid, id FROM job_events ORDER BY xid, id LIMIT 1
            """;

    /** The oldest entry that retention has left; empty when there is none at all. */
    public Future<Optional<Cursor>> oldest(Sql sql) {
        return sql.first(OLDEST, row -> new Cursor(row.getLong("xid"), row.getLong("id")));
    }

    private static final String OF_JOB = """
            SELECT xid::text::bigint AS xid, id, at, job_id, submission_id, kind, actor, detail
            FROM (SELECT * FROM job_events WHERE job_id = $1 ORDER BY id DESC LIMIT 500) newest
            ORDER BY id
            """;

    /** The newest 500 entries of one job, oldest of them first. */
    public Future<List<Seen>> ofJob(Sql sql, long jobId) {
        return sql.list(OF_JOB, TimelineStore::seen, jobId);
    }

    private static final String OF_SUBMISSION = """
            SELECT xid::text::bigint AS xid, id, at, job_id, submission_id, kind, actor, detail
            FROM (SELECT * FROM job_events WHERE submission_id = $1 ORDER BY id DESC LIMIT 500) newest
            ORDER BY id
            """;

    /** The newest 500 entries of one release, oldest of them first. */
    public Future<List<Seen>> ofSubmission(Sql sql, UUID submissionId) {
        return sql.list(OF_SUBMISSION, TimelineStore::seen, submissionId);
    }

    private static final String SWEEP = """
            DELETE FROM job_events WHERE id IN (
                SELECT id FROM job_events WHERE at < now() - interval '180 days' ORDER BY at LIMIT $1)
            """;

    /** Forgets entries older than half a year, at most {@code limit} of them; how many. */
    public Future<Integer> sweep(Sql sql, int limit) {
        return sql.run(SWEEP, limit);
    }

    private static Seen seen(Row row) {
        return new Seen(
                new Cursor(row.getLong("xid"), row.getLong("id")),
                row.getOffsetDateTime("at").toInstant(),
                row.getLong("job_id"),
                row.getUUID("submission_id"),
                row.getString("kind"),
                row.getString("actor"),
                row.getJsonObject("detail"));
    }

    /** A place in the stream: transaction, then entry. Its text form is the {@code id:} of server-sent events. */
    public record Cursor(long xid, long id) implements Comparable<Cursor> {
        @Override
        public int compareTo(Cursor other) {
            return xid == other.xid ? Long.compare(id, other.id) : Long.compare(xid, other.xid);
        }

        /** Reads {@code xid-id}; anything else is an {@link IllegalArgumentException}. */
        public static Cursor parse(String text) {
            String[] parts = text.split("-", -1);
            if (parts.length != 2) {
                throw new IllegalArgumentException("not a cursor");
            }
            return new Cursor(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
        }

        @Override
        public String toString() {
            return xid + "-" + id;
        }
    }

    /** One entry as it was read. */
    public record Seen(
            Cursor cursor, Instant at, Long jobId, UUID submissionId, String kind, String actor, JsonObject detail) {}
}
