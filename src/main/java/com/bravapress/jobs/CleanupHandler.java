package com.bravapress.jobs;

import com.bravapress.database.Database;
import com.bravapress.database.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** Removes what has outlived its use. Each feature says how its own rows age; this job only walks through them. */
public final class CleanupHandler implements JobHandler<CleanupHandler.Cleanup> {
    /** Once an hour is often enough for things that are kept for weeks. */
    public static final JobType<Cleanup> TYPE = new JobType<>("cleanup", Cleanup.class, 3, Duration.ofMinutes(5));

    private final Database database;
    private final List<Sweep> sweeps;

    /** A handler for these sweeps, in this order. */
    public CleanupHandler(Database database, List<Sweep> sweeps) {
        this.database = database;
        this.sweeps = List.copyOf(sweeps);
    }

    @Override
    public Future<JobOutcome> run(JobRun<Cleanup> run) {
        JsonObject removed = new JsonObject();
        Future<Boolean> all = Future.succeededFuture(true);
        for (Sweep sweep : sweeps) {
            all = all.compose(ours -> ours ? walk(sweep, 0, run, removed) : Future.succeededFuture(false));
        }
        // Without the lease the outcome is nobody's: the queue drops it.
        return all.map(ours -> new JobOutcome.Done(removed));
    }

    /** Batch after batch until one is not full; false when we are to stop. */
    private Future<Boolean> walk(Sweep sweep, int before, JobRun<Cleanup> run, JsonObject removed) {
        return sweep.removal().upTo(database, sweep.batch()).compose(rows -> {
            int sum = before + rows;
            removed.put(sweep.name(), sum);
            return run.heartbeat()
                    .beat()
                    .compose(hold -> hold == Hold.KEPT && rows >= sweep.batch()
                            ? walk(sweep, sum, run, removed)
                            : Future.succeededFuture(hold == Hold.KEPT));
        });
    }

    /** Nothing to say: it always sweeps everything. */
    public record Cleanup() {}

    /**
     * One kind of rows that age.
     *
     * @param batch how many go in one transaction: enough to get on, few enough to keep nobody waiting
     */
    public record Sweep(String name, int batch, Removal removal) {}

    /** Removes at most {@code limit} old rows; how many it removed. */
    @FunctionalInterface
    public interface Removal {
        /** One batch. */
        Future<Integer> upTo(Sql sql, int limit);
    }
}
