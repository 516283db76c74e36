package com.bravapress.wire;

import com.bravapress.database.Tx;
import com.bravapress.jobs.FailureCategory;
import com.bravapress.jobs.JobRun;
import com.bravapress.releases.ReleaseJob;
import com.bravapress.wire.WireChannels.Part;
import com.bravapress.wire.WireChannels.StepResult;
import com.bravapress.wire.pages.Findings;
import com.bravapress.wire.pages.WireFailure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * The irreversible clicks of one attempt. {@code dispatched} is committed before the click with a reference that can be
 * found at the wire; whenever the answer is lost, the wire's own lists decide, and a click that may have happened is
 * never made again.
 */
final class Effects {
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);
    private static final int LOOKS = 3;
    // A shop that answers 504 or drops the line may still be at work. The order of a click without an answer counts as
    // absent only after this many settle times; until then the job comes again and looks.
    private static final int LATEST = 30;
    private static final Duration WAITED_HERE = Duration.ofSeconds(10);
    // Well below the lease, which the heartbeat before the click prolongs: nobody else has looked for its effect by
    // then.
    private static final Duration CLICK_WITHIN = Duration.ofSeconds(20);
    private static final String DRAFT = "draft";

    private final Vertx vertx;
    private final WireLedger ledger;
    private final StepRunner runner;
    private final JobRun<ReleaseJob> run;
    private final Duration settle;
    private final Duration clickWithin;
    private final Clock clock;

    /** Effects of one attempt; {@code lease} bounds how long after its announcement a click may still be made. */
    Effects(
            Vertx vertx,
            WireLedger ledger,
            StepRunner runner,
            JobRun<ReleaseJob> run,
            Duration settle,
            Duration lease,
            Clock clock) {
        Duration half = lease.dividedBy(2);
        this.clickWithin = half.compareTo(CLICK_WITHIN) < 0 ? half : CLICK_WITHIN;
        this.vertx = vertx;
        this.ledger = ledger;
        this.runner = runner;
        this.run = run;
        this.settle = settle;
        this.clock = clock;
    }

    /** What is needed to make one of the clicks, and to find out whether it was made. */
    enum Effect {
        PURCHASE(WireStep.PURCHASE, Part.OPEN_CHECKOUT, Part.PLACE_ORDER, Part.FIND_ORDER),
        PUBLISH(WireStep.PUBLISH, Part.PREPARE_PUBLISH, Part.PUBLISH, Part.FIND_RELEASE);

        private final WireStep step;
        private final Part prepare;
        private final Part click;
        private final Part find;

        Effect(WireStep step, Part prepare, Part click, Part find) {
            this.step = step;
            this.prepare = prepare;
            this.click = click;
            this.find = find;
        }

        /** The order is found by what we wrote into it, the release by the id the wire gave its draft. */
        String reference(UUID submission, long row, Findings prepared) {
            return this == PURCHASE ? ours(submission, row) : prepared.id();
        }

        String ours(UUID submission, long row) {
            return this == PURCHASE ? "BP-" + submission.toString().substring(0, 8) + "-" + row : null;
        }

        String externalId(String reference, Findings found) {
            return this == PURCHASE ? found.id() : reference;
        }

        boolean happened(Findings found) {
            return found.id() != null && !DRAFT.equals(found.status());
        }
    }

    /** What an earlier attempt, or another job, has done: its number at the wire. A lost answer is settled first. */
    Future<Optional<String>> before(Effect effect, BiFunction<Tx, String, Future<Void>> also) {
        return ledger.steps()
                .standing(ledger.database(), WireLedger.submission(run), effect.step)
                .compose(standing -> {
                    if (standing.isEmpty()) {
                        return Future.succeededFuture(Optional.empty());
                    }
                    StepRow row = standing.get();
                    return switch (row.state()) {
                        case CONFIRMED -> Future.succeededFuture(Optional.of(row.externalId()));
                        case DISPATCHED -> {
                            runner.bind();
                            // Whatever the attempt that clicked has left open in this browser ends before the look.
                            yield runner.discard().compose(dead -> reconcile(effect, row.id(), row.reference(), also));
                        }
                        default -> Future.failedFuture(inDoubt(effect));
                    };
                });
    }

    /**
     * Prepares, dispatches, clicks.
     *
     * @param balance releases left on the account before a purchase, else null
     * @param also what becomes true together with the confirmation, given the wire's number
     * @return the wire's number; empty when the click was lost and proved absent, so that it may be made once more
     */
    Future<Optional<String>> perform(Effect effect, Integer balance, BiFunction<Tx, String, Future<Void>> also) {
        WireStep step = effect.step;
        UUID submission = WireLedger.submission(run);
        return ledger.begin(run, step)
                .compose(id -> runner.ask(step, effect.prepare, effect.ours(submission, id))
                        .recover(error -> runner.fail(step, id, error))
                        .compose(ready -> {
                            String reference = effect.reference(submission, id, ready.findings());
                            // Before the commit: the time of the click runs from the earliest moment it can count from.
                            long clickBy = clock.instant().plus(clickWithin).toEpochMilli();
                            return ledger.dispatch(run, step, id, reference, ready, balance)
                                    .recover(error -> runner.fail(step, id, error))
                                    .compose(committed -> click(effect, id, reference, clickBy, also));
                        }));
    }

    private Future<Optional<String>> click(
            Effect effect, long id, String reference, long clickBy, BiFunction<Tx, String, Future<Void>> also) {
        return runner.click(effect.step, effect.click, clickBy)
                .compose(
                        result -> confirm(effect, id, effect.externalId(reference, result.findings()), result, also),
                        error -> {
                            if (error instanceof JobLost) {
                                return Future.failedFuture(error);
                            }
                            boolean unknown = !(error instanceof WireFailure failure)
                                    || failure.kind() == WireFailure.Kind.UNKNOWN;
                            runner.bind();
                            return !unknown
                                    ? runner.beat().compose(ours -> refused(effect, id, error))
                                    : ledger.database()
                                            .inTransaction(tx -> ledger.remark(
                                                    tx,
                                                    run,
                                                    effect.step.label() + ": the answer was lost (" + error.getMessage()
                                                            + "); the wire's own list will tell"))
                                            .compose(noted -> runner.discard())
                                            .compose(dead -> reconcile(effect, id, reference, also));
                        });
    }

    /** Surely without effect. With an error, so that it does not count as a click that was lost. */
    private Future<Optional<String>> refused(Effect effect, long id, Throwable error) {
        return ledger.end(
                        run,
                        effect.step,
                        id,
                        StepEnd.of(StepState.ABSENT).because(error.getMessage()),
                        StepFailed.seen(error))
                .compose(noted -> {
                    runner.unbind();
                    return Future.failedFuture(error);
                });
    }

    private Future<Optional<String>> confirm(
            Effect effect, long id, String externalId, StepResult seen, BiFunction<Tx, String, Future<Void>> also) {
        StepEnd end = StepEnd.of(StepState.CONFIRMED).found(externalId);
        return ledger.end(run, effect.step, id, end, seen, tx -> also.apply(tx, externalId))
                .map(noted -> {
                    // What is published is verified and closed whoever wants it stopped.
                    if (effect == Effect.PURCHASE) {
                        runner.unbind();
                    }
                    return Optional.of(externalId);
                });
    }

    /** Lets a late answer arrive, then reads the wire's list: twice, the last time very late, before absence is proved. */
    private Future<Optional<String>> reconcile(
            Effect effect, long id, String reference, BiFunction<Tx, String, Future<Void>> also) {
        return ledger.steps()
                .unsettled(ledger.database(), id, settle)
                .compose(this::pause)
                .compose(waited -> runner.plain(WireStep.SIGN_IN, Part.SIGN_IN))
                .compose(in -> look(effect, reference, 1))
                .compose(first -> effect.happened(first.findings())
                        ? Future.succeededFuture(first)
                        : untilLatest(id).compose(waited -> look(effect, reference, 1)))
                .compose(
                        last -> effect.happened(last.findings())
                                ? confirm(effect, id, effect.externalId(reference, last.findings()), last, also)
                                : absent(effect, id, last),
                        error -> error instanceof Unreadable
                                ? ledger.end(
                                                run,
                                                effect.step,
                                                id,
                                                StepEnd.of(StepState.IN_DOUBT).because(error.getMessage()),
                                                ((Unreadable) error).seen())
                                        .compose(noted -> Future.failedFuture(inDoubt(effect)))
                                : Future.failedFuture(error));
    }

    private Future<Void> untilLatest(long id) {
        return ledger.steps()
                .unsettled(ledger.database(), id, settle.multipliedBy(LATEST))
                .compose(left -> left.compareTo(WAITED_HERE) > 0
                        ? Future.failedFuture(new NotYet("A lost click may still have its effect", left))
                        : pause(left.compareTo(settle) > 0 ? left : settle));
    }

    private Future<StepResult> look(Effect effect, String reference, int time) {
        return runner.ask(effect.step, effect.find, reference).recover(error -> {
            boolean again = error instanceof WireFailure failure
                    && failure.kind() == WireFailure.Kind.RETRYABLE
                    && time < LOOKS;
            if (again) {
                return pause(settle).compose(waited -> look(effect, reference, time + 1));
            }
            return Future.failedFuture(error instanceof WireFailure failure ? new Unreadable(failure) : error);
        });
    }

    private Future<Optional<String>> absent(Effect effect, long id, StepResult seen) {
        StepEnd end = StepEnd.of(StepState.ABSENT).noting("the wire's list does not have it");
        return ledger.end(run, effect.step, id, end, seen)
                .onSuccess(noted -> runner.unbind())
                .compose(noted ->
                        ledger.steps().provedAbsent(ledger.database(), WireLedger.submission(run), effect.step))
                .compose(times -> times > 1
                        ? Future.failedFuture(WireFailure.attention(
                                FailureCategory.WIRE,
                                effect.step.label() + " was tried " + times + " times and never reached the wire"))
                        : Future.succeededFuture(Optional.empty()));
    }

    /** Waits in slices, so that the lease lives as long as the waiting is meant to. */
    private Future<Void> pause(Duration wait) {
        if (wait.isZero() || wait.isNegative()) {
            return Future.succeededFuture();
        }
        Duration slice = wait.compareTo(LONGEST_SILENCE) > 0 ? LONGEST_SILENCE : wait;
        return runner.beat()
                .compose(ours -> vertx.timer(Math.max(1, slice.toMillis())))
                .compose(waited -> pause(wait.minus(slice)));
    }

    private static WireFailure inDoubt(Effect effect) {
        return WireFailure.attention(
                FailureCategory.WIRE,
                "It is not known whether “" + effect.step.label() + "” went through. Look it up at the wire, then"
                        + " resolve it here: attach what was found, or allow another try");
    }

    /** The wire's list could not be read. */
    private static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient StepResult seen;

        Unreadable(WireFailure cause) {
            super(cause.getMessage(), cause);
            this.seen = StepFailed.seen(cause);
        }

        StepResult seen() {
            return seen;
        }
    }
}
