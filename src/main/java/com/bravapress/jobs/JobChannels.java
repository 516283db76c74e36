package com.bravapress.jobs;

import com.bravapress.bus.Call;
import com.bravapress.bus.Channel;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What the queue says and answers on the bus. */
public final class JobChannels {
    /** A job was put in the queue or is due: look now instead of at the next poll. */
    public static final Channel<JobDue> DUE = new Channel<>("jobs.due", JobDue.class);

    /** Another process says that a job is due. */
    public static final Channel<JobDue> RUNG = new Channel<>("jobs.rung", JobDue.class);

    /** Rows were appended to {@code job_events}: whoever follows the timeline should read on. */
    public static final Channel<TimelineGrew> TIMELINE = new Channel<>("jobs.timeline", TimelineGrew.class);

    /** Claim whatever is due, now. */
    public static final Call<ProcessDue, Claimed> PROCESS =
            new Call<>("jobs.process", ProcessDue.class, Claimed.class, Duration.ofSeconds(10));

    private JobChannels() {}

    /** A hint that something may be due; {@code type} is which. */
    public record JobDue(String type) {}

    /**
     * A hint that the timeline has new rows.
     *
     * @param submissionId the release they are about; null when it may be any
     */
    public record TimelineGrew(String about, UUID submissionId) {
        /** A hint that anything may have changed. */
        public TimelineGrew(String about) {
            this(about, null);
        }

        /** Whether who follows this release should look. */
        public boolean concerns(UUID release) {
            return submissionId == null || submissionId.equals(release);
        }
    }

    /** Asks the poller of this process to claim now. */
    public record ProcessDue() {}

    /** The jobs it claimed. */
    public record Claimed(List<Long> jobIds) {}
}
