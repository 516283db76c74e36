package com.bravapress.jobs;

import com.bravapress.bus.Bus;
import com.bravapress.database.Database;
import com.bravapress.database.Tx;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The front door of the queue: features put work in, always inside the transaction that makes the work necessary. */
public final class JobQueue {
    private final JobStore store;
    private final Bus bus;

    /** A queue that wakes its pollers by the bus. */
    public JobQueue(JobStore store, Bus bus) {
        this.store = store;
        this.bus = bus;
    }

    /**
     * Puts a job in the queue; the pollers hear of it after the commit.
     *
     * @return its id; empty when a live job of the same type and dedupe key is already there
     */
    public <P extends Record> Future<Optional<Long>> enqueue(Tx tx, NewJob<P> job, String actor) {
        return store.insert(tx, job, actor).map(id -> {
            id.ifPresent(made -> tx.afterCommit(
                    JobChannels.DUE.address() + job.type().name(), () -> announce(job.type(), job.submissionId())));
            return id;
        });
    }

    /** The same for work that no other change makes necessary: one statement is its own transaction. */
    public <P extends Record> Future<Optional<Long>> enqueue(Database database, NewJob<P> job, String actor) {
        return store.insert(database, job, actor)
                .onSuccess(id -> id.ifPresent(made -> announce(job.type(), job.submissionId())));
    }

    /**
     * Puts many jobs of one type in, of equal priority and delay, about no release.
     *
     * @return how many were new
     */
    public <P extends Record> Future<Integer> enqueueAll(Tx tx, JobType<P> type, List<NewJob<P>> jobs, String actor) {
        if (jobs.isEmpty()) {
            return Future.succeededFuture(0);
        }
        tx.afterCommit(JobChannels.DUE.address() + type.name(), () -> announce(type, null));
        return store.insertAll(tx, type, jobs, actor);
    }

    /** The same as a transaction of its own. */
    public <P extends Record> Future<Integer> enqueueAll(
            Database database, JobType<P> type, List<NewJob<P>> jobs, String actor) {
        return jobs.isEmpty()
                ? Future.succeededFuture(0)
                : store.insertAll(database, type, jobs, actor).onSuccess(made -> announce(type, null));
    }

    private void announce(JobType<?> type, UUID about) {
        bus.publish(JobChannels.DUE, new JobChannels.JobDue(type.name()));
        bus.publish(JobChannels.TIMELINE, new JobChannels.TimelineGrew(Timeline.Kind.JOB.id(), about));
    }
}
