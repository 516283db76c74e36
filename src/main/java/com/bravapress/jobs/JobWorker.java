package com.bravapress.jobs;

/**
 * A type of work together with who does it in this process.
 *
 * @param concurrency how many attempts may run at the same time here
 */
public record JobWorker<P extends Record>(JobType<P> type, JobHandler<P> handler, int concurrency) {}
