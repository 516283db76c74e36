package com.bravapress.wire;

import com.bravapress.bus.Bus;
import com.bravapress.bus.Call;
import com.bravapress.jobs.FailureCategory;
import com.bravapress.jobs.Hold;
import com.bravapress.jobs.JobRun;
import com.bravapress.releases.ReleaseJob;
import com.bravapress.wire.WireChannels.Part;
import com.bravapress.wire.WireChannels.StepRequest;
import com.bravapress.wire.WireChannels.StepResult;
import com.bravapress.wire.pages.Parcel;
import com.bravapress.wire.pages.WireFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt's way to its browser: asks for parts of steps, keeps the ledger and the heartbeat. */
final class StepRunner {
    // Well below the lease, which every slice of a rest prolongs.
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(StepRunner.class);

    private final Vertx vertx;
    private final Bus bus;
    private final WireLedger ledger;
    private final JobRun<ReleaseJob> run;
    private final BrowserDesk.Lease lease;
    private final Parcel parcel;
    private int visits = 1;
    private boolean bound;

    StepRunner(
            Vertx vertx, Bus bus, WireLedger ledger, JobRun<ReleaseJob> run, BrowserDesk.Lease lease, Parcel parcel) {
        this.vertx = vertx;
        this.bus = bus;
        this.ledger = ledger;
        this.run = run;
        this.lease = lease;
        this.parcel = parcel;
    }

    /** A step without a lasting effect: row, browser, row. */
    Future<StepResult> plain(WireStep step, Part part, String reference, Function<StepResult, StepEnd> end) {
        return ledger.begin(run, step)
                .compose(id -> ask(step, part, reference)
                        .recover(error -> fail(step, id, error))
                        .compose(result -> ledger.end(run, step, id, end.apply(result), result)
                                .map(result)));
    }

    /** The same for a step of one part that needs nothing and finds nothing. */
    Future<StepResult> plain(WireStep step, Part part) {
        return plain(step, part, null, result -> StepEnd.of(StepState.CONFIRMED));
    }

    /**
     * Marks a step as failed before anything lasting happened, and fails with {@code error}. Whoever lost the job leaves
     * the step to the next attempt.
     */
    <T> Future<T> fail(WireStep step, long id, Throwable error) {
        if (error instanceof JobLost) {
            return Future.failedFuture(error);
        }
        return ledger.end(
                        run, step, id, StepEnd.of(StepState.FAILED).because(error.getMessage()), StepFailed.seen(error))
                .compose(noted -> Future.failedFuture(error));
    }

    /**
     * Asks the browser for one part that does not click: first a rest if one is due, then a heartbeat; {@link JobLost}
     * when that says no.
     */
    Future<StepResult> ask(WireStep step, Part part, String reference) {
        return rest().compose(rested -> beat()).compose(ours -> send(step, part, reference, 0));
    }

    /** Rests as long as the wire asks for, in slices, so that the lease lives on. */
    private Future<Void> rest() {
        Duration due = onWire() ? lease.pace().due() : Duration.ZERO;
        if (due.isZero()) {
            return Future.succeededFuture();
        }
        Duration slice = due.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE : due;
        return beat().compose(ours -> vertx.timer(Math.max(1, slice.toMillis())))
                .compose(rested -> rest());
    }

    private boolean onWire() {
        return !run.payload().demoMode();
    }

    /** The same for an irreversible click, until {@code clickBy} in epoch ms. */
    Future<StepResult> click(WireStep step, Part part, long clickBy) {
        return beat().compose(ours -> {
            bind();
            return send(step, part, null, clickBy);
        });
    }

    /** From now on a wish to stop waits: what was clicked must first be found out and written down. */
    void bind() {
        bound = true;
    }

    /** It is known what came of the click. */
    void unbind() {
        bound = false;
    }

    /** A browser that does not answer in time is killed. */
    private Future<StepResult> send(WireStep step, Part part, String reference, long clickBy) {
        Call<StepRequest, StepResult> call = new Call<>(
                WireChannels.STEP.at(lease.address()).address(),
                StepRequest.class,
                StepResult.class,
                lease.limit(step));
        StepRequest request =
                new StepRequest(run.actor() + "." + visits, run.payload().demoMode(), part, parcel, reference, clickBy);
        return bus.call(call, request)
                .recover(silence -> discard().compose(dead -> {
                    LOG.warn("{}: browser {} did not answer {}", run.actor(), lease.address(), part, silence);
                    return Future.failedFuture(new StepFailed(silent(part), null));
                }))
                .onSuccess(result -> {
                    if (onWire()) {
                        lease.pace().asked(result.evidence().pages());
                    }
                })
                .compose(result -> result.failure() == null
                        ? Future.succeededFuture(result)
                        : Future.failedFuture(new StepFailed(result.failure().thrown(), result)));
    }

    private static WireFailure silent(Part part) {
        return new WireFailure(
                part.clicks() ? WireFailure.Kind.UNKNOWN : WireFailure.Kind.RETRYABLE,
                FailureCategory.AUTOMATION,
                "The browser did not answer in time");
    }

    /** Kills the browser; the next part begins a new visit in a new one. */
    Future<Void> discard() {
        visits++;
        return lease.discard();
    }

    /** Prolongs the lease; fails with {@link JobLost} when the job is not ours any more, with {@link Stopped} on a wish. */
    Future<Void> beat() {
        return run.heartbeat()
                .beat()
                .compose(hold -> hold == Hold.LOST
                        ? Future.failedFuture(new JobLost())
                        : hold == Hold.CANCEL_ASKED && !bound
                                ? Future.failedFuture(new Stopped())
                                : Future.succeededFuture());
    }

    /** Ends the visit, whoever has the job by now, so that its cookies do not outlive the attempt. */
    Future<Void> leave() {
        return send(WireStep.SIGN_IN, Part.LEAVE, null, 0).<Void>mapEmpty().otherwiseEmpty();
    }
}
