package com.bravapress.jobs;

import com.bravapress.database.Tx;
import io.vertx.core.Future;
import java.util.UUID;

/**
 * Does the work of one type. Called on an event loop: must not block. Runs at least once; what may happen only once is
 * the handler's to make so. A failed future counts as a retryable failure of category {@code system}.
 */
@FunctionalInterface
public interface JobHandler<P extends Record> {
    /** One attempt. */
    Future<JobOutcome> run(JobRun<P> run);

    /** As {@link Rest} says. */
    default Future<Void> cameToRest(Tx tx, long jobId, UUID about, JobStatus status, String error) {
        return Future.succeededFuture();
    }
}
