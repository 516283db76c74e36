package com.bravapress.jobs;

import java.time.Duration;

/**
 * A kind of work.
 *
 * @param name as in {@code jobs.type}
 * @param payload the record kept in {@code jobs.data}
 * @param maxAttempts claims before a retryable failure becomes final
 * @param timeout how long one attempt may take before it counts as failed
 */
public record JobType<P extends Record>(String name, Class<P> payload, int maxAttempts, Duration timeout) {}
