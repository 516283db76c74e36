package com.bravapress.wire.drift;

import com.bravapress.config.Settings;
import com.bravapress.database.Database;
import com.bravapress.database.Tx;
import com.bravapress.wire.PurchaseGate;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** What is known of the wire, and what follows from it: pausing, resuming, telling the team. */
public final class WireWatch implements PurchaseGate {
    private static final String SANDBOX = "sandbox";
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Database database;
    private final WatchStore store;
    private final WireAlarm alarm;
    private final String site;
    private final Optional<Integer> lowBalance;
    private final Duration again;

    /** A watch over the wire that {@code mode} names. */
    public WireWatch(
            Database database, WatchStore store, WireAlarm alarm, Settings.Mode mode, Settings.Watch settings) {
        this.database = database;
        this.store = store;
        this.alarm = alarm;
        this.site = mode.name().toLowerCase(Locale.ROOT);
        this.lowBalance = settings.lowBalance();
        Duration wait = settings.follow().multipliedBy(2);
        this.again = wait.compareTo(LONGEST) < 0 ? wait : LONGEST;
    }

    /** Demo releases go to the sandbox whatever is set, and what is wrong with the real wire does not concern them. */
    private String site(boolean onSandbox) {
        return onSandbox ? SANDBOX : site;
    }

    @Override
    public Future<Void> mayBuy(boolean onSandbox) {
        return store.find(database, site(onSandbox))
                .compose(found -> found.filter(watched -> watched.purchasesPausedAt() != null)
                        .map(watched -> Future.<Void>failedFuture(
                                new Paused("Purchases are paused. " + watched.pauseReason(), again)))
                        .orElseGet(Future::succeededFuture));
    }

    @Override
    public Future<Void> balance(boolean onSandbox, int left) {
        return database.inTransaction(tx -> balance(tx, site(onSandbox), left, null));
    }

    private Future<Void> balance(Tx tx, String where, int left, Long jobId) {
        String key = "low_wire_balance:" + where;
        return store.balance(tx, where, left).compose(noted -> {
            if (lowBalance.isEmpty() || !where.equals(site)) {
                return Future.succeededFuture();
            }
            return left <= lowBalance.get()
                    ? alarm.raise(
                            tx,
                            "low_wire_balance",
                            key,
                            "The wire account has " + left + " releases left; " + lowBalance.get()
                                    + " is the mark below which we tell you",
                            jobId)
                    : alarm.settle(tx, key);
        });
    }

    /** Notes what a walk found: a clean one lets purchases go on, any other pauses them and tells the team. */
    Future<Void> note(Tx tx, Verdict verdict, long jobId) {
        String key = "wire_drift:" + site;
        Future<Void> counted =
                verdict.balance() == null ? Future.succeededFuture() : balance(tx, site, verdict.balance(), jobId);
        return counted.compose(done -> store.note(tx, site, verdict))
                .compose(noted -> verdict.isClean()
                        ? alarm.settle(tx, key)
                        : alarm.raise(
                                tx,
                                "wire_drift",
                                key,
                                verdict.words() + ". Purchases are paused until a check is clean",
                                jobId));
    }

    Future<Boolean> busy() {
        return store.busy(database);
    }

    Database database() {
        return database;
    }
}
