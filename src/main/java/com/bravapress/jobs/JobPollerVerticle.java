package com.bravapress.jobs;

import com.bravapress.bus.Bus;
import com.bravapress.database.Database;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The queue's heart in one process: claims when a hint or the poll says so, rescues what dead workers left, makes the
 * periodic jobs. Hints may be lost; the poll is the floor.
 */
public final class JobPollerVerticle extends VerticleBase {
    private static final Duration RESCUE_EVERY = Duration.ofSeconds(5);
    private static final Duration PERIODIC_EVERY = Duration.ofMinutes(1);
    /** Ctrl-C must be through in ten seconds, of which the database takes the last few. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A name that no worker has. */
    private static final String NOBODY = "nobody";

    private final Bus bus;
    private final Database database;
    private final JobStore store;
    private final List<JobWorker<?>> workers;
    private final PeriodicJobs periodic;
    private final QueueOptions options;
    private final List<Bus.Subscription> subscriptions = new ArrayList<>();
    private final List<Long> timers = new ArrayList<>();
    private JobRunner runner;

    /** A poller for these types. */
    public JobPollerVerticle(
            Bus bus,
            Database database,
            JobStore store,
            QueueOptions options,
            List<JobWorker<?>> workers,
            PeriodicJobs periodic) {
        this.bus = bus;
        this.options = options;
        this.periodic = periodic;
        this.database = database;
        this.store = store;
        this.workers = List.copyOf(workers);
    }

    @Override
    public Future<?> start() {
        Rescuer rescuer = new Rescuer(database, store, bus, options.mostRescues(), workers);
        runner = new JobRunner(context, database, store, bus, options, rescuer, workers);
        subscriptions.add(bus.subscribe(JobChannels.DUE, due -> runner.wake(due.type())));
        subscriptions.add(bus.subscribe(JobChannels.RUNG, due -> runner.wake(due.type())));
        subscriptions.add(
                bus.answer(JobChannels.PROCESS, ask -> runner.claimNow().map(JobChannels.Claimed::new)));
        every(options.poll(), runner::tick);
        every(RESCUE_EVERY, () -> rescuer.rescue(NOBODY).onFailure(runner::away));
        every(PERIODIC_EVERY, () -> periodic.ensure().onFailure(runner::away));
        return rescuer.rescue(options.formerSelf())
                .compose(rescued -> periodic.ensure())
                .compose(made -> runner.warmUp())
                .onSuccess(warm -> runner.wake(TypeDesk.ALL));
    }

    @Override
    public Future<?> stop() {
        timers.forEach(vertx::cancelTimer);
        return Future.join(subscriptions.stream().map(Bus.Subscription::cancel).toList())
                .compose(silent -> runner.stop(PATIENCE));
    }

    private void every(Duration period, Runnable action) {
        timers.add(vertx.setPeriodic(period.toMillis(), tick -> action.run()));
    }
}
