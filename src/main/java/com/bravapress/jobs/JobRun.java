package com.bravapress.jobs;

import io.vertx.core.Future;
import java.util.UUID;

/**
 * One attempt at one job, as its handler sees it.
 *
 * @param attempt counts from 1; the fencing token of this run
 * @param submissionId the release it is about, or null
 * @param heartbeat prolongs the lease; to be called when real progress was made, never by a timer
 */
public record JobRun<P extends Record>(
        long id, int attempt, int maxAttempts, UUID submissionId, P payload, Heartbeat heartbeat) {
    /** How timeline rows name this run. */
    public String actor() {
        return "job:" + id + "#" + attempt;
    }

    /** Prolongs the lease of one run. */
    @FunctionalInterface
    public interface Heartbeat {
        /** Whether the job is still ours, and whether somebody wants it stopped. */
        Future<Hold> beat();
    }
}
