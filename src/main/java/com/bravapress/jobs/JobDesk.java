package com.bravapress.jobs;

import com.bravapress.bus.Bus;
import com.bravapress.database.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Set;

/** What people do to jobs by hand. Every action names who did it and why, in the timeline of the job. */
public final class JobDesk {
    /** A manual retry buys as many attempts as a new job has. */
    private static final int MORE_ATTEMPTS = 3;

    // A running job may become retrying too, but only by its own worker or the rescuer.
    private static final Set<JobStatus> RETRYABLE =
            EnumSet.of(JobStatus.FAILED, JobStatus.CANCELLED, JobStatus.NEEDS_ATTENTION);

    private final DeskStore store;
    private final Timeline timeline;
    private final Bus bus;

    /** A desk that wakes the pollers by the bus. */
    public JobDesk(Timeline timeline, Bus bus) {
        this.store = new DeskStore();
        this.timeline = timeline;
        this.bus = bus;
    }

    /** Whether a person may retry a job that stands there. */
    public static boolean canRetry(JobStatus status) {
        return RETRYABLE.contains(status) && status.canBecome(JobStatus.RETRYING);
    }

    /**
     * Queues a job again at once, with more attempts and its history kept.
     *
     * @return its new status; fails with {@link JobConflict} when its state forbids it, when it does not exist, or when
     *     another live job does the same work
     */
    public Future<JobStatus> retry(Tx tx, long id, String actor, String reason) {
        return store.lock(tx, id).compose(found -> {
            if (found.isEmpty()) {
                return Future.failedFuture(new JobConflict(null, "There is no such job."));
            }
            DeskStore.Locked job = found.get();
            if (!canRetry(job.status())) {
                return Future.failedFuture(new JobConflict(
                        job.status(),
                        "This job is " + job.status().id().replace('_', ' ')
                                + "; only a failed, cancelled or waiting one can be retried. Nothing was changed."));
            }
            return store.liveTwin(tx, id)
                    .compose(twin -> twin.isPresent()
                            ? Future.failedFuture(new JobConflict(
                                    job.status(),
                                    "Job " + twin.get() + " is already doing this work. Nothing was changed."))
                            : requeue(tx, id, job, actor, reason));
        });
    }

    private Future<JobStatus> requeue(Tx tx, long id, DeskStore.Locked job, String actor, String reason) {
        tx.afterCommit(
                JobChannels.DUE.address() + job.type(),
                () -> bus.publish(JobChannels.DUE, new JobChannels.JobDue(job.type())));
        JsonObject detail = new JsonObject()
                .put("from", job.status().id())
                .put("to", JobStatus.RETRYING.id())
                .put("type", job.type())
                .put("reason", reason);
        return store.requeue(tx, id, MORE_ATTEMPTS)
                .compose(done -> timeline.append(
                        tx, new Timeline.Entry(id, job.submissionId(), Timeline.Kind.JOB, actor, detail)))
                .map(JobStatus.RETRYING);
    }
}
