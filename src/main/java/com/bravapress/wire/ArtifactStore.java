package com.bravapress.wire;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The table {@code artifacts}: pictures and DOM snapshots of the automation. */
public final class ArtifactStore {
    private static final Logger LOG = LoggerFactory.getLogger(ArtifactStore.class);
    // As the CHECK artifacts_size.
    static final int LARGEST = 4 * 1024 * 1024;
    static final long MOST_OF_A_JOB = 40L * 1024 * 1024;

    // The size of a bytea is known without reading it.
    private static final String PUT = """
            INSERT INTO artifacts (job_id, kind, content_type, bytes)
            SELECT $1, $2, $3, $4::bytea
            WHERE (SELECT coalesce(sum(octet_length(bytes)), 0) FROM artifacts WHERE job_id = $1)
                + octet_length($4::bytea) <= $5
            RETURNING id
            """;

    /** Keeps a picture (JPEG); empty when it, or the job with it, is too large. */
    Future<Optional<UUID>> putPicture(Sql sql, long jobId, byte[] jpeg) {
        return put(sql, jobId, "screenshot", "image/jpeg", Buffer.buffer(jpeg));
    }

    /** Keeps a page's HTML, as plain text, so that nobody's browser runs it; empty as above. */
    Future<Optional<UUID>> putDom(Sql sql, long jobId, String html) {
        return put(sql, jobId, "dom", "text/plain; charset=utf-8", Buffer.buffer(html));
    }

    /** Keeps what was seen of a page, as far as it was; either may be null. */
    public Future<Void> keep(Sql sql, long jobId, byte[] jpeg, String html) {
        Future<?> picture = jpeg == null ? Future.succeededFuture() : putPicture(sql, jobId, jpeg);
        return picture.compose(kept -> html == null ? Future.succeededFuture() : putDom(sql, jobId, html))
                .mapEmpty();
    }

    /** Keeps Playwright's trace (ZIP); empty as above. */
    Future<Optional<UUID>> putTrace(Sql sql, long jobId, byte[] zip) {
        return put(sql, jobId, "trace", "application/zip", Buffer.buffer(zip));
    }

    private static Future<Optional<UUID>> put(Sql sql, long jobId, String kind, String contentType, Buffer bytes) {
        Future<Optional<UUID>> kept = bytes.length() > LARGEST
                ? Future.succeededFuture(Optional.empty())
                : sql.first(PUT, row -> row.getUUID("id"), jobId, kind, contentType, bytes, MOST_OF_A_JOB);
        return kept.onSuccess(id -> {
            if (id.isEmpty()) {
                LOG.warn("a {} of {} bytes of job {} was not kept: too much", kind, bytes.length(), jobId);
            }
        });
    }

    private static final String FIND = "SELECT kind, content_type, bytes FROM artifacts WHERE id = $1";

    /** The artifact, if it is still kept. */
    public Future<Optional<Artifact>> find(Sql sql, UUID id) {
        return sql.first(
                FIND,
                row -> new Artifact(id, row.getString("kind"), row.getString("content_type"), row.getBuffer("bytes")),
                id);
    }

    private static final String OF_JOB = """
            SELECT id, kind, content_type, ''::bytea AS bytes FROM artifacts WHERE job_id = $1 ORDER BY created_at, id
            """;

    /** What is kept of a job, without the bytes, oldest first. */
    public Future<java.util.List<Artifact>> ofJob(Sql sql, long jobId) {
        return sql.list(
                OF_JOB,
                row -> new Artifact(
                        row.getUUID("id"),
                        row.getString("kind"),
                        row.getString("content_type"),
                        row.getBuffer("bytes")),
                jobId);
    }

    private static final String SWEEP = """
            DELETE FROM artifacts WHERE id IN (
                SELECT id FROM artifacts WHERE created_at < now() - interval '30 days' ORDER BY created_at LIMIT $1)
            """;

    /** Forgets what is older than 30 days, at most {@code limit} pieces; how many. Their steps stay. */
    public Future<Integer> sweep(Sql sql, int limit) {
        return sql.run(SWEEP, limit);
    }

    /**
     * Something the automation kept.
     *
     * @param kind screenshot, dom or trace
     */
    public record Artifact(UUID id, String kind, String contentType, Buffer bytes) {}
}
