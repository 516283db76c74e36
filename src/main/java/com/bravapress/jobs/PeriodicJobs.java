package com.bravapress.jobs;

import com.bravapress.database.Database;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Work that comes back: one job per type and period. The period is taken in the transaction that makes the job, so that
 * any number of processes makes one.
 */
public final class PeriodicJobs {
    private final Database database;
    private final JobStore store;
    private final JobQueue queue;
    private final Clock clock;
    private final List<Periodic<?>> all;

    /** The periodic jobs of this deployment. */
    public PeriodicJobs(Database database, JobStore store, JobQueue queue, Clock clock, List<Periodic<?>> all) {
        this.database = database;
        this.store = store;
        this.queue = queue;
        this.clock = clock;
        this.all = List.copyOf(all);
    }

    /** Makes what the current periods lack. */
    Future<Void> ensure() {
        return Future.join(all.stream().map(this::ensure).toList()).mapEmpty();
    }

    private <P extends Record> Future<Void> ensure(Periodic<P> periodic) {
        long number = clock.millis() / periodic.every().toMillis();
        String key = periodic.type().name() + "/" + number;
        return database.inTransaction(tx -> store.openPeriod(tx, periodic.type().name(), key)
                .compose(first -> !first
                        ? Future.succeededFuture()
                        : queue.enqueue(tx, NewJob.now(periodic.type(), periodic.payload(), key), "schedule")
                                .mapEmpty()));
    }

    /** A type that is enqueued once per period, counted from the epoch. */
    public record Periodic<P extends Record>(JobType<P> type, P payload, Duration every) {}
}
