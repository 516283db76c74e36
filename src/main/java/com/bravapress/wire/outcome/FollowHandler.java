package com.bravapress.wire.outcome;

import com.bravapress.database.Tx;
import com.bravapress.jobs.FailureCategory;
import com.bravapress.jobs.JobHandler;
import com.bravapress.jobs.JobOutcome;
import com.bravapress.jobs.JobRun;
import com.bravapress.jobs.JobStatus;
import com.bravapress.wire.Looks.Look;
import com.bravapress.wire.WireVisits;
import com.bravapress.wire.outcome.FollowupStore.Followup;
import com.bravapress.wire.outcome.FollowupStore.Phase;
import com.bravapress.wire.pages.WireFailure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Follows a release until its distribution report is there: {@code distribution_report}. It comes again by snooze, after
 * longer and longer waits; one visit serves every release that is followed on the same wire.
 */
public final class FollowHandler implements JobHandler<Followed> {
    private static final int MISSING_TOO_OFTEN = 5;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Set<String> FOLLOWED = Set.of("completed", "needs_changes");

    private final Outcomes outcomes;
    private final WireVisits visits;

    /** A handler that looks by these visits. */
    public FollowHandler(Outcomes outcomes, WireVisits visits) {
        this.outcomes = outcomes;
        this.visits = visits;
    }

    @Override
    public Future<JobOutcome> run(JobRun<Followed> run) {
        return row(run).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(
                        new JobOutcome.Reject(FailureCategory.SYSTEM, "Nothing is known of what is to be followed"));
            }
            Optional<JobOutcome> settled = settled(found.get());
            if (settled.isPresent()) {
                return Future.succeededFuture(settled.get());
            }
            Duration wait = outcomes.rhythm().untilDue(found.get());
            return !wait.isZero() ? Future.succeededFuture(new JobOutcome.Snooze(wait)) : look(run, found.get());
        });
    }

    private Future<Optional<Followup>> row(JobRun<Followed> run) {
        return outcomes.store().find(outcomes.database(), run.payload().submissionId());
    }

    /** How it ends, if it is at its end. */
    private Optional<JobOutcome> settled(Followup row) {
        if (row.phase() == Phase.DONE || !FOLLOWED.contains(row.status())) {
            return Optional.of(new JobOutcome.Done(
                    new JsonObject().put("wire_status", row.told()).put("status", row.status())));
        }
        if (row.missing() >= MISSING_TOO_OFTEN) {
            return Optional.of(new JobOutcome.NeedsAttention(
                    FailureCategory.WIRE,
                    "“My Press Releases” did not show release " + row.wireId() + " " + row.missing()
                            + " times in a row"));
        }
        return Optional.empty();
    }

    /** Only after a look: whoever was away for long must not give up on what he would find at once. */
    private Optional<JobOutcome> patienceOver(Followup row) {
        if (outcomes.rhythm().isOver(row)) {
            String what = row.phase() == Phase.REPORT ? "has no distribution report yet" : "is still " + row.told();
            return Optional.of(new JobOutcome.NeedsAttention(
                    FailureCategory.WIRE,
                    "Release " + row.wireId() + " " + what.replace('_', ' ') + " after "
                            + row.since().toMinutes() + " minutes: ask the wire, then retry to follow it again"));
        }
        return Optional.empty();
    }

    private Future<JobOutcome> look(JobRun<Followed> run, Followup row) {
        boolean sandbox = row.onSandbox();
        return visits.<Boolean>visit(
                        run,
                        sandbox,
                        visit -> visit.look(Look.SIGN_IN, null)
                                .compose(in -> visit.look(Look.RELEASES, null))
                                .compose(seen -> outcomes.apply(sandbox, seen.listed(), run.actor()))
                                .compose(applied -> outcomes.unread(sandbox))
                                .compose(unread -> read(visit, unread))
                                .map(true))
                .compose(visited -> visited.isPresent()
                        ? row(run).map(Optional::orElseThrow)
                                .map(now -> settled(now)
                                        .or(() -> patienceOver(now))
                                        .orElseGet(() -> new JobOutcome.Snooze(
                                                outcomes.rhythm().wait(now.phase(), now.looks()))))
                        : Future.succeededFuture(new JobOutcome.Snooze(SOON)))
                .recover(error -> failed(row, error));
    }

    private Future<Void> read(WireVisits.Visit visit, List<Followup> unread) {
        Future<Void> all = Future.succeededFuture();
        for (Followup each : unread) {
            all = all.compose(before -> visit.look(Look.REPORT, each.reportUrl()))
                    .compose(seen -> outcomes.keep(each.submission(), seen.outlets()));
        }
        return all;
    }

    /** Looking is never urgent: what may pass is waited out, up to the limit of the whole following. */
    private Future<JobOutcome> failed(Followup row, Throwable error) {
        if (!(error instanceof WireFailure failure)) {
            return Future.failedFuture(error);
        }
        if (failure.kind() != WireFailure.Kind.RETRYABLE) {
            return Future.succeededFuture(new JobOutcome.NeedsAttention(failure.category(), failure.getMessage()));
        }
        return Future.succeededFuture(patienceOver(row)
                .orElseGet(() -> new JobOutcome.Snooze(outcomes.rhythm().wait(row.phase(), row.looks() + 1))));
    }

    @Override
    public Future<Void> cameToRest(Tx tx, long jobId, UUID about, JobStatus status, String error) {
        return outcomes.givenUp(tx, about, jobId, error);
    }
}
