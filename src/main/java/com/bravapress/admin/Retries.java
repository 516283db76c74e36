package com.bravapress.admin;

import com.bravapress.accounts.AuditStore;
import com.bravapress.database.Database;
import com.bravapress.database.DatabaseConflict;
import com.bravapress.database.Tx;
import com.bravapress.http.AppException;
import com.bravapress.http.Principal;
import com.bravapress.http.Problem;
import com.bravapress.jobs.JobConflict;
import com.bravapress.jobs.JobDesk;
import com.bravapress.jobs.JobStatus;
import com.bravapress.releases.ReleaseStatus;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A person sends a job round again. Never where that could buy or publish a second time, or publish for nothing. */
public final class Retries {
    private static final Set<ReleaseStatus> OVER =
            EnumSet.of(ReleaseStatus.REFUNDED, ReleaseStatus.CANCELLED, ReleaseStatus.COMPLETED);

    private final Database database;
    private final JobDesk desk;
    private final DossierStore dossiers;
    private final AuditStore audit;

    /** Retries through the desk of the queue, noted in the audit. */
    public Retries(Database database, JobDesk desk, DossierStore dossiers, AuditStore audit) {
        this.database = database;
        this.desk = desk;
        this.dossiers = dossiers;
        this.audit = audit;
    }

    /**
     * Why this job cannot be retried, in words for the person; empty when it can.
     *
     * @param release the status of the release it puts on the wire, or null
     */
    static Optional<String> obstacle(JobStatus status, String release, boolean doubt) {
        if (!JobDesk.canRetry(status)) {
            return Optional.of(
                    switch (status) {
                        case COMPLETED -> "It is completed: there is nothing to retry.";
                        case PROCESSING -> "It is running now.";
                        default -> "It is in the queue already and runs by itself.";
                    });
        }
        if (doubt) {
            return Optional.of(
                    "It is not known whether an irreversible click reached the wire. A super admin must first"
                            + " look there and decide; otherwise a retry could buy or publish twice.");
        }
        if (release != null && OVER.contains(ReleaseStatus.of(release))) {
            return Optional.of("Its release is " + release + ": there is nothing left to do for it.");
        }
        return Optional.empty();
    }

    /** Retries; 404 without such a job, 409 with the present state where it is not allowed. */
    Future<JobStatus> retry(Principal who, long id, String reason) {
        return database.inTransaction(tx -> check(tx, id)
                        .compose(checked -> desk.retry(tx, id, who.actor(), reason))
                        .compose(status -> audit.append(
                                        tx,
                                        AuditStore.Entry.by(
                                                who,
                                                "job.retry",
                                                "job:" + id,
                                                reason,
                                                null,
                                                new JsonObject().put("status", status.id())))
                                .map(status)))
                .recover(error -> Future.failedFuture(refusal(error)));
    }

    private Future<Void> check(Tx tx, long id) {
        return dossiers.inDoubt(tx, id)
                .compose(doubt -> dossiers.releaseStatus(tx, id)
                        .compose(release -> obstacle(JobStatus.FAILED, release.orElse(null), doubt)
                                .map(why -> Future.<Void>failedFuture(AppException.of(Problem.CONFLICT, why)))
                                .orElseGet(Future::succeededFuture)));
    }

    /** What the queue refuses, as an answer for people: 404 or 409. */
    static Throwable refusal(Throwable error) {
        if (error instanceof JobConflict conflict) {
            return conflict.status() == null
                    ? AppException.notFound()
                    : AppException.of(Problem.CONFLICT, conflict.getMessage(), conflict);
        }
        // The same work was enqueued between the look and the write.
        return error instanceof DatabaseConflict
                ? AppException.of(
                        Problem.CONFLICT, "Another job is already doing this work. Nothing was changed.", error)
                : error;
    }
}
