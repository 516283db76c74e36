package com.bravapress.wire.outcome;

import com.bravapress.jobs.JobType;
import java.time.Duration;
import java.util.UUID;

/** The job that follows a release which the wire has, until its report is there: {@code distribution_report}. */
public record Followed(UUID submissionId) {
    /** Looking again is a snooze and no attempt; one look takes seconds. */
    public static final JobType<Followed> TYPE =
            new JobType<>("distribution_report", Followed.class, 5, Duration.ofMinutes(15));
}
