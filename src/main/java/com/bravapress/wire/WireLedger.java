package com.bravapress.wire;

import com.bravapress.database.Database;
import com.bravapress.database.Sql;
import com.bravapress.database.Tx;
import com.bravapress.jobs.FailureCategory;
import com.bravapress.jobs.JobRun;
import com.bravapress.jobs.Timeline;
import com.bravapress.releases.ReleaseJob;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.wire.WireChannels.StepResult;
import com.bravapress.wire.pages.WireFailure;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Writes steps with their timeline and pictures, each change in one transaction. */
final class WireLedger {
    private final Database database;
    private final WireStepStore steps;
    private final ArtifactStore artifacts;
    private final Timeline timeline;

    WireLedger(Database database, WireStepStore steps, ArtifactStore artifacts, Timeline timeline) {
        this.database = database;
        this.steps = steps;
        this.artifacts = artifacts;
        this.timeline = timeline;
    }

    Database database() {
        return database;
    }

    WireStepStore steps() {
        return steps;
    }

    Timeline timeline() {
        return timeline;
    }

    /** Begins a step; its row id. */
    Future<Long> begin(JobRun<ReleaseJob> run, WireStep step) {
        return database.inTransaction(tx -> begin(tx, run, step));
    }

    private Future<Long> begin(Tx tx, JobRun<ReleaseJob> run, WireStep step) {
        return steps.begin(tx, run.id(), submission(run), run.attempt(), step)
                .compose(id -> tell(tx, run, step, StepState.INTENDED, new JsonObject())
                        .map(id));
    }

    /**
     * Commits that the click is about to be made. Fails with {@link JobLost} when the job is another's by now, with {@link
     * Stopped} when a person wants it stopped, and for good when the release is no longer on its way: it was refunded, or
     * somebody decided about it.
     *
     * @param balance releases left on the account before a purchase, else null
     */
    Future<Void> dispatch(
            JobRun<ReleaseJob> run, WireStep step, long id, String reference, StepResult before, Integer balance) {
        return database.inTransaction(tx -> steps.hold(tx, run.id(), run.attempt(), submission(run))
                .compose(WireLedger::clear)
                .compose(clear -> steps.dispatch(tx, id, reference, before.url(), balance))
                .compose(ours -> ours ? picture(tx, run, before) : Future.failedFuture(new JobLost()))
                .compose(picture -> steps.stoodAt(tx, id, picture.orElse(null)).map(picture))
                .compose(picture -> tell(
                        tx,
                        run,
                        step,
                        StepState.DISPATCHED,
                        new JsonObject()
                                .put("reference", reference)
                                .put("url", before.url())
                                .put("artifact_id", text(picture.orElse(null))))));
    }

    private static Future<Void> clear(WireStepStore.Held held) {
        if (!held.ours()) {
            return Future.failedFuture(new JobLost());
        }
        if (held.stop()) {
            return Future.failedFuture(new Stopped());
        }
        return held.release().equals(ReleaseStatus.PROCESSING.id())
                ? Future.succeededFuture()
                : Future.failedFuture(halted(held.release()));
    }

    static WireFailure halted(String status) {
        return new WireFailure(
                WireFailure.Kind.PERMANENT,
                FailureCategory.PAYMENT,
                "The release became " + status + " meanwhile: nothing more is bought or published for it");
    }

    /** Ends a step. */
    Future<Void> end(JobRun<ReleaseJob> run, WireStep step, long id, StepEnd end, StepResult seen) {
        return end(run, step, id, end, seen, tx -> Future.succeededFuture());
    }

    /** Ends a step together with what else becomes true by it. */
    Future<Void> end(
            JobRun<ReleaseJob> run,
            WireStep step,
            long id,
            StepEnd end,
            StepResult seen,
            Function<Tx, Future<Void>> also) {
        return database.inTransaction(tx -> picture(tx, run, seen)
                .compose(picture -> dom(tx, run, seen).map(picture))
                .compose(picture -> trace(tx, run, seen).map(picture))
                .compose(picture -> seen == null
                        ? Future.succeededFuture(picture)
                        : steps.saw(tx, id, seen.evidence()).map(picture))
                .compose(picture -> end(
                        tx,
                        run,
                        step,
                        id,
                        end.at(seen == null ? null : seen.url()).shown(picture.orElse(null))))
                .compose(done -> also.apply(tx)));
    }

