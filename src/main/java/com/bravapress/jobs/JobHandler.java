package com.bravapress.jobs;

import io.vertx.core.Future;

/**
 * Does the work of one type. Called on an event loop: must not block. Runs at least once; what may happen only once is
 * the handler's to make so. A failed future counts as a retryable failure of category {@code system}.
 */
public interface JobHandler<P extends Record> {
    /** One attempt. */
    Future<JobOutcome> run(JobRun<P> run);
}
