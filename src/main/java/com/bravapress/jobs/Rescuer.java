package com.bravapress.jobs;

import com.bravapress.bus.Bus;
import com.bravapress.database.Database;
import com.bravapress.jobs.JobStore.Rescued;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes back what dead or silent workers hold. */
final class Rescuer {
    private static final Logger LOG = LoggerFactory.getLogger(Rescuer.class);

    private final Database database;
    private final JobStore store;
    private final Bus bus;
    private final int most;
    private final Map<String, JobHandler<?>> handlers = new HashMap<>();

    /** {@code most} crashes of its worker make a job wait for a person. */
    Rescuer(Database database, JobStore store, Bus bus, int most, List<JobWorker<?>> workers) {
        this.database = database;
        this.store = store;
        this.bus = bus;
        this.most = most;
        workers.forEach(worker -> handlers.put(worker.type().name(), worker.handler()));
    }

    /**
     * Takes back jobs whose lease ran out, and those under a name that only a dead process can have used but for the
     * {@code known} ones; how many.
     */
    Future<Integer> rescue(String formerSelf, Long... known) {
        return database.inTransaction(tx -> store.rescue(tx, formerSelf, most, known)
                        .compose(rescued -> Future.join(rescued.stream()
                                        .filter(this::needsAttention)
                                        .map(job -> handlers.get(job.type())
                                                .cameToRest(
                                                        tx, job.id(), job.submissionId(), job.status(), job.error()))
                                        .toList())
                                .map(rescued.size())))
                .onSuccess(count -> {
                    if (count > 0) {
                        LOG.info("{} jobs rescued", count);
                        bus.publish(JobChannels.TIMELINE, new JobChannels.TimelineGrew("rescue"));
                    }
                });
    }

    private boolean needsAttention(Rescued job) {
        return job.status() == JobStatus.NEEDS_ATTENTION && handlers.containsKey(job.type());
    }
}
