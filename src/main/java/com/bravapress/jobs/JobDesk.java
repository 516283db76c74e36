package com.bravapress.jobs;

import com.bravapress.bus.Bus;
import com.bravapress.database.Tx;
import com.bravapress.jobs.DeskStore.Locked;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What people do to jobs by hand. Every action names who did it and why, in the timeline of the job; each fails with
 * {@link JobConflict} when the job's state forbids it or when there is no such job.
 */
public final class JobDesk {
    /** Beyond it a job would always or never be first; enough for any order people want. */
    public static final int HIGHEST_PRIORITY = 100;

    /** A manual retry buys as many attempts as a new job has. */
    private static final int MORE_ATTEMPTS = 3;

    // A running job may become retrying too, but only by its own worker or the rescuer.
    private static final Set<JobStatus> RETRYABLE =
            EnumSet.of(JobStatus.FAILED, JobStatus.CANCELLED, JobStatus.NEEDS_ATTENTION);
    private static final Set<JobStatus> WAITING = EnumSet.of(JobStatus.PENDING, JobStatus.RETRYING);

    private final DeskStore store = new DeskStore();
    private final Timeline timeline;
    private final Bus bus;
    private final Map<String, Rest> rests;

    /**
     * A desk that wakes the pollers by the bus.
     *
     * @param rests by type, who must hear that a job came to rest without success
     */
    public JobDesk(Timeline timeline, Bus bus, Map<String, Rest> rests) {
        this.timeline = timeline;
        this.bus = bus;
        this.rests = Map.copyOf(rests);
    }

    /** Whether a person may retry a job that stands there. */
    public static boolean canRetry(JobStatus status) {
        return RETRYABLE.contains(status) && status.canBecome(JobStatus.RETRYING);
    }

    /** Whether a person may stop a job that stands there. */
    public static boolean canCancel(JobStatus status) {
        return status.canBecome(JobStatus.CANCELLED);
    }

    /** Whether a job that stands there waits for its time, which a person may change. */
    public static boolean canMove(JobStatus status) {
        return WAITING.contains(status);
    }

    /**
     * Queues a job again at once, with more attempts and its history kept. Also refused while another live job does the
     * same work.
     *
     * @return its new status
     */
    public Future<JobStatus> retry(Tx tx, long id, String actor, String reason) {
        return locked(tx, id, JobDesk::canRetry, "only a failed, cancelled or waiting one can be retried")
                .compose(job -> store.liveTwin(tx, id)
                        .compose(twin -> twin.isPresent()
                                ? Future.failedFuture(new JobConflict(
                                        job.status(),
                                        "Job " + twin.get() + " is already doing this work. Nothing was changed."))
                                : requeue(tx, id, job, actor, reason)));
    }

    private Future<JobStatus> requeue(Tx tx, long id, Locked job, String actor, String reason) {
        // Stopped before its first attempt, it has not been retried either.
        JobStatus next = job.attempts() == 0 && job.status().canBecome(JobStatus.PENDING)
                ? JobStatus.PENDING
                : JobStatus.RETRYING;
        due(tx, job);
        return store.requeue(tx, id, job.status(), next, MORE_ATTEMPTS)
                .compose(done -> moved(tx, id, job, next, actor, reason));
    }

    /**
     * Stops a job. One that runs is only asked: it ends before its next irreversible step and is then cancelled.
     *
     * @return {@code cancelled}, or {@code processing} for one that was asked
     */
    public Future<JobStatus> cancel(Tx tx, long id, String actor, String reason) {
        return locked(tx, id, JobDesk::canCancel, "it cannot be cancelled").compose(job -> {
            if (job.status() == JobStatus.PROCESSING) {
                return store.askCancel(tx, id, actor)
                        .compose(asked -> remark(tx, id, job, actor, "Asked to stop", reason))
                        .map(JobStatus.PROCESSING);
            }
            return store.cancel(tx, id, actor)
                    .compose(gone -> moved(tx, id, job, JobStatus.CANCELLED, actor, reason))
                    .compose(status -> rests.getOrDefault(job.type(), Rest.NOBODY)
                            .cameToRest(tx, id, job.submissionId(), status, "Cancelled by " + actor + ": " + reason)
                            .map(status));
        });
    }

    /** Makes a waiting job due at once. */
    public Future<JobStatus> runNow(Tx tx, long id, String actor, String reason) {
        return waiting(tx, id).compose(job -> {
            due(tx, job);
            return store.dueIn(tx, id, Duration.ZERO)
                    .compose(done -> remark(tx, id, job, actor, "Made due at once", reason))
                    .map(job.status());
        });
    }

    /** Makes a waiting job wait for so long from now. */
    public Future<JobStatus> snooze(Tx tx, long id, Duration wait, String actor, String reason) {
        return waiting(tx, id)
                .compose(job -> store.dueIn(tx, id, wait)
                        .compose(done ->
                                remark(tx, id, job, actor, "Put off by " + wait.toMinutes() + " minutes", reason))
                        .map(job.status()));
    }

    /** Gives a waiting job another priority; higher is claimed first. */
    public Future<JobStatus> prioritise(Tx tx, long id, int priority, String actor, String reason) {
        return waiting(tx, id)
                .compose(job -> store.prioritise(tx, id, priority)
                        .compose(done -> remark(tx, id, job, actor, "Priority " + priority, reason))
                        .map(job.status()));
    }

    private Future<Locked> waiting(Tx tx, long id) {
        return locked(tx, id, JobDesk::canMove, "only one that waits for its time can be moved");
    }

    private Future<Locked> locked(Tx tx, long id, Function<JobStatus, Boolean> allowed, String rule) {
        return store.lock(tx, id).compose(found -> {
            if (found.isEmpty()) {
                return Future.failedFuture(new JobConflict(null, "There is no such job."));
            }
            JobStatus status = found.get().status();
            return allowed.apply(status)
                    ? Future.succeededFuture(found.get())
                    : Future.failedFuture(new JobConflict(
                            status,
                            "This job is " + status.id().replace('_', ' ') + "; " + rule + ". Nothing was changed."));
        });
    }

    private void due(Tx tx, Locked job) {
        tx.afterCommit(
                JobChannels.DUE.address() + job.type(),
                () -> bus.publish(JobChannels.DUE, new JobChannels.JobDue(job.type())));
    }

    private Future<JobStatus> moved(Tx tx, long id, Locked job, JobStatus to, String actor, String reason) {
        JsonObject detail = new JsonObject()
                .put("from", job.status().id())
                .put("to", to.id())
                .put("type", job.type())
                .put("reason", reason);
        return timeline.append(tx, new Timeline.Entry(id, job.submissionId(), Timeline.Kind.JOB, actor, detail))
                .map(to);
    }

    private Future<Void> remark(Tx tx, long id, Locked job, String actor, String what, String reason) {
        JsonObject detail = new JsonObject().put("message", what + (reason.isBlank() ? "" : ": " + reason));
        return timeline.append(tx, new Timeline.Entry(id, job.submissionId(), Timeline.Kind.LOG, actor, detail));
    }
}
