package com.bravapress.jobs;

import com.bravapress.bus.Bus;
import com.bravapress.database.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * The append-only {@code job_events}: the timeline of every job and release and the source of the live stream. An entry
 * is written in the transaction that makes it true; the hint on the bus goes out after the commit.
 */
public final class Timeline {
    private final TimelineStore store;
    private final Bus bus;

    /** A timeline that announces itself on the bus. */
    public Timeline(TimelineStore store, Bus bus) {
        this.store = store;
        this.bus = bus;
    }

    /** Appends one entry. */
    public Future<Void> append(Tx tx, Entry entry) {
        tx.afterCommit(
                JobChannels.TIMELINE.address() + "/" + entry.submissionId(),
                () -> bus.publish(
                        JobChannels.TIMELINE,
                        new JobChannels.TimelineGrew(entry.kind().id(), entry.submissionId())));
        return store.append(tx, entry);
    }

    /** What an entry is about. */
    public enum Kind {
        /** A job changed its status. */
        JOB,
        /** A step of the automation began, ended or failed. */
        STEP,
        /** A remark for people. */
        LOG,
        /** A release changed its status. */
        RELEASE,
        /** Something the team should look at. */
        ALERT;

        /** The name in {@code job_events.kind} and the stream. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One line of the timeline.
     *
     * @param jobId null when it is not about a job
     * @param submissionId null when it is not about a release
     * @param actor who or what caused it: {@code job:12#1}, {@code stripe:evt_…}, {@code admin:ada@…}
     * @param detail for a status change {@code {from, to, …}}
     */
    public record Entry(Long jobId, UUID submissionId, Kind kind, String actor, JsonObject detail) {}
}
