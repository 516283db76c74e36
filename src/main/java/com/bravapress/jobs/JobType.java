package com.bravapress.jobs;

import java.time.Duration;

/**
 * A kind of work and how it is retried.
 *
 * @param name as in {@code jobs.type}
 * @param payload the record kept in {@code jobs.data}
 * @param maxAttempts claims before a retryable failure becomes final
 * @param timeout how long one attempt may take before it counts as failed
 * @param backoff a failed attempt waits this × its number, ±10 %; null for {@code JOBS_RETRY_BACKOFF}
 */
public record JobType<P extends Record>(
        String name, Class<P> payload, int maxAttempts, Duration timeout, Duration backoff) {
    /** A type that waits as the settings say. */
    public JobType(String name, Class<P> payload, int maxAttempts, Duration timeout) {
        this(name, payload, maxAttempts, timeout, null);
    }
}
