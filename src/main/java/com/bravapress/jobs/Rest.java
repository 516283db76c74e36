package com.bravapress.jobs;

import com.bravapress.database.Tx;
import io.vertx.core.Future;
import java.util.UUID;

/** Hears that a job of its type came to rest without success. */
@FunctionalInterface
public interface Rest {
    /** Nobody needs to know. */
    Rest NOBODY = (tx, jobId, about, status, error) -> Future.succeededFuture();

    /**
     * The job failed, was cancelled or waits for a person, however that came about: the handler's own word, its last time
     * limit, unreadable data, a worker that keeps dying, a person. Called in the transaction that writes the status, so
     * that what the job is about can never be left behind. Must be idempotent.
     *
     * @param about the release it is about, or null
     */
    Future<Void> cameToRest(Tx tx, long jobId, UUID about, JobStatus status, String error);
}
