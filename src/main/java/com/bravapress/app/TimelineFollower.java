package com.bravapress.app;

import com.bravapress.app.demo.DemoStory;
import com.bravapress.bus.Bus;
import com.bravapress.config.StartupProblem;
import com.bravapress.database.Database;
import com.bravapress.jobs.JobChannels;
import com.bravapress.jobs.TimelineStore;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.releases.Releases;
import com.bravapress.releases.Submission;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Reads the timeline of one release as it grows, for a person at a terminal. */
final class TimelineFollower implements DemoStory.Follower {
    private static final long PATIENCE_SECONDS = 180;
    private static final long READ_SECONDS = 10;
    private static final Set<ReleaseStatus> AT_REST = EnumSet.of(
            ReleaseStatus.COMPLETED,
            ReleaseStatus.FAILED,
            ReleaseStatus.NEEDS_ATTENTION,
            ReleaseStatus.NEEDS_CHANGES,
            ReleaseStatus.AWAITING_MANUAL_PAYMENT,
            ReleaseStatus.REFUNDED);

    private final Bus bus;
    private final Database database;
    private final TimelineStore timeline;
    private final Releases releases;

    TimelineFollower(Bus bus, Database database, TimelineStore timeline, Releases releases) {
        this.bus = bus;
        this.database = database;
        this.timeline = timeline;
        this.releases = releases;
    }

    @Override
    public String follow(UUID release, Consumer<String> line) {
        Semaphore grown = new Semaphore(1);
        Bus.Subscription subscription = bus.subscribe(JobChannels.TIMELINE, hint -> grown.release());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        int told = 0;
        try {
            while (System.nanoTime() < deadline) {
                // A hint may be lost; a second later the timeline is read all the same.
                if (grown.tryAcquire(1, TimeUnit.SECONDS)) {
                    grown.drainPermits();
                }
                ReleaseStatus status = submission(release).status();
                List<TimelineStore.Seen> seen = Running.await(timeline.ofSubmission(database, release), READ_SECONDS);
                seen.stream().skip(told).map(TimelineFollower::words).forEach(line);
                told = seen.size();
                if (AT_REST.contains(status)) {
                    return status.id();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            subscription.cancel();
        }
        throw new StartupProblem("The release did not come to rest within " + PATIENCE_SECONDS + " seconds");
    }

    @Override
    public String orderOf(UUID release) {
        return String.valueOf(submission(release).einpresswireOrderId());
    }

    private Submission submission(UUID release) {
        return Running.await(releases.find(database, release), READ_SECONDS).orElseThrow();
    }

    private static String words(TimelineStore.Seen seen) {
        JsonObject detail = seen.detail();
        return switch (seen.kind()) {
            case "job" ->
                "  job      " + detail.getString("type", "") + ": " + detail.getString("to") + because(detail);
            case "release" -> "  release  " + news(detail) + because(detail);
            case "step" ->
                "  step     " + detail.getInteger("number") + " of " + detail.getInteger("of") + " "
                        + detail.getString("step") + ": " + detail.getString("state")
                        + (detail.getInteger("duration_ms") == null
                                ? ""
                                : ", " + detail.getInteger("duration_ms") + " ms");
            default -> "  " + seen.kind() + "  " + detail.encode();
        };
    }

    private static String news(JsonObject detail) {
        if (detail.containsKey("order_id")) {
            return "order " + detail.getString("order_id");
        }
        return detail.containsKey("wire_id")
                ? "number " + detail.getString("wire_id") + " at the wire, " + detail.getString("wire_status")
                : detail.getString("to");
    }

    private static String because(JsonObject detail) {
        return detail.getString("error") == null ? "" : " (" + detail.getString("error") + ")";
    }
}
