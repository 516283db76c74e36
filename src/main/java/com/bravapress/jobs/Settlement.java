package com.bravapress.jobs;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What an outcome means for the row.
 *
 * @param delay until it may be claimed again; null for states that are not claimed
 * @param grant attempts added, so that what was not the job's failure does not count against it
 */
record Settlement(
        JobStatus status, JsonObject result, FailureCategory category, String error, Duration delay, int grant) {
    private static final double JITTER = 0.1;

    /**
     * The retry policy: wait = the type's backoff, else {@code usual} × failures ± 10 %, until no attempt is left.
     * Attempts that were granted on top of the type's were no failures of the job's own.
     */
    static Settlement of(JobOutcome outcome, Claim claim, JobType<?> type, Duration usual) {
        Duration backoff = type.backoff() == null ? usual : type.backoff();
        if (outcome instanceof JobOutcome.Done done) {
            return new Settlement(JobStatus.COMPLETED, done.result(), null, null, null, 0);
        }
        if (outcome instanceof JobOutcome.Retry retry) {
            return claim.attempt() >= claim.maxAttempts()
                    ? new Settlement(JobStatus.FAILED, null, retry.category(), retry.error(), null, 0)
                    : new Settlement(
                            JobStatus.RETRYING,
                            null,
                            retry.category(),
                            retry.error(),
                            jittered(backoff.multipliedBy(failures(claim, type.maxAttempts()))),
                            0);
        }
        if (outcome instanceof JobOutcome.Reject reject) {
            return new Settlement(JobStatus.FAILED, null, reject.category(), reject.error(), null, 0);
        }
        if (outcome instanceof JobOutcome.NeedsAttention attention) {
            return new Settlement(JobStatus.NEEDS_ATTENTION, null, attention.category(), attention.error(), null, 0);
        }
        JobOutcome.Snooze snooze = (JobOutcome.Snooze) outcome;
        return new Settlement(JobStatus.RETRYING, null, null, null, snooze.delay(), 1);
    }

    Settlement bounded(int longest) {
        return error == null || error.length() <= longest
                ? this
                : new Settlement(status, result, category, error.substring(0, longest), delay, grant);
    }

    /** The run ends because somebody asked for it. */
    static Settlement cancelled(String by) {
        return new Settlement(JobStatus.CANCELLED, null, null, "Stopped at the wish of " + by, null, 0);
    }

    /** Whether a wish to cancel wins over it: not over success, and not over what a person has to look at. */
    boolean yieldsToCancel() {
        return status == JobStatus.RETRYING || status == JobStatus.FAILED;
    }

    /** Whether nothing but a person moves the job on, and it did not succeed. */
    boolean isRestWithoutSuccess() {
        return status == JobStatus.FAILED || status == JobStatus.NEEDS_ATTENTION || status == JobStatus.CANCELLED;
    }

    private static int failures(Claim claim, int typeAttempts) {
        return Math.max(1, claim.attempt() - Math.max(0, claim.maxAttempts() - typeAttempts));
    }

    private static Duration jittered(Duration wait) {
        double factor = 1 + ThreadLocalRandom.current().nextDouble(-JITTER, JITTER);
        return Duration.ofMillis(Math.round(wait.toMillis() * factor));
    }
}
