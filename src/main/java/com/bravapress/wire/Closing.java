package com.bravapress.wire;

import com.bravapress.database.Tx;
import com.bravapress.jobs.FailureCategory;
import com.bravapress.jobs.JobOutcome;
import com.bravapress.jobs.JobRun;
import com.bravapress.releases.OnWire;
import com.bravapress.releases.ReleaseJob;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.releases.Releases;
import com.bravapress.releases.Submission;
import com.bravapress.wire.SubmitRun.Submitted;
import com.bravapress.wire.pages.Findings;
import com.bravapress.wire.pages.WireFailure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends an attempt: moves the release and says what the queue is to do. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Releases releases;
    private final WireLedger ledger;
    private final SubmittedNotice notice;
    private final WireSites sites;
    private final ReleaseRest rest;

    Closing(Releases releases, WireLedger ledger, SubmittedNotice notice, WireSites sites, ReleaseRest rest) {
        this.releases = releases;
        this.ledger = ledger;
        this.notice = notice;
        this.sites = sites;
        this.rest = rest;
    }

    /**
     * The wire has it, or a test run has come to its end. What happened is noted whatever became of the release
     * meanwhile; a release that the wire has and that cannot become completed is a person's to settle.
     */
    Future<JobOutcome> done(JobRun<ReleaseJob> run, Submitted submitted) {
        UUID id = WireLedger.submission(run);
        return ledger.database()
                .inTransaction(tx -> releases.lock(tx, id)
                        .map(Optional::orElseThrow)
                        .compose(release -> submitted.release().isPresent()
                                ? complete(tx, run, release, submitted.release().get())
                                : backToPaid(tx, run, release))
                        .compose(moved -> ledger.steps().summarise(tx, id).map(moved)))
                .compose(release -> submitted.release().isPresent() && release.status() != ReleaseStatus.COMPLETED
                        ? Future.succeededFuture(
                                new JobOutcome.NeedsAttention(FailureCategory.PAYMENT, stranded(release)))
                        : result(run));
    }

    private Future<Submission> complete(Tx tx, JobRun<ReleaseJob> run, Submission release, Findings found) {
        OnWire on = new OnWire(found.id(), found.url(), found.status());
        return releases.onWire(tx, release.id(), on, run.actor()).compose(noted -> {
            if (release.status().canBecome(ReleaseStatus.COMPLETED)) {
                return releases.move(tx, release, ReleaseStatus.COMPLETED, run.actor())
                        .compose(completed -> notice.submitted(tx, completed).map(completed));
            }
            return release.status() == ReleaseStatus.COMPLETED
                    ? Future.succeededFuture(release)
                    : ledger.alert(tx, run, FailureCategory.PAYMENT, stranded(release))
                            .map(release);
        });
    }

    private static String stranded(Submission release) {
        return "The wire has this release, but it became " + release.status().id()
                + " meanwhile: ask the wire to take it down, or settle it with the customer";
    }

    private Future<Submission> backToPaid(Tx tx, JobRun<ReleaseJob> run, Submission release) {
        return ledger.remark(tx, run, "Test mode: every step was done but buying and publishing")
                .compose(noted -> release.status().canBecome(ReleaseStatus.PAID)
                        ? releases.move(tx, release, ReleaseStatus.PAID, run.actor())
                        : Future.succeededFuture(release));
    }

    /** What {@code jobs.result} says, from what is in the database. */
    Future<JobOutcome> result(JobRun<ReleaseJob> run) {
        UUID id = WireLedger.submission(run);
        return releases.find(ledger.database(), id)
                .map(Optional::orElseThrow)
                .compose(release -> ledger.steps()
                        .ofSubmission(ledger.database(), id)
                        .map(steps -> new JobOutcome.Done(result(run, release, steps))));
    }

    private JsonObject result(JobRun<ReleaseJob> run, Submission release, java.util.List<StepRow> steps) {
        JsonArray pictures = new JsonArray(steps.stream()
                .map(StepRow::artifactId)
                .filter(Objects::nonNull)
                .map(UUID::toString)
                .toList());
        boolean published = release.einpresswireSubmissionId() != null;
        String account = sites.of(run.payload().demoMode()).email();
        JsonObject result = new JsonObject()
                .put("success", true)
                .put(
                        "result",
                        new JsonObject()
                                .put(
                                        "purchase",
                                        new JsonObject()
                                                .put("success", !run.payload().testMode())
                                                .put("orderId", release.einpresswireOrderId())
                                                .put("accessCredentials", new JsonObject().put("account", account)))
                                .put(
                                        "submission",
                                        new JsonObject()
                                                .put("success", published)
                                                .put("submissionId", release.einpresswireSubmissionId())
                                                .put("confirmationUrl", release.wireUrl())
                                                .put("screenshots", pictures)));
        return run.payload().testMode() ? result.put("test_mode", true) : result;
    }

    /** The attempt did not come to its end. */
    Future<JobOutcome> failed(JobRun<ReleaseJob> run, Throwable error) {
        if (error instanceof JobLost) {
            LOG.info("{} was taken over; it stops", run.actor());
            return Future.succeededFuture(new JobOutcome.Retry(FailureCategory.SYSTEM, error.getMessage()));
        }
        if (error instanceof NotYet wait) {
            LOG.info("{}: {}", run.actor(), wait.getMessage());
            return Future.succeededFuture(new JobOutcome.Snooze(wait.delay()));
        }
        if (error instanceof Stopped) {
            return stopped(run);
        }
        if (!(error instanceof WireFailure)) {
            LOG.warn("{} broke", run.actor(), error);
        }
        WireFailure failure = error instanceof WireFailure wire
                ? wire
                : new WireFailure(
                        WireFailure.Kind.RETRYABLE, FailureCategory.SYSTEM, "Something broke on our side: " + error);
        boolean last = run.attempt() >= run.maxAttempts();
        return switch (failure.kind()) {
            case RETRYABLE ->
                last
                        // What we cannot do may still be done by hand; what the wire cannot do is given up.
                        ? giveUp(
                                run,
                                failure,
                                failure.category() == FailureCategory.WIRE
                                        ? ReleaseStatus.FAILED
                                        : ReleaseStatus.NEEDS_ATTENTION)
                        : again(run, failure);
            case PERMANENT -> giveUp(run, failure, ReleaseStatus.FAILED);
            case ATTENTION ->
                giveUp(
                        run,
                        failure,
                        failure.category() == FailureCategory.PAYMENT
                                ? ReleaseStatus.AWAITING_MANUAL_PAYMENT
                                : ReleaseStatus.NEEDS_ATTENTION);
            case UNKNOWN -> giveUp(run, failure, ReleaseStatus.NEEDS_ATTENTION);
        };
    }

    /** The queue writes the job down as cancelled; what becomes of the release that was paid for is a person's to say. */
    private Future<JobOutcome> stopped(JobRun<ReleaseJob> run) {
        UUID id = WireLedger.submission(run);
        return ledger.database()
                .inTransaction(tx -> rest.cancelled(tx, id)
                        .compose(why -> releases.lock(tx, id)
                                .map(Optional::orElseThrow)
                                .compose(release -> rest.leave(tx, release, run.actor(), why))
                                .compose(left -> ledger.steps().summarise(tx, id))
                                .map(noted -> new JobOutcome.Retry(FailureCategory.SYSTEM, why))));
    }

    private Future<JobOutcome> again(JobRun<ReleaseJob> run, WireFailure failure) {
        return ledger.steps()
                .summarise(ledger.database(), WireLedger.submission(run))
                .map(noted -> (JobOutcome) new JobOutcome.Retry(failure.category(), failure.getMessage()))
                .recover(
                        away -> Future.succeededFuture(new JobOutcome.Retry(failure.category(), failure.getMessage())));
    }

    /** A release that the wire may have, or has, is never simply failed: a person looks. */
    private Future<JobOutcome> giveUp(JobRun<ReleaseJob> run, WireFailure failure, ReleaseStatus to) {
        UUID id = WireLedger.submission(run);
        return ledger.database()
                .inTransaction(tx -> ledger.steps()
                        .doubt(tx, id)
                        .compose(doubtful -> ledger.steps()
                                .standing(tx, id, WireStep.PUBLISH)
                                .map(published ->
                                        doubtful > 0 || published.isPresent() ? ReleaseStatus.NEEDS_ATTENTION : to))
                        .compose(status -> releases.lock(tx, id)
                                .map(Optional::orElseThrow)
                                .compose(release -> release.status() == ReleaseStatus.PROCESSING
                                        ? releases.move(tx, release, status, run.actor(), failure.getMessage())
                                        : Future.succeededFuture(release))
                                .compose(moved -> ledger.steps().summarise(tx, id))
                                .map(noted -> outcome(failure, status))));
    }

    private static JobOutcome outcome(WireFailure failure, ReleaseStatus status) {
        if (status != ReleaseStatus.FAILED) {
            return new JobOutcome.NeedsAttention(failure.category(), failure.getMessage());
        }
        return failure.kind() == WireFailure.Kind.PERMANENT
                ? new JobOutcome.Reject(failure.category(), failure.getMessage())
                : new JobOutcome.Retry(failure.category(), failure.getMessage());
    }
}
