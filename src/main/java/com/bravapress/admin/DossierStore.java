package com.bravapress.admin;

import com.bravapress.database.Sql;
import com.bravapress.jobs.TimelineStore;
import com.bravapress.releases.ReleaseJob;
import com.bravapress.wire.ReplayPlan;
import com.bravapress.wire.StepRow;
import com.bravapress.wire.WireStepStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the page of one job reads: a fixed number of statements, side by side, each by an index. */
public final class DossierStore {
    private final ConsoleStore console;
    private final TimelineStore timeline;
    private final WireStepStore ledgers = new WireStepStore();

    /** Reads beside the lists and the timeline. */
    public DossierStore(ConsoleStore console, TimelineStore timeline) {
        this.console = console;
        this.timeline = timeline;
    }

    /** Everything about one job; empty when there is none. */
    Future<Optional<Dossier>> find(Sql sql, long id) {
        return console.jobs(sql, List.of(id)).compose(rows -> {
            if (rows.isEmpty()) {
                return Future.succeededFuture(Optional.empty());
            }
            JobRow job = rows.get(0);
            Future<Dossier.About> about = sql.one(ABOUT, DossierStore::about, id);
            Future<List<Dossier.Step>> steps = sql.list(STEPS, DossierStore::step, id);
            Future<List<TimelineStore.Seen>> events = timeline.ofJob(sql, id);
            Future<List<Dossier.Artifact>> artifacts = sql.list(ARTIFACTS, DossierStore::artifact, id);
            Future<Boolean> doubt = inDoubt(sql, id);
            Future<List<StepRow>> ledger = job.type().equals(ReleaseJob.TYPE.name())
                            && job.pressReleaseSubmissions() != null
                    ? ledgers.ofSubmission(sql, job.pressReleaseSubmissions().id())
                    : Future.succeededFuture(List.of());
            return Future.all(about, steps, events, artifacts, doubt, ledger)
                    .map(all -> Optional.of(new Dossier(
                            job,
                            about.result(),
                            Attempts.of(events.result()),
                            steps.result(),
                            events.result().stream()
                                    .map(e -> new Dossier.Event(e.at(), e.kind(), e.actor(), e.detail()))
                                    .toList(),
                            artifacts.result(),
                            doubt.result(),
                            plan(job, about.result(), ledger.result()))));
        });
    }

    private static List<Dossier.Planned> plan(JobRow job, Dossier.About about, List<StepRow> ledger) {
        if (!job.type().equals(ReleaseJob.TYPE.name())) {
            return List.of();
        }
        boolean testMode =
                about.data() != null && Boolean.TRUE.equals(about.data().getValue("test_mode"));
        return ReplayPlan.of(ledger, testMode).stream()
                .map(each -> new Dossier.Planned(
                        each.step().id(), each.step().label(), each.action().id(), each.note()))
                .toList();
    }

    private static final String ABOUT = """
            SELECT j.data, j.result, j.worker, s.package_type, s.payment_amount, s.currency, s.stripe_payment_intent_id,
                s.einpresswire_order_id, s.einpresswire_submission_id, s.wire_url, s.wire_status, s.company_name,
                s.contact_name, s.contact_email, s.contact_phone, s.wire_reason, d.outlets
            FROM jobs j LEFT JOIN press_release_submissions s ON s.id = j.submission_id
                LEFT JOIN distribution_reports d ON d.submission_id = s.id
            WHERE j.id = $1
            """;

    private static final String STEPS = """
            SELECT w.id, w.attempt, w.step, w.irreversible, w.state, w.reference, w.external_id, w.url, w.note, w.error,
                w.artifact_id, a.content_type, w.before_artifact_id, w.selectors, w.drifted, w.started_at, w.finished_at,
                w.duration_ms
            FROM wire_steps w LEFT JOIN artifacts a ON a.id = w.artifact_id
            WHERE w.job_id = $1 ORDER BY w.id LIMIT 500
            """;

    // The size of a bytea is known without reading it.
    private static final String ARTIFACTS = """
            SELECT id, kind, content_type, octet_length(bytes) AS size, created_at
            FROM artifacts WHERE job_id = $1 ORDER BY created_at, id LIMIT 500
            """;

    private static final String IN_DOUBT = """
            SELECT 1 FROM wire_steps w JOIN jobs j ON j.submission_id = w.submission_id
            WHERE j.id = $1 AND j.type = 'press_release_submission' AND w.state = 'in_doubt' LIMIT 1
            """;

