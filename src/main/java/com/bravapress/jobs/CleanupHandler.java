package com.bravapress.jobs;

import com.bravapress.database.Database;
import com.bravapress.database.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Removes what has outlived its use. Each feature says how its own rows age; this job only walks through them. */
public final class CleanupHandler implements JobHandler<CleanupHandler.Cleanup> {
    /** Once an hour is often enough for things that are kept for weeks. */
    public static final JobType<Cleanup> TYPE = new JobType<>("cleanup", Cleanup.class, 3, Duration.ofMinutes(5));

    private final Database database;
    private final Map<String, Function<Sql, Future<Integer>>> sweeps;

    /** A handler for these sweeps, each a name and a statement that answers how many rows it removed. */
    public CleanupHandler(Database database, Map<String, Function<Sql, Future<Integer>>> sweeps) {
        this.database = database;
        this.sweeps = new TreeMap<>(sweeps);
    }

    @Override
    public Future<JobOutcome> run(JobRun<Cleanup> run) {
        JsonObject removed = new JsonObject();
        Future<Void> all = Future.succeededFuture();
        for (var sweep : sweeps.entrySet()) {
            all = all.compose(done -> sweep.getValue().apply(database))
                    .onSuccess(rows -> removed.put(sweep.getKey(), rows))
                    .mapEmpty();
        }
        return all.map(done -> new JobOutcome.Done(removed));
    }

    /** Nothing to say: it always sweeps everything. */
    public record Cleanup() {}
}
