package com.bravapress.jobs;

import java.time.Duration;
import java.util.UUID;

/**
 * A job to be put in the queue.
 *
 * @param dedupeKey while a job of this type and key lives, no second one is made; null for no such limit
 * @param priority higher is claimed first; 0 is normal
 * @param delay before its first attempt
 * @param submissionId the release it is about, or null
 */
public record NewJob<P extends Record>(
        JobType<P> type, P payload, String dedupeKey, int priority, Duration delay, UUID submissionId) {
    /** Due at once, at normal priority. */
    public static <P extends Record> NewJob<P> now(JobType<P> type, P payload, String dedupeKey) {
        return new NewJob<>(type, payload, dedupeKey, 0, Duration.ZERO, null);
    }

    /** The same, about this release. */
    public NewJob<P> about(UUID submission) {
        return new NewJob<>(type, payload, dedupeKey, priority, delay, submission);
    }

    /** The same, not before this much time has passed. */
    public NewJob<P> after(Duration wait) {
        return new NewJob<>(type, payload, dedupeKey, priority, wait, submissionId);
    }

    /** The same, at another priority. */
    public NewJob<P> at(int otherPriority) {
        return new NewJob<>(type, payload, dedupeKey, otherPriority, delay, submissionId);
    }
}
