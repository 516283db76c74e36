package com.bravapress.jobs;

import com.bravapress.bus.Bus;
import com.bravapress.database.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The front door of the queue: features put work in, always inside the transaction that makes the work necessary. */
public final class JobQueue {
    private final JobStore store;
    private final Timeline timeline;
    private final Bus bus;

    /** A queue that wakes its pollers by the bus. */
    public JobQueue(JobStore store, Timeline timeline, Bus bus) {
        this.store = store;
        this.timeline = timeline;
        this.bus = bus;
    }

    /**
     * Puts a job in the queue; the pollers hear of it after the commit.
     *
     * @return its id; empty when a live job of the same type and dedupe key is already there
     */
    public <P extends Record> Future<Optional<Long>> enqueue(Tx tx, NewJob<P> job, String actor) {
        return store.insert(tx, job).compose(id -> {
            if (id.isEmpty()) {
                return Future.succeededFuture(id);
            }
            tx.afterCommit(
                    JobChannels.DUE.address() + job.type().name(),
                    () -> bus.publish(
                            JobChannels.DUE, new JobChannels.JobDue(job.type().name())));
            return timeline.append(
                            tx,
                            new Timeline.Entry(
                                    id.get(),
                                    job.submissionId(),
                                    Timeline.Kind.JOB,
                                    actor,
                                    new JsonObject()
                                            .put("to", JobStatus.PENDING.id())
                                            .put("type", job.type().name())))
                    .map(id);
        });
    }
}
