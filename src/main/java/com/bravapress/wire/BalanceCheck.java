package com.bravapress.wire;

import com.bravapress.jobs.FailureCategory;
import com.bravapress.jobs.JobRun;
import com.bravapress.jobs.Timeline;
import com.bravapress.releases.ReleaseJob;
import com.bravapress.wire.WireChannels.Part;
import com.bravapress.wire.WireStepStore.Uncounted;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether a purchase did to the balance what one purchase does: a package too many or too few raises an alert. It
 * decides nothing about the release, and a balance that cannot be read now is read by the next attempt, if there is one.
 */
final class BalanceCheck {
    private static final Logger LOG = LoggerFactory.getLogger(BalanceCheck.class);

    /** Releases in one package of the wire, with what it has given on top at times; two packages are always more. */
    private static final Map<String, Size> SIZES =
            Map.of("basic", new Size(1, 1), "premium", new Size(5, 8), "enterprise", new Size(15, 25));

    private final WireLedger ledger;
    private final WireAlertStore alerts = new WireAlertStore();

    BalanceCheck(WireLedger ledger) {
        this.ledger = ledger;
    }

    /** Reads the balance after a purchase of this release that nobody has looked at yet. */
    Future<Void> after(JobRun<ReleaseJob> run, StepRunner runner) {
        return ledger.steps()
                .uncounted(ledger.database(), WireLedger.submission(run))
                .compose(found -> found.isEmpty() ? Future.succeededFuture() : read(run, runner));
    }

    private Future<Void> read(JobRun<ReleaseJob> run, StepRunner runner) {
        return runner.ask(WireStep.PURCHASE, Part.BALANCE, null)
                .compose(
                        seen -> note(run, seen.findings().balance()),
                        error -> error instanceof StepFailed ? unread(run, error) : Future.failedFuture(error));
    }

    private static Future<Void> unread(JobRun<ReleaseJob> run, Throwable error) {
        LOG.info("{}: the balance after the purchase could not be read: {}", run.actor(), error.getMessage());
        return Future.succeededFuture();
    }

    private Future<Void> note(JobRun<ReleaseJob> run, int after) {
        // Counted anew, with what others have done while the page was on its way.
        return ledger.database()
                .inTransaction(tx -> ledger.steps()
                        .uncounted(tx, WireLedger.submission(run))
                        .compose(found -> found.isEmpty()
                                ? Future.succeededFuture()
                                : ledger.steps()
                                        .count(tx, found.get().id(), after)
                                        .compose(noted -> {
                                            Uncounted purchase = found.get();
                                            return fits(run.payload().packageType(), purchase, after)
                                                    ? Future.succeededFuture()
                                                    : raise(tx, run, purchase, after);
                                        })));
    }

    /** Whether one package explains the balance, given what others have sent off and bought meanwhile. */
    static boolean fits(String plan, Uncounted purchase, int after) {
        Size size = SIZES.get(plan);
        boolean enough = after >= purchase.before() + size.least() - purchase.used();
        boolean tooMuch = purchase.bought() == 0 && after > purchase.before() + size.most();
        return enough && !tooMuch;
    }

    private Future<Void> raise(com.bravapress.database.Tx tx, JobRun<ReleaseJob> run, Uncounted purchase, int after) {
        String message = "The wire account had " + purchase.before() + " releases before one "
                + run.payload().packageType() + " package was bought, and has " + after
                + " after it: look into the order history";
        JsonObject detail = new JsonObject()
                .put("job_id", run.id())
                .put("submission_id", WireLedger.submission(run).toString())
                .put("balance_before", purchase.before())
                .put("balance_after", after);
        JsonObject told = new JsonObject()
                .put("kind", "wire_balance")
                .put("category", FailureCategory.PAYMENT.id())
                .put("message", message);
        return alerts.raise(tx, "wire_balance", "wire_balance:" + purchase.id(), message, detail)
                .compose(raised -> ledger.timeline()
                        .append(
                                tx,
                                new Timeline.Entry(
                                        run.id(), WireLedger.submission(run), Timeline.Kind.ALERT, run.actor(), told)));
    }

    private record Size(int least, int most) {}
}
