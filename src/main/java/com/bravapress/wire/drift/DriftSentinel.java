package com.bravapress.wire.drift;

import com.bravapress.jobs.FailureCategory;
import com.bravapress.jobs.JobHandler;
import com.bravapress.jobs.JobOutcome;
import com.bravapress.jobs.JobRun;
import com.bravapress.jobs.JobType;
import com.bravapress.wire.ArtifactStore;
import com.bravapress.wire.Looks.Look;
import com.bravapress.wire.Looks.Seen;
import com.bravapress.wire.WireVisits;
import com.bravapress.wire.WireVisits.LookFailed;
import com.bravapress.wire.pages.Sighting;
import com.bravapress.wire.pages.SurveyPart;
import com.bravapress.wire.pages.WireFailure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Walks the road of a release up to its last harmless step, once per period: {@code drift_sentinel}. */
public final class DriftSentinel implements JobHandler<DriftSentinel.Walk> {
    /** Three attempts, since the wire may be away for a while. */
    public static final JobType<Walk> TYPE = new JobType<>("drift_sentinel", Walk.class, 3, Duration.ofMinutes(30));

    private static final Duration LATER = Duration.ofSeconds(5);
    private static final int LONGEST_COURTESY = 60;

    private final WireVisits visits;
    private final WireWatch watch;
    private final ArtifactStore artifacts = new ArtifactStore();

    /** A sentinel that tells this watch. */
    public DriftSentinel(WireVisits visits, WireWatch watch) {
        this.visits = visits;
        this.watch = watch;
    }

    @Override
    public Future<JobOutcome> run(JobRun<Walk> run) {
        // Customers first, but not for ever.
        return watch.busy()
                .compose(busy -> busy && run.attempt() < LONGEST_COURTESY
                        ? Future.succeededFuture(new JobOutcome.Snooze(LATER))
                        : walk(run));
    }

    private Future<JobOutcome> walk(JobRun<Walk> run) {
        Found found = new Found();
        return visits.<Boolean>visit(run, false, visit -> walk(visit, found, 0).map(true))
                .compose(
                        visited -> visited.isPresent()
                                ? tell(run, found, null)
                                : Future.succeededFuture(new JobOutcome.Snooze(LATER)),
                        error -> stopped(run, found, error));
    }

    /** Part after part, as long as nothing is missing: what comes behind a missing element cannot be reached. */
    private Future<Void> walk(WireVisits.Visit visit, Found found, int next) {
        if (next == SurveyPart.values().length || found.isMissing()) {
            return Future.succeededFuture();
        }
        return visit.look(Look.SURVEY, SurveyPart.values()[next].name()).compose(seen -> {
            found.add(seen);
            return walk(visit, found, next + 1);
        });
    }

    private Future<JobOutcome> stopped(JobRun<Walk> run, Found found, Throwable error) {
        if (!(error instanceof WireFailure failure)) {
            return Future.failedFuture(error);
        }
        boolean last = run.attempt() >= run.maxAttempts();
        boolean mayPass =
                failure.kind() == WireFailure.Kind.RETRYABLE && (failure.category() == FailureCategory.WIRE || !last);
        if (mayPass) {
            // A wire that is away is no drift: nothing can be bought there anyway.
            return Future.succeededFuture(new JobOutcome.Retry(failure.category(), failure.getMessage()));
        }
        if (error instanceof LookFailed look) {
            found.page = look.seen();
        }
        return tell(run, found, failure.getMessage());
    }

    private Future<JobOutcome> tell(JobRun<Walk> run, Found found, String blocked) {
        Verdict verdict = new Verdict(List.copyOf(found.sightings), blocked, found.version, found.balance);
        JsonObject result = new JsonObject()
                .put("clean", verdict.isClean())
                .put("selectors_version", verdict.version())
                .put("looked_for", verdict.sightings().size())
                .put("by_fallback", verdict.byFallback().size())
                .put("missing", verdict.missing().size())
                .put("blocked", blocked)
                .put("balance", verdict.balance())
                .put("findings", verdict.findings());
        return watch.database()
                .inTransaction(tx -> keep(tx, run, found.page).compose(kept -> watch.note(tx, verdict, run.id())))
                .map(noted -> new JobOutcome.Done(result));
    }

    private Future<Void> keep(com.bravapress.database.Tx tx, JobRun<Walk> run, Seen page) {
        return page == null ? Future.succeededFuture() : artifacts.keep(tx, run.id(), page.picture(), page.dom());
    }

    /** Nothing to say: it always walks the whole road. */
    public record Walk() {}

    /** What was found so far. */
    private static final class Found {
        private final List<Sighting> sightings = new ArrayList<>();
        private Integer balance;
        private String version;
        private Seen page;

        void add(Seen seen) {
            sightings.addAll(seen.surveyed().sightings());
            version = seen.surveyed().version();
            balance = seen.surveyed().balance() == null
                    ? balance
                    : seen.surveyed().balance();
            page = seen.page() == null ? page : seen;
        }

        boolean isMissing() {
            return sightings.stream().anyMatch(Sighting::isMissing);
        }
    }
}
