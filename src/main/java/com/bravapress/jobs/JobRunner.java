package com.bravapress.jobs;

import com.bravapress.bus.Bus;
import com.bravapress.database.Database;
import com.bravapress.database.Tx;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims jobs for the free places of each type, runs them and writes how they ended. All its state belongs to the
 * poller's context; a handler may complete on any other, so every way back goes through {@link Context#runOnContext}.
 */
final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final int LONGEST_ERROR = 2_000;

    private final Context context;
    private final Database database;
    private final JobStore store;
    private final Bus bus;
    private final QueueOptions options;
    private final Map<String, JobWorker<?>> workers = new HashMap<>();
    private final Set<Running> running = new LinkedHashSet<>();
    private final Map<String, Future<List<Long>>> claiming = new HashMap<>();
    private final Set<String> askedMeanwhile = new HashSet<>();
    private boolean stopping;

    JobRunner(
            Context context,
            Database database,
            JobStore store,
            Bus bus,
            QueueOptions options,
            List<JobWorker<?>> workers) {
        this.context = context;
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

    /** Fills the free places of one type. One claim per type is under way at a time. */
    Future<List<Long>> fill(String type) {
        JobWorker<?> worker = workers.get(type);
        if (worker == null || stopping) {
            return Future.succeededFuture(List.of());
        }
        if (claiming.containsKey(type)) {
            // The claim under way may have looked before the job of this hint was there: look once more after it.
            askedMeanwhile.add(type);
            return claiming.get(type);
        }
        long free = worker.concurrency()
                - running.stream()
                        .filter(each -> each.claim.type().equals(type))
                        .count();
        if (free <= 0) {
            return Future.succeededFuture(List.of());
        }
        Future<List<Long>> claimed = store.claim(database, type, (int) free, options.lease(), options.worker())
                .compose(claims -> claimed(worker, claims));
        claiming.put(type, claimed);
        claimed.onComplete(done -> context.runOnContext(back -> {
            claiming.remove(type);
            if (askedMeanwhile.remove(type)) {
                fill(type).onFailure(this::away);
            }
        }));
        return claimed;
    }

    private Future<List<Long>> claimed(JobWorker<?> worker, List<Claim> claims) {
        if (stopping) {
            return handBack(claims).map(List.of());
        }
        claims.forEach(claim -> start(worker, claim));
        if (!claims.isEmpty()) {
            tell(worker.type().name());
        }
        return Future.succeededFuture(claims.stream().map(Claim::id).toList());
    }

    private <P extends Record> void start(JobWorker<P> worker, Claim claim) {
        Running run = new Running(claim);
        running.add(run);
        attempt(worker, claim)
                .onComplete(outcome -> context.runOnContext(back -> settle(worker, claim, outcome.result())
                        .recover(error -> {
                            // The lease runs out and a rescuer takes it: nothing is lost, only later.
                            LOG.warn("job {} attempt {} could not be settled", claim.id(), claim.attempt(), error);
                            return Future.succeededFuture();
                        })
                        .onComplete(done -> context.runOnContext(again -> ended(run)))));
    }

    private void ended(Running run) {
        running.remove(run);
        run.ended.complete();
        fill(run.claim.type()).onFailure(this::away);
    }

    /** Never fails: what went wrong is an outcome. */
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

    private Future<Void> settle(JobWorker<?> worker, Claim claim, JobOutcome outcome) {
        Settlement settlement = Settlement.of(outcome, claim, worker.type().maxAttempts(), options.retryBackoff())
                .bounded(LONGEST_ERROR);
        Future<Boolean> written = settlement.isRestWithoutSuccess()
                ? database.inTransaction(tx -> store.settle(tx, claim, settlement)
                        .compose(ours -> ours
                                ? rest(
                                                tx,
                                                claim.id(),
                                                claim.type(),
                                                claim.submissionId(),
                                                settlement.status(),
                                                settlement.error())
                                        .map(true)
                                : Future.succeededFuture(false)))
                : store.settle(database, claim, settlement);
        return written.map(ours -> {
            if (!ours) {
                LOG.warn("job {} attempt {} was taken over; its outcome is dropped", claim.id(), claim.attempt());
            }
            tell(claim.type());
            return null;
        });
    }

    private Future<Void> rest(Tx tx, long id, String type, UUID about, JobStatus status, String error) {
        JobWorker<?> worker = workers.get(type);
        return worker == null ? Future.succeededFuture() : worker.handler().cameToRest(tx, id, about, status, error);
    }

    /** Takes back what dead or silent workers hold. */
    Future<Integer> rescue(String formerSelf) {
        return database.inTransaction(tx -> store.rescue(tx, formerSelf, options.mostRescues())
                        .compose(rescued -> Future.join(rescued.stream()
                                        .filter(job -> job.status() == JobStatus.NEEDS_ATTENTION)
                                        .map(job -> rest(
                                                tx,
                                                job.id(),
                                                job.type(),
                                                job.submissionId(),
                                                job.status(),
                                                job.error()))
                                        .toList())
                                .map(rescued.size())))
                .onSuccess(count -> {
                    if (count > 0) {
                        LOG.info("{} jobs rescued", count);
                        tell("rescue");
                    }
                });
    }

    /** Claims nothing more, waits for what runs, then hands the rest back. */
    Future<Void> stop(Duration patience) {
        stopping = true;
        return Future.join(List.copyOf(claiming.values()))
                .otherwiseEmpty()
                .compose(quiet -> Future.join(
                                running.stream().map(run -> run.ended.future()).toList())
                        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                        .otherwiseEmpty())
                .compose(late -> handBack(running.stream().map(run -> run.claim).toList()))
                .recover(error -> {
                    away(error);
                    return Future.succeededFuture();
                });
    }

    private Future<Void> handBack(List<Claim> claims) {
        return Future.join(claims.stream()
                        .map(claim -> store.handBack(database, claim))
                        .toList())
                .mapEmpty();
    }

    void away(Throwable error) {
        LOG.warn("the queue cannot reach its database: {}", error.getMessage());
    }

    private void tell(String about) {
        bus.publish(JobChannels.TIMELINE, new JobChannels.TimelineGrew(about));
    }

    /** One attempt under way; compared by identity, because an attempt that was rescued may run beside its successor. */
    private static final class Running {
        private final Claim claim;
        private final Promise<Void> ended = Promise.promise();

        private Running(Claim claim) {
            this.claim = claim;
        }
    }
}
