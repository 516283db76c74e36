package com.bravapress.admin;

import com.bravapress.accounts.AuditStore;
import com.bravapress.database.Database;
import com.bravapress.database.Tx;
import com.bravapress.http.AppException;
import com.bravapress.http.FieldError;
import com.bravapress.http.Principal;
import com.bravapress.http.Problem;
import com.bravapress.http.Role;
import com.bravapress.jobs.JobConflict;
import com.bravapress.jobs.JobDesk;
import com.bravapress.jobs.JobQueue;
import com.bravapress.jobs.NewJob;
import com.bravapress.payments.Refunds;
import com.bravapress.releases.ReleaseJob;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.releases.Releases;
import com.bravapress.releases.Submission;
import com.bravapress.wire.InDoubt;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a person of the team decides about a release that was paid for; each with a reason, kept in the audit. */
public final class ReleaseDesk {
    private static final int LONGEST = 500;

    private final Database database;
    private final Releases releases;
    private final Refunds refunds;
    private final InDoubt wire;
    private final JobDesk desk;
    private final JobQueue queue;
    private final DossierStore dossiers;
    private final AuditStore audit;

    /** Decisions about these releases. */
    public ReleaseDesk(
            Database database,
            Releases releases,
            Refunds refunds,
            InDoubt wire,
            JobDesk desk,
            JobQueue queue,
            DossierStore dossiers,
            AuditStore audit) {
        this.database = database;
        this.releases = releases;
        this.refunds = refunds;
        this.wire = wire;
        this.desk = desk;
        this.queue = queue;
        this.dossiers = dossiers;
        this.audit = audit;
    }

    /**
     * Gives the release up and the money back. An order at the wire stays in the books.
     *
     * @return {@code refunded}, or the release's status while Stripe has the refund pending
     */
    Future<ReleaseStatus> refund(Principal who, UUID id, Decision decision) {
        String reason = decision.checked();
        return database.inTransaction(tx -> locked(tx, id)
                        .compose(release -> permitted(tx, who, release))
                        .compose(release -> refunds.begin(tx, release, who.actor(), reason)
                                .compose(begun -> stop(tx, id, who, reason)
                                        .compose(stopped -> note(tx, who, "release.refund", id, reason, release))
                                        .map(begun))))
                .compose(begun -> refunds.carryOut(begun, who.actor(), reason));
    }

    /** Its job waits no more; a running one ends before its next click, which the given-up release forbids anyway. */
    private Future<Void> stop(Tx tx, UUID id, Principal who, String reason) {
        return dossiers.latestJob(tx, id)
                .compose(found -> found.map(job -> desk.cancel(tx, job, who.actor(), reason))
                        .orElseGet(Future::succeededFuture))
                .<Void>mapEmpty()
                .recover(error -> error instanceof JobConflict ? Future.succeededFuture() : Future.failedFuture(error));
    }

    /** What the wire has or may have costs us money: that takes a super admin. */
    private Future<Submission> permitted(Tx tx, Principal who, Submission release) {
        return wire.mayHaveHappened(tx, release.id())
                .compose(happened -> happened && who.role() != Role.SUPER_ADMIN
                        ? Future.failedFuture(AppException.of(
                                Problem.FORBIDDEN,
                                "Something was bought or published for this release at the wire, or may have been: only a"
                                        + " super admin can refund it. Nothing was changed."))
                        : Future.succeededFuture(release));
    }

    /** A package was bought by hand at the wire: the job goes on, behind the purchase when its order is given. */
    Future<ReleaseStatus> approve(Principal who, UUID id, Decision decision) {
        String reason = decision.checked();
        Optional<String> order = decision.order();
        return database.inTransaction(tx -> locked(tx, id)
                        .compose(release -> release.status() == ReleaseStatus.AWAITING_MANUAL_PAYMENT
                                ? latest(tx, id)
                                : Future.failedFuture(conflict(release, "waits for no manual payment")))
                        .compose(job -> desk.retry(tx, job, who.actor(), reason)
                                .compose(queued -> order.map(
                                                number -> wire.boughtByHand(tx, job, id, number, who.actor()))
                                        .orElseGet(Future::succeededFuture)))
                        .compose(queued -> locked(tx, id))
                        .compose(release -> note(tx, who, "release.approve_manual_payment", id, reason, release)
                                .map(release.status())))
                .recover(error -> Future.failedFuture(Retries.refusal(error)));
    }

    /** A release that was only played through in test mode is sent for real: a new job without the mode. */
    Future<ReleaseStatus> send(Principal who, UUID id, Decision decision) {
        String reason = decision.checked();
        return database.inTransaction(tx -> locked(tx, id)
                .compose(release -> dossiers.played(tx, id)
                        .compose(played -> played.isEmpty() || release.status() != ReleaseStatus.PAID
                                ? Future.failedFuture(conflict(release, "was not played through in test mode"))
                                : enqueue(tx, who, release, played.get()))
                        .compose(queued -> note(tx, who, "release.send", id, reason, release))
                        .map(release.status())));
    }

    private Future<Void> enqueue(Tx tx, Principal who, Submission release, DossierStore.Played played) {
        ReleaseJob job = new ReleaseJob(
                release.id(),
                release.userId(),
                release.stripePaymentIntentId(),
                played.packageType(),
                false,
                played.demoMode());
        return queue.enqueue(
                        tx, NewJob.now(ReleaseJob.TYPE, job, job.dedupeKey()).about(release.id()), who.actor())
                .compose(made -> made.isPresent()
                        ? Future.succeededFuture()
                        : Future.failedFuture(conflict(release, "has a job that is doing this work")));
    }

    private Future<Long> latest(Tx tx, UUID id) {
        return dossiers.latestJob(tx, id)
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(AppException.notFound())));
    }

    private Future<Submission> locked(Tx tx, UUID id) {
        return releases.lock(tx, id).map(found -> found.orElseThrow(AppException::notFound));
    }

    private static AppException conflict(Submission release, String why) {
        return AppException.of(
                Problem.CONFLICT,
                "This release is " + release.status().id().replace('_', ' ') + " and " + why
                        + ". Nothing was changed.");
    }

    private Future<Void> note(Tx tx, Principal who, String action, UUID id, String reason, Submission before) {
        JsonObject was = new JsonObject().put("status", before.status().id());
        return audit.append(tx, AuditStore.Entry.by(who, action, "release:" + id, reason, was, null));
    }

    /**
     * What a person says.
     *
     * @param orderId the wire's number of a package bought by hand, or null
     */
    record Decision(String reason, String orderId) {
        /** The order's number, if one was given. */
        Optional<String> order() {
            return Optional.ofNullable(orderId).map(String::trim).filter(text -> !text.isEmpty());
        }

        /** The reason; 422 when something is missing or malformed. */
        String checked() {
            List<FieldError> faults = new ArrayList<>();
            if (reason == null || reason.isBlank() || reason.length() > LONGEST) {
                faults.add(new FieldError("reason", "Say why, within " + LONGEST + " characters: it is audited."));
            }
            if (order().filter(number -> !number.matches("[\\w-]{1,40}")).isPresent()) {
                faults.add(new FieldError("order_id", "Give the order's number as the wire shows it."));
            }
            if (!faults.isEmpty()) {
                throw AppException.invalid(faults);
            }
            return reason.trim();
        }
    }
}