    /** Whether it is unknown if an irreversible click for the release that a job puts on the wire happened. */
    Future<Boolean> inDoubt(Sql sql, long id) {
        return sql.first(IN_DOUBT, row -> true, id).map(Optional::isPresent);
    }

    private static final String SUBMISSION_OF = """
            SELECT submission_id FROM jobs WHERE id = $1 AND type = 'press_release_submission'
            """;

    /** The release that a job puts on the wire; empty for other jobs. */
    Future<Optional<UUID>> submissionOf(Sql sql, long id) {
        return sql.first(SUBMISSION_OF, row -> row.getUUID("submission_id"), id);
    }

    private static final String RELEASE_STATUS = """
            SELECT s.status FROM press_release_submissions s JOIN jobs j ON j.submission_id = s.id
            WHERE j.id = $1 AND j.type = 'press_release_submission'
            FOR SHARE OF s
            """;

    /** How the release that a job puts on the wire stands, held until the transaction ends; empty for other jobs. */
    Future<Optional<String>> releaseStatus(Sql sql, long id) {
        return sql.first(RELEASE_STATUS, row -> row.getString("status"), id);
    }

    private static final String LATEST_JOB = """
            SELECT id FROM jobs WHERE submission_id = $1 AND type = 'press_release_submission' ORDER BY id DESC LIMIT 1
            """;

    /** The last job that was to put this release on the wire. */
    Future<Optional<Long>> latestJob(Sql sql, UUID submission) {
        return sql.first(LATEST_JOB, row -> row.getLong("id"), submission);
    }

    private static final String PLAYED = """
            SELECT * FROM (
                SELECT status, data FROM jobs WHERE submission_id = $1 AND type = 'press_release_submission'
                ORDER BY id DESC LIMIT 1) last
            WHERE status = 'completed' AND (data->>'test_mode')::boolean
            """;

    /** The last job of a release, if that was a completed one in test mode. */
    Future<Optional<Played>> played(Sql sql, UUID submission) {
        return sql.first(
                PLAYED,
                row -> new Played(
                        row.getJsonObject("data").getString("package_type"),
                        row.getJsonObject("data").getBoolean("demo_mode", false)),
                submission);
    }

    /** What a job in test mode was given. */
    record Played(String packageType, boolean demoMode) {}

    private static final String CONTENT = """
            SELECT kind, content_type, bytes FROM artifacts WHERE id = $1
            """;

    /** A stored screenshot, DOM snapshot or trace. */
    Future<Optional<Content>> artifact(Sql sql, UUID id) {
        return sql.first(
                CONTENT,
                row -> new Content(row.getString("kind"), row.getString("content_type"), row.getBuffer("bytes")),
                id);
    }

    /** The bytes of an artifact. */
    record Content(String kind, String contentType, io.vertx.core.buffer.Buffer bytes) {}

    private static Dossier.About about(Row row) {
        return new Dossier.About(
                row.getJsonObject("data"),
                row.getJsonObject("result"),
                row.getString("worker"),
                row.getString("package_type"),
                row.getInteger("payment_amount"),
                row.getString("currency"),
                row.getString("stripe_payment_intent_id"),
                row.getString("einpresswire_order_id"),
                row.getString("einpresswire_submission_id"),
                row.getString("wire_url"),
                row.getString("wire_status"),
                row.getString("company_name"),
                row.getString("contact_name"),
                row.getString("contact_email"),
                row.getString("contact_phone"),
                row.getString("wire_reason"),
                row.getJsonArray("outlets"));
    }

    private static Dossier.Step step(Row row) {
        return new Dossier.Step(
                row.getLong("id"),
                row.getInteger("attempt"),
                row.getString("step"),
                StepAt.label(row.getString("step")),
                row.getBoolean("irreversible"),
                row.getString("state"),
                row.getString("reference"),
                row.getString("external_id"),
                row.getString("url"),
                row.getString("note"),
                row.getString("error"),
                row.getUUID("artifact_id"),
                row.getString("content_type"),
                row.getUUID("before_artifact_id"),
                row.getString("selectors"),
                List.of(row.getArrayOfStrings("drifted")),
                ConsoleStore.instant(row, "started_at"),
                ConsoleStore.instant(row, "finished_at"),
                row.getInteger("duration_ms"));
    }

    private static Dossier.Artifact artifact(Row row) {
        return new Dossier.Artifact(
                row.getUUID("id"),
                row.getString("kind"),
                row.getString("content_type"),
                row.getInteger("size"),
                ConsoleStore.instant(row, "created_at"));
    }
}
