package com.bravapress.wire;

import com.bravapress.jobs.JobRun;
import com.bravapress.releases.ReleaseJob;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;

/** One purchase at a time per wire account, in all processes together: others come again shortly. */
final class PurchaseTurn {
    private static final Duration SOON = Duration.ofSeconds(5);
    // Longer than any part of buying with its looks into the history, each of which the lease bounds.
    private static final int LEASES = 4;

    private final WireLedger ledger;
    private final WireAccountStore accounts = new WireAccountStore();
    private final String account;
    private final Duration hold;

    PurchaseTurn(WireLedger ledger, String account, Duration lease, Duration settle) {
        this.ledger = ledger;
        this.account = account;
        this.hold = lease.multipliedBy(LEASES).plus(settle.multipliedBy(2));
    }

    /** Does it while nobody else buys; fails with {@link NotYet} when somebody does. */
    <T> Future<T> alone(JobRun<ReleaseJob> run, Supplier<Future<T>> buying) {
        return accounts.take(ledger.database(), account, run.id(), run.attempt(), hold)
                .compose(mine -> mine
                        ? buying.get().eventually(() -> leave(run))
                        : Future.failedFuture(new NotYet("Another job is buying at the wire account", SOON)));
    }

    /** What cannot be given back runs out by itself. */
    private Future<Void> leave(JobRun<ReleaseJob> run) {
        return accounts.leave(ledger.database(), account, run.id(), run.attempt())
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }
}
