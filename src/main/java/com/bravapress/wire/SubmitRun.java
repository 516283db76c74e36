package com.bravapress.wire;

import com.bravapress.config.Settings;
import com.bravapress.jobs.FailureCategory;
import com.bravapress.jobs.JobRun;
import com.bravapress.releases.ReleaseJob;
import com.bravapress.releases.Releases;
import com.bravapress.wire.Effects.Effect;
import com.bravapress.wire.WireChannels.Part;
import com.bravapress.wire.pages.Findings;
import com.bravapress.wire.pages.WireFailure;
import io.vertx.core.Future;
import java.util.Optional;

/** The order of the steps in one attempt. What an earlier attempt has confirmed is not done again. */
final class SubmitRun {
    private static final String TEST_MODE = "test mode";

    private final Releases releases;
    private final WireLedger ledger;
    private final StepRunner runner;
    private final Effects effects;
    private final JobRun<ReleaseJob> run;
    private final Settings.Purchase policy;
    private final PurchaseTurn turn;
    private final BalanceCheck balances;
    private final PurchaseGate gate;

    SubmitRun(
            Releases releases,
            WireLedger ledger,
            StepRunner runner,
            Effects effects,
            JobRun<ReleaseJob> run,
            Settings.Purchase policy,
            PurchaseTurn turn,
            PurchaseGate gate) {
        this.releases = releases;
        this.ledger = ledger;
        this.runner = runner;
        this.effects = effects;
        this.run = run;
        this.policy = policy;
        this.turn = turn;
        this.balances = new BalanceCheck(ledger);
        this.gate = gate;
    }

    /** What the wire has in the end. */
    record Submitted(Optional<String> orderId, Optional<Findings> release) {}

    Future<Submitted> go() {
        return runner.plain(WireStep.SIGN_IN, Part.SIGN_IN)
                .compose(in -> effects.before(Effect.PUBLISH, this::nothing))
                .compose(published -> {
                    if (published.isEmpty()) {
                        return purchase().compose(this::publish);
                    }
                    runner.bind();
                    return effects.before(Effect.PURCHASE, this::ordered)
                            .compose(order -> verify(published.get(), order));
                });
    }

    private Future<Optional<String>> purchase() {
        return effects.before(Effect.PURCHASE, this::ordered)
                .compose(order ->
                        order.isPresent() ? balances.after(run, runner).map(order) : turn.alone(run, this::useOrBuy));
    }

    private Future<Optional<String>> useOrBuy() {
        return runner.plain(
                        WireStep.BALANCE,
                        Part.BALANCE,
                        null,
                        result -> StepEnd.of(StepState.CONFIRMED)
                                .noting(result.findings().balance() + " releases left"))
                .compose(result -> gate.balance(
                                run.payload().demoMode(), result.findings().balance())
                        .compose(noted -> useOrBuy(result.findings().balance())));
    }

    private Future<Optional<String>> useOrBuy(int left) {
        return ledger.useBalance(run, left).compose(used -> {
            if (used) {
                return Future.succeededFuture(Optional.empty());
            }
            if (run.payload().testMode()) {
                return ledger.skip(run, WireStep.PURCHASE, TEST_MODE).map(Optional.empty());
            }
            return policy == Settings.Purchase.BALANCE_THEN_BUY ? buy(left) : Future.failedFuture(byHand(policy));
        });
    }

    private Future<Optional<String>> buy(int left) {
        return gate.mayBuy(run.payload().demoMode())
                .compose(open -> effects.perform(Effect.PURCHASE, left, this::ordered))
                .compose(
                        order -> order.isPresent() ? balances.after(run, runner).map(order) : useOrBuy());
    }

    private static WireFailure byHand(Settings.Purchase policy) {
        String why = policy == Settings.Purchase.MANUAL
                ? "packages are bought by hand here (WIRE_PURCHASE=manual)"
                : "only releases already on the account are used here (WIRE_PURCHASE=balance-only)";
        return WireFailure.attention(
                FailureCategory.PAYMENT,
                "The wire account has no release left, and " + why + ": buy a package at the wire, then approve the"
                        + " manual payment, with the order number if it was bought for this release");
    }

    private Future<Void> ordered(com.bravapress.database.Tx tx, String orderId) {
        return releases.ordered(tx, WireLedger.submission(run), orderId, run.actor());
    }

    private Future<Void> nothing(com.bravapress.database.Tx tx, String id) {
        return Future.succeededFuture();
    }

    private Future<Submitted> publish(Optional<String> order) {
        return runner.plain(WireStep.COMPOSE, Part.COMPOSE)
                .compose(written -> runner.plain(WireStep.PREVIEW, Part.PREVIEW))
                .compose(seen -> runner.plain(WireStep.DISTRIBUTION, Part.DISTRIBUTION))
                .compose(chosen -> run.payload().testMode()
                        ? ledger.skip(run, WireStep.PUBLISH, TEST_MODE)
                                .compose(skipped -> ledger.skip(run, WireStep.VERIFY, TEST_MODE))
                                .map(skipped -> new Submitted(order, Optional.empty()))
                        : effects.perform(Effect.PUBLISH, null, this::nothing)
                                .compose(id -> id.isPresent() ? verify(id.get(), order) : publish(order)));
    }

    private Future<Submitted> verify(String id, Optional<String> order) {
        return ledger.begin(run, WireStep.VERIFY)
                .compose(row -> runner.ask(WireStep.VERIFY, Part.FIND_RELEASE, id)
                        .compose(seen -> Effect.PUBLISH.happened(seen.findings())
                                ? Future.succeededFuture(seen)
                                : Future.failedFuture(new StepFailed(
                                        WireFailure.away("“My Press Releases” does not show release " + id), seen)))
                        .recover(error -> runner.fail(WireStep.VERIFY, row, error))
                        .compose(seen -> ledger.end(
                                        run,
                                        WireStep.VERIFY,
                                        row,
                                        StepEnd.of(StepState.CONFIRMED)
                                                .found(id)
                                                .noting(seen.findings().status()),
                                        seen)
                                .map(new Submitted(order, Optional.of(seen.findings())))));
    }
}
