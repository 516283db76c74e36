package com.bravapress.wire;

import com.bravapress.bus.Bus;
import com.bravapress.bus.Call;
import com.bravapress.jobs.FailureCategory;
import com.bravapress.jobs.Hold;
import com.bravapress.jobs.JobRun;
import com.bravapress.wire.Looks.Look;
import com.bravapress.wire.Looks.Seen;
import com.bravapress.wire.Looks.Wish;
import com.bravapress.wire.WireChannels.Part;
import com.bravapress.wire.WireChannels.StepRequest;
import com.bravapress.wire.WireChannels.StepResult;
import com.bravapress.wire.pages.WireFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** Visits of the wire that change nothing there: what the editors decided, whether the pages are as they were. */
public final class WireVisits {
    /** Submissions come first: who only looks does not queue for a browser for long. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final Bus bus;
    private final BrowserDesk desk;

    /** Visits in the browsers of this desk. */
    public WireVisits(Vertx vertx, Bus bus, BrowserDesk desk) {
        this.vertx = vertx;
        this.bus = bus;
        this.desk = desk;
    }

    /**
     * One visit for one attempt of a job; empty when no browser is free. It ends when {@code what} has.
     *
     * @param sandbox on the sandbox wire, whatever is set
     */
    public <T> Future<Optional<T>> visit(JobRun<?> run, boolean sandbox, Function<Visit, Future<T>> what) {
        return desk.lease(PATIENCE).compose(lease -> {
            if (lease.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
            }
            Visit visit = new Visit(run, sandbox, lease.get());
            return Future.succeededFuture(visit)
                    .compose(what)
                    .map(Optional::of)
                    .eventually(visit::leave)
                    .eventually(() -> {
                        lease.get().giveBack();
                        return Future.succeededFuture();
                    });
        });
    }

    /** The use of one browser, with cookies of its own. */
    public final class Visit {
        private final JobRun<?> run;
        private final boolean sandbox;
        private final BrowserDesk.Lease lease;

        private Visit(JobRun<?> run, boolean sandbox, BrowserDesk.Lease lease) {
            this.run = run;
            this.sandbox = sandbox;
            this.lease = lease;
        }

        /**
         * One look, after a heartbeat. Fails with {@link WireFailure}; with {@link Stopped} when the job is another's by
         * now, or is to stop.
         */
        public Future<Seen> look(Look look, String argument) {
            return rest().compose(rested -> beat()).compose(ours -> ask(look, argument));
        }

        private Future<Void> beat() {
            return run.heartbeat()
                    .beat()
                    .compose(hold -> hold == Hold.KEPT ? Future.succeededFuture() : Future.failedFuture(new Stopped()));
        }

        /** As long as the wire asks for, in slices, so that the lease lives on. */
        private Future<Void> rest() {
            Duration due = sandbox ? Duration.ZERO : lease.pace().due();
            if (due.isZero()) {
                return Future.succeededFuture();
            }
            Duration slice = due.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE : due;
            return beat().compose(ours -> vertx.timer(Math.max(1, slice.toMillis())))
                    .compose(rested -> rest());
        }

        private Future<Seen> ask(Look look, String argument) {
            Call<Wish, Seen> call = new Call<>(
                    Looks.LOOK.at(lease.address()).address(), Wish.class, Seen.class, lease.limit(WireStep.SIGN_IN));
            return bus.call(call, new Wish(run.actor(), sandbox, look, argument))
                    .recover(silence -> lease.discard()
                            .compose(dead -> Future.failedFuture(new WireFailure(
                                    WireFailure.Kind.RETRYABLE,
                                    FailureCategory.AUTOMATION,
                                    "The browser did not answer in time"))))
                    .onSuccess(seen -> {
                        if (!sandbox) {
                            lease.pace().asked(seen.pages());
                        }
                    })
                    .compose(seen -> seen.failure() == null
                            ? Future.succeededFuture(seen)
                            : Future.failedFuture(new LookFailed(seen.failure().thrown(), seen)));
        }

        private Future<Void> leave() {
            Call<StepRequest, StepResult> call = WireChannels.STEP.at(lease.address());
            return bus.call(call, new StepRequest(run.actor(), sandbox, Part.LEAVE, null, null, 0))
                    .<Void>mapEmpty()
                    .otherwiseEmpty();
        }
    }

    /** The job is no longer this attempt's, or somebody wants it stopped: it touches nothing any more. */
    public static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("The job is no longer this attempt's, or is to stop", null, false, false);
        }
    }

    /** A look that did not reach its end, with what could be seen. */
    public static final class LookFailed extends WireFailure {
        private static final long serialVersionUID = 1L;

        private final transient Seen seen;

        LookFailed(WireFailure failure, Seen seen) {
            super(failure.kind(), failure.category(), failure.getMessage());
            this.seen = seen;
        }

        /** What could be seen. */
        public Seen seen() {
            return seen;
        }
    }
}
