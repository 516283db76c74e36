package com.bravapress.jobs;

import com.bravapress.bus.Bus;
import com.bravapress.database.Database;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims jobs for the free places of each type, runs them and writes how they ended. Lives on the poller's event loop;
 * not safe for other threads.
 */
final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final int LONGEST_ERROR = 2_000;

    private final Database database;
    private final JobStore store;
    private final Bus bus;
    private final QueueOptions options;
    private final Map<String, JobWorker<?>> workers = new HashMap<>();
    private final Map<Long, Running> running = new HashMap<>();
    private boolean stopping;

    JobRunner(Database database, JobStore store, Bus bus, QueueOptions options, List<JobWorker<?>> workers) {
        this.database = database;
        this.store = store;
        this.bus = bus;
        this.options = options;
        workers.forEach(worker -> this.workers.put(worker.type().name(), worker));
    }

    /** Fills the free places of every type; the ids of the jobs that were claimed. */
    Future<List<Long>> fillAll() {
        List<Future<List<Long>>> claims =
                workers.keySet().stream().map(this::fill).toList();
        return Future.all(claims).map(all -> {
            List<Long> ids = new ArrayList<>();
            claims.forEach(claim -> ids.addAll(claim.result()));
            return ids;
        });
    }

    /** Fills the free places of one type. */
    Future<List<Long>> fill(String type) {
        JobWorker<?> worker = workers.get(type);
        if (worker == null || stopping) {
            return Future.succeededFuture(List.of());
        }
        int free = worker.concurrency() - busy(type);
        if (free <= 0) {
            return Future.succeededFuture(List.of());
        }
        // The places are taken before the answer comes: a second hint in between must not claim for them again.
        reserve(type, free);
        return store.claim(database, type, free, options.lease(), options.worker())
                .onComplete(answer -> reserve(type, -free))
                .map(claims -> {
                    claims.forEach(claim -> start(worker, claim));
                    if (!claims.isEmpty()) {
                        tell(type);
                    }
                    return claims.stream().map(Claim::id).toList();
                });
    }

    private <P extends Record> void start(JobWorker<P> worker, Claim claim) {
        Future<Void> ended = attempt(worker, claim)
                .compose(outcome -> settle(claim, outcome))
                .recover(error -> {
                    // The lease runs out and a rescuer takes it: nothing is lost, only later.
                    LOG.warn("job {} attempt {} could not be settled", claim.id(), claim.attempt(), error);
                    return Future.succeededFuture();
                })
                .onComplete(done -> {
                    running.remove(claim.id());
                    fill(claim.type()).onFailure(this::away);
                });
        // An attempt that ended at once has removed itself already.
        if (!ended.isComplete()) {
            running.put(claim.id(), new Running(claim, ended));
        }
    }

    private <P extends Record> Future<JobOutcome> attempt(JobWorker<P> worker, Claim claim) {
        P payload;
        try {
            payload = Payloads.read(claim.data(), worker.type().payload());
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(
                    new JobOutcome.Reject(FailureCategory.SYSTEM, "its data cannot be read: " + e.getMessage()));
        }
        JobRun<P> run = new JobRun<>(
                claim.id(),
                claim.attempt(),
                claim.maxAttempts(),
                claim.submissionId(),
                payload,
                () -> store.beat(database, claim, options.lease()));
        Duration timeout = worker.type().timeout();
        return Future.succeededFuture(run)
                .compose(worker.handler()::run)
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .recover(error -> {
                    LOG.warn("job {} attempt {} failed", claim.id(), claim.attempt(), error);
                    String text = error instanceof TimeoutException
                            ? "took longer than " + timeout
                            : error.getClass().getSimpleName() + ": " + error.getMessage();
                    return Future.succeededFuture(new JobOutcome.Retry(FailureCategory.SYSTEM, text));
                });
    }

    private Future<Void> settle(Claim claim, JobOutcome outcome) {
        Settlement settlement = Settlement.of(outcome, claim, options.retryBackoff());
        String error = settlement.error();
        Settlement bounded = error == null || error.length() <= LONGEST_ERROR
                ? settlement
                : settlement.withError(error.substring(0, LONGEST_ERROR));
        return store.settle(database, claim, bounded).map(ours -> {
            if (!ours) {
                LOG.warn("job {} attempt {} was taken over; its outcome is dropped", claim.id(), claim.attempt());
            }
            tell(claim.type());
            return null;
        });
    }

    /** Takes back what dead or silent workers hold. */
    Future<Integer> rescue(String formerSelf) {
        return store.rescue(database, formerSelf, options.mostRescues()).onSuccess(rescued -> {
            if (rescued > 0) {
                LOG.info("{} jobs rescued", rescued);
                tell("rescue");
            }
        });
    }

    /** Claims nothing more, waits for what runs, then hands the rest back. */
    Future<Void> stop(Duration patience) {
        stopping = true;
        List<Future<Void>> open = running.values().stream().map(Running::ended).toList();
        return Future.join(open)
                .timeout(Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS)
                .recover(late -> Future.succeededFuture())
                .compose(done -> Future.join(running.values().stream()
                        .map(left -> store.handBack(database, left.claim()))
                        .toList()))
                .<Void>mapEmpty()
                .recover(away -> {
                    this.away(away);
                    return Future.succeededFuture();
                });
    }

    void away(Throwable error) {
        LOG.warn("the queue cannot reach its database: {}", error.getMessage());
    }

    private void tell(String about) {
        bus.publish(JobChannels.TIMELINE, new JobChannels.TimelineGrew(about));
    }

    private final Map<String, Integer> reserved = new HashMap<>();

    private void reserve(String type, int places) {
        reserved.merge(type, places, Integer::sum);
    }

    private int busy(String type) {
        long active = running.values().stream()
                .filter(each -> each.claim().type().equals(type))
                .count();
        return (int) active + reserved.getOrDefault(type, 0);
    }

    private record Running(Claim claim, Future<Void> ended) {}
}
