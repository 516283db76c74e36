package com.bravapress.wire;

import com.bravapress.bus.Bus;
import com.bravapress.config.Settings;
import com.bravapress.database.Database;
import com.bravapress.database.Tx;
import com.bravapress.jobs.FailureCategory;
import com.bravapress.jobs.JobHandler;
import com.bravapress.jobs.JobOutcome;
import com.bravapress.jobs.JobRun;
import com.bravapress.jobs.JobStatus;
import com.bravapress.jobs.Timeline;
import com.bravapress.releases.ReleaseJob;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.releases.Releases;
import com.bravapress.releases.Submission;
import com.bravapress.wire.pages.WireFailure;
import com.bravapress.writing.ReleaseText;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Puts a paid release on the wire: {@code press_release_submission}. */
public final class SubmitReleaseHandler implements JobHandler<ReleaseJob> {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final Bus bus;
    private final Releases releases;
    private final WireLedger ledger;
    private final BrowserDesk desk;
    private final Settings.Wire settings;
    private final Parcels parcels;
    private final WireSites sites;
    private final Closing closing;
    private final WireBreaker breaker;
    private final ReleaseRest rest;
    private final Duration lease;
    private final Clock clock;
    private PurchaseGate gate = PurchaseGate.OPEN;

    /**
     * A handler; one per process, since it holds the circuit breaker.
     *
     * @param plainText Markdown to the text that is typed
     * @param notice tells the customer in the end
     * @param trouble tells customer and team when it came to nothing
     * @param lease how long a silent attempt keeps its job
     */
    public SubmitReleaseHandler(
            Vertx vertx,
            Bus bus,
            Database database,
            Timeline timeline,
            Releases releases,
            BrowserDesk desk,
            Settings.Wire settings,
            UnaryOperator<String> plainText,
            SubmittedNotice notice,
            TroubleNotice trouble,
            Duration lease,
            Clock clock) {
        this.vertx = vertx;
        this.bus = bus;
        this.releases = releases;
        this.ledger = new WireLedger(database, new WireStepStore(), new ArtifactStore(), timeline);
        this.desk = desk;
        this.settings = settings;
        this.parcels = new Parcels(plainText, clock);
        this.rest = new ReleaseRest(releases, ledger.steps(), trouble);
        this.sites = WireSites.of(settings);
        this.closing = new Closing(releases, ledger, notice, sites, rest);
        this.breaker = new WireBreaker(clock);
        this.lease = lease;
        this.clock = clock;
    }

    /** The same, asking this gate before it buys. To be called before the first run. */
    @CanIgnoreReturnValue
    public SubmitReleaseHandler askingFirst(PurchaseGate other) {
        gate = other;
        return this;
    }

    @Override
    public Future<JobOutcome> run(JobRun<ReleaseJob> run) {
        Optional<Duration> pause = breaker.pause();
        if (pause.isPresent()) {
            return Future.succeededFuture(new JobOutcome.Snooze(pause.get()));
        }
        return desk.lease(PATIENCE)
                .compose(lease -> lease.isEmpty()
                        ? Future.succeededFuture(new JobOutcome.Snooze(SOON))
                        : run(run, lease.get()).eventually(() -> {
                            lease.get().giveBack();
                            return Future.succeededFuture();
                        }));
    }

    @Override
    public Future<Void> cameToRest(Tx tx, long jobId, UUID about, JobStatus status, String error) {
        return rest.cameToRest(tx, jobId, about, status, error);
    }

    private Future<JobOutcome> run(JobRun<ReleaseJob> run, BrowserDesk.Lease lease) {
        return ledger.database()
                .inTransaction(tx -> releases.lock(tx, WireLedger.submission(run))
                        .compose(found -> found.map(release -> take(tx, run, release))
                                .orElseGet(() -> Future.failedFuture(WireFailure.refused("There is no such release")))))
                .compose(release -> release.status() == ReleaseStatus.COMPLETED
                        ? closing.result(run)
                        : text(release).compose(text -> submit(run, lease, text)))
                .onSuccess(done -> breaker.answered())
                .recover(error -> {
                    if (error instanceof PurchaseGate.Paused paused) {
                        return later(run, paused);
                    }
                    count(error);
                    return closing.failed(run, error);
                });
    }

    private Future<JobOutcome> later(JobRun<ReleaseJob> run, PurchaseGate.Paused paused) {
        return ledger.database()
                .inTransaction(tx -> ledger.remark(tx, run, paused.getMessage()))
                .map(told -> new JobOutcome.Snooze(paused.again()));
    }

    /** Makes the release this attempt's; one that is completed already stays as it is. */
    private Future<Submission> take(Tx tx, JobRun<ReleaseJob> run, Submission release) {
        return switch (release.status()) {
            case COMPLETED -> Future.succeededFuture(release);
            case REFUNDED, CANCELLED, DRAFT, PAYMENT_PENDING ->
                Future.failedFuture(new WireFailure(
                        WireFailure.Kind.PERMANENT,
                        FailureCategory.PAYMENT,
                        "The release is " + release.status().id() + ": nothing is put on the wire"));
            default ->
                ledger.steps()
                        .givenUp(tx, release.id())
                        .compose(givenUp -> givenUp
                                ? Future.failedFuture(WireLedger.halted("given up for a refund"))
                                : ledger.steps().interrupted(tx, release.id()))
                        .compose(closed -> release.status() == ReleaseStatus.PROCESSING
                                ? Future.succeededFuture(release)
                                : releases.move(tx, release, ReleaseStatus.PROCESSING, run.actor()));
        };
    }

    private Future<ReleaseText> text(Submission release) {
        if (release.paidRevision() == null) {
            return Future.failedFuture(noPaidText());
        }
        return releases.revision(ledger.database(), release.id(), release.paidRevision())
                .compose(text -> text.map(Future::succeededFuture).orElseGet(() -> Future.failedFuture(noPaidText())));
    }

    private static WireFailure noPaidText() {
        return WireFailure.attention(FailureCategory.SYSTEM, "The text that was paid for cannot be found");
    }

    private Future<JobOutcome> submit(JobRun<ReleaseJob> run, BrowserDesk.Lease lease, ReleaseText text) {
        StepRunner runner = new StepRunner(vertx, bus, ledger, run, lease, parcels.of(text));
        Effects effects = new Effects(vertx, ledger, runner, run, settings.settle(), this.lease, clock);
        PurchaseTurn turn =
                new PurchaseTurn(ledger, sites.account(run.payload().demoMode()), this.lease, settings.settle());
        return new SubmitRun(releases, ledger, runner, effects, run, settings.purchase(), turn, gate)
                .go()
                .compose(submitted -> closing.done(run, submitted))
                .eventually(runner::leave);
    }

    private void count(Throwable error) {
        boolean away = error instanceof WireFailure failure
                && failure.kind() == WireFailure.Kind.RETRYABLE
                && failure.category() == FailureCategory.WIRE;
        if (away) {
            breaker.failed();
        } else if (error instanceof WireFailure) {
            breaker.answered();
        }
    }
}
