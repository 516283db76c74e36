package com.bravapress.jobs;

import com.bravapress.database.Database;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Single attempts: calls the handler, bounds its time, and writes down every end but the good one. */
final class Executions {
    private static final Logger LOG = LoggerFactory.getLogger(Executions.class);
    private static final int LONGEST_ERROR = 2_000;

    private final Database database;
    private final JobStore store;
    private final QueueOptions options;

    Executions(Database database, JobStore store, QueueOptions options) {
        this.database = database;
        this.store = store;
        this.options = options;
    }

    /** Never fails: what went wrong is an outcome. Complete at once when the handler is. */
    <P extends Record> Future<JobOutcome> run(JobWorker<P> worker, Claim claim) {
        if (claim.cancelAsked()) {
            return Future.succeededFuture(new JobOutcome.Retry(FailureCategory.SYSTEM, "stopped before it began"));
        }
        P payload;
        try {
            payload = Payloads.read(claim.data(), worker.type().payload());
        } catch (IllegalArgumentException e) {
            return Future.succeededFuture(
                    new JobOutcome.Reject(FailureCategory.SYSTEM, "its data cannot be read: " + e.getMessage()));
        }
        Future<JobOutcome> outcome = handle(worker, claim, payload);
        if (outcome.succeeded()) {
            return outcome;
        }
        Duration timeout = worker.type().timeout();
        return outcome.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS).recover(error -> {
            LOG.warn("job {} attempt {} failed", claim.id(), claim.attempt(), error);
            String text = error instanceof TimeoutException
                    ? "took longer than " + timeout
                    : error.getClass().getSimpleName() + ": " + error.getMessage();
            return Future.succeededFuture(new JobOutcome.Retry(FailureCategory.SYSTEM, text));
        });
    }

    private <P extends Record> Future<JobOutcome> handle(JobWorker<P> worker, Claim claim, P payload) {
        try {
            return worker.handler()
                    .run(new JobRun<>(
                            claim.id(),
                            claim.attempt(),
                            claim.maxAttempts(),
                            claim.submissionId(),
                            payload,
                            () -> store.beat(database, claim, options.lease())));
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    /**
     * Writes any end but the good one, and tells the handler in the same transaction when the job came to rest. Never
     * fails: what could not be written is rescued when its lease runs out.
     */
    Future<Void> settle(JobWorker<?> worker, Claim claim, JobOutcome outcome) {
        return database.inTransaction(tx -> store.hold(tx, claim).compose(held -> {
                    if (held.isEmpty()) {
                        return Future.succeededFuture(false);
                    }
                    Settlement wanted = Settlement.of(outcome, claim, worker.type(), options.retryBackoff());
                    boolean cancelled = wanted.yieldsToCancel() && !held.get().isEmpty();
                    Settlement settlement =
                            (cancelled ? Settlement.cancelled(held.get()) : wanted).bounded(LONGEST_ERROR);
                    return store.settle(tx, claim, settlement, actor(claim, held.get(), cancelled))
                            .compose(written -> settlement.isRestWithoutSuccess()
                                    ? worker.handler()
                                            .cameToRest(
                                                    tx,
                                                    claim.id(),
                                                    claim.submissionId(),
                                                    settlement.status(),
                                                    settlement.error())
                                            .map(written)
                                    : Future.succeededFuture(written));
                }))
                .onSuccess(ours -> {
                    if (!ours) {
                        LOG.warn(
                                "job {} attempt {} was taken over; its outcome is dropped",
                                claim.id(),
                                claim.attempt());
                    }
                })
                .recover(error -> {
                    LOG.warn("job {} attempt {} could not be settled", claim.id(), claim.attempt(), error);
                    return Future.succeededFuture(false);
                })
                .mapEmpty();
    }

    private static String actor(Claim claim, String asked, boolean cancelled) {
        return cancelled ? asked : "job:" + claim.id() + "#" + claim.attempt();
    }
}
