package com.bravapress.wire;

import com.bravapress.database.Tx;
import com.bravapress.jobs.JobStatus;
import com.bravapress.jobs.Rest;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.releases.Releases;
import com.bravapress.releases.Submission;
import io.vertx.core.Future;
import java.util.UUID;

/**
 * Nobody is left behind: a release that its own attempt could not bring to rest is looked at by a person, and so is one
 * whose job was cancelled. Of a release that is given up for a refund nobody needs to hear.
 */
public final class ReleaseRest implements Rest {
    private final Releases releases;
    private final WireStepStore steps;
    private final TroubleNotice trouble;

    /** Brings releases to rest and tells of it. */
    public ReleaseRest(Releases releases, WireStepStore steps, TroubleNotice trouble) {
        this.releases = releases;
        this.steps = steps;
        this.trouble = trouble;
    }

    @Override
    public Future<Void> cameToRest(Tx tx, long jobId, UUID about, JobStatus status, String error) {
        return releases.lock(tx, about).compose(found -> {
            if (found.isEmpty() || found.get().status() == ReleaseStatus.REFUNDED) {
                return Future.succeededFuture();
            }
            return steps.givenUp(tx, about)
                    .compose(givenUp ->
                            givenUp ? Future.succeededFuture() : rest(tx, jobId, found.get(), status, error));
        });
    }

    private Future<Void> rest(Tx tx, long jobId, Submission release, JobStatus status, String error) {
        Future<String> why =
                status == JobStatus.CANCELLED ? cancelled(tx, release.id()) : Future.succeededFuture(error);
        return why.compose(reason ->
                leave(tx, release, "job:" + jobId, reason).compose(left -> trouble.raise(tx, left, jobId, reason)));
    }

    /** What is to be said of a release whose job was cancelled. */
    Future<String> cancelled(Tx tx, UUID id) {
        return steps.standing(tx, id, WireStep.PURCHASE)
                .map(bought -> "Its job was cancelled. "
                        + bought.map(row -> row.state() == StepState.CONFIRMED
                                        ? "A package was bought at the wire (order " + row.externalId()
                                                + "), but nothing is published: "
                                        : "Whether a package was bought at the wire is not known: ")
                                .orElse("Nothing was bought at the wire: ")
                        + "retry the job, or refund the customer");
    }

    /** Leaves a release that is still on its way to a person. */
    Future<Submission> leave(Tx tx, Submission release, String actor, String why) {
        boolean left = release.status() == ReleaseStatus.PAID || release.status() == ReleaseStatus.PROCESSING;
        return left
                ? releases.move(tx, release, ReleaseStatus.NEEDS_ATTENTION, actor, why)
                : Future.succeededFuture(release);
    }
}
