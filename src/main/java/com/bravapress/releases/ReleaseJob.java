package com.bravapress.releases;

import com.bravapress.jobs.JobType;
import java.time.Duration;
import java.util.UUID;

/**
 * The job that puts a paid release on the wire; {@code jobs.data} in the names of the seed.
 *
 * @param testMode every step but the irreversible ones
 * @param demoMode on the sandbox wire, whatever {@code WIRE_MODE} says: play money never reaches the real wire
 */
public record ReleaseJob(
        UUID submissionId,
        UUID userId,
        String paymentIntentId,
        String packageType,
        boolean testMode,
        boolean demoMode) {
    /** Three attempts; ten minutes are far more than a sound run takes. */
    public static final JobType<ReleaseJob> TYPE =
            new JobType<>("press_release_submission", ReleaseJob.class, 3, Duration.ofMinutes(10));

    /** One live job per release. */
    public String dedupeKey() {
        return submissionId.toString();
    }
}