    private Future<Void> end(Tx tx, JobRun<ReleaseJob> run, WireStep step, long id, StepEnd end) {
        return steps.end(tx, id, end)
                .compose(duration -> duration.isEmpty()
                        ? Future.failedFuture(new IllegalStateException(
                                "step " + id + " cannot become " + end.state().id()))
                        : tell(
                                tx,
                                run,
                                step,
                                end.state(),
                                new JsonObject()
                                        .put("duration_ms", duration.get())
                                        .put("external_id", end.externalId())
                                        .put("url", end.url())
                                        .put("note", end.note())
                                        .put("error", end.error())
                                        .put("artifact_id", text(end.artifactId()))));
    }

    /** Records a step that is not needed. */
    Future<Void> skip(JobRun<ReleaseJob> run, WireStep step, String why) {
        return database.inTransaction(tx -> skip(tx, run, step, why));
    }

    private Future<Void> skip(Tx tx, JobRun<ReleaseJob> run, WireStep step, String why) {
        return begin(tx, run, step)
                .compose(id ->
                        end(tx, run, step, id, StepEnd.of(StepState.SKIPPED).noting(why)));
    }

    /** Takes one of the releases left on the account, unless all of them are spoken for; whether it did. */
    Future<Boolean> useBalance(JobRun<ReleaseJob> run, int left) {
        return database.inTransaction(tx -> steps.reserved(tx, submission(run))
                .compose(reserved -> left - reserved > 0
                        ? skip(tx, run, WireStep.PURCHASE, "uses one of " + left + " releases left on the account")
                                .map(true)
                        : Future.succeededFuture(false)));
    }

    /** A remark in the timeline. */
    Future<Void> remark(Tx tx, JobRun<ReleaseJob> run, String text) {
        return tell(tx, run, Timeline.Kind.LOG, new JsonObject().put("message", text));
    }

    /** A remark that the team should look at. */
    Future<Void> alert(Tx tx, JobRun<ReleaseJob> run, FailureCategory category, String text) {
        return tell(
                tx,
                run,
                Timeline.Kind.ALERT,
                new JsonObject()
                        .put("kind", "wire_release_halted")
                        .put("category", category.id())
                        .put("message", text));
    }

    private Future<Void> tell(Tx tx, JobRun<ReleaseJob> run, Timeline.Kind kind, JsonObject detail) {
        return timeline.append(tx, new Timeline.Entry(run.id(), submission(run), kind, run.actor(), detail));
    }

    private Future<Optional<UUID>> picture(Sql sql, JobRun<ReleaseJob> run, StepResult seen) {
        return seen == null || seen.picture() == null
                ? Future.succeededFuture(Optional.empty())
                : artifacts.putPicture(sql, run.id(), seen.picture());
    }

    private Future<Optional<UUID>> dom(Sql sql, JobRun<ReleaseJob> run, StepResult seen) {
        return seen == null || seen.dom() == null
                ? Future.succeededFuture(Optional.empty())
                : artifacts.putDom(sql, run.id(), seen.dom());
    }

    private Future<Optional<UUID>> trace(Sql sql, JobRun<ReleaseJob> run, StepResult seen) {
        return seen == null || seen.evidence().trace() == null
                ? Future.succeededFuture(Optional.empty())
                : artifacts.putTrace(sql, run.id(), seen.evidence().trace());
    }

    private Future<Void> tell(Tx tx, JobRun<ReleaseJob> run, WireStep step, StepState state, JsonObject more) {
        JsonObject detail = new JsonObject()
                .put("step", step.id())
                .put("label", step.label())
                .put("state", state.id())
                .put("number", step.number())
                .put("of", WireStep.values().length);
        more.forEach(member -> {
            if (member.getValue() != null) {
                detail.put(member.getKey(), member.getValue());
            }
        });
        return timeline.append(
                tx, new Timeline.Entry(run.id(), submission(run), Timeline.Kind.STEP, run.actor(), detail));
    }

    private static String text(UUID id) {
        return id == null ? null : id.toString();
    }

    static UUID submission(JobRun<ReleaseJob> run) {
        return run.payload().submissionId();
    }
}
