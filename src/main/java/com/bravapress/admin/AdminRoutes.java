package com.bravapress.admin;

import com.bravapress.database.Database;
import com.bravapress.http.Access;
import com.bravapress.http.AppException;
import com.bravapress.http.Endpoint;
import com.bravapress.http.FieldError;
import com.bravapress.http.Json;
import com.bravapress.http.Reply;
import com.bravapress.http.Request;
import com.bravapress.http.Routes;
import com.bravapress.jobs.JobStatus;
import com.bravapress.releases.ReleaseStatus;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The team's API: lists, one job, retry, artifacts, live stream. */
public final class AdminRoutes implements Routes {
    private static final Set<String> SHOWN_IN_PLACE = Set.of("image/jpeg", "image/png");
    private static final int LONGEST_REASON = 500;

    private final Database database;
    private final ConsoleStore console;
    private final DossierStore dossiers;
    private final Retries retries;
    private final Resolutions resolutions;
    private final LiveStream live;

    /** The endpoints under {@code /api/admin} and {@code /api/artifacts}. */
    public AdminRoutes(
            Database database,
            ConsoleStore console,
            DossierStore dossiers,
            Retries retries,
            Resolutions resolutions,
            LiveStream live) {
        this.database = database;
        this.console = console;
        this.dossiers = dossiers;
        this.retries = retries;
        this.resolutions = resolutions;
        this.live = live;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/api/admin/jobs", Access.SUPPORT, this::jobs),
                Endpoint.get("/api/admin/jobs/:id", Access.SUPPORT, this::job),
                Endpoint.post("/api/admin/jobs/:id/retry", Access.SUPPORT, this::retry),
                Endpoint.post("/api/admin/jobs/:id/resolve", Access.SUPER_ADMIN, this::resolve),
                Endpoint.get("/api/admin/press-releases", Access.SUPPORT, this::releases),
                Endpoint.get("/api/admin/events", Access.SUPPORT, live::connect),
                Endpoint.get("/api/artifacts/:id", Access.SUPPORT, this::artifact));
    }

    private Future<Reply> jobs(Request request) {
        JobFilter filter = JobFilter.of(request);
        Future<List<JobRow>> rows = console.jobs(database, filter);
        Future<Counts> counts = console.counts(database);
        return Future.all(rows, counts).map(both -> {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("jobs", page(rows.result(), filter.limit()));
            answer.put("counts", counts.result().tree());
            answer.put("next", next(rows.result(), filter.limit(), AdminRoutes::cursor));
            return Reply.json(answer);
        });
    }

    private Future<Reply> releases(Request request) {
        ReleaseFilter filter = ReleaseFilter.of(request);
        return console.releases(database, filter).map(rows -> {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("press_releases", page(rows, filter.limit()));
            answer.put("next", next(rows, filter.limit(), AdminRoutes::cursor));
            return Reply.json(answer);
        });
    }

    private Future<Reply> job(Request request) {
        return dossiers.find(database, request.pathLong("id"))
                .map(found -> Reply.json(tree(found.orElseThrow(AppException::notFound))));
    }

    /** The list's shape with everything else beside it. */
    static Map<String, Object> tree(Dossier dossier) {
        @SuppressWarnings("unchecked")
        Map<String, Object> tree = new LinkedHashMap<>(Json.as(Map.class, dossier.job()));
        @SuppressWarnings("unchecked")
        Map<String, Object> about = Json.as(Map.class, dossier.about());
        tree.put("data", about.remove("data"));
        tree.put("result", about.remove("result"));
        tree.put("about", about);
        tree.put("attempts_log", Json.as(List.class, dossier.attemptsLog()));
        tree.put("steps", Json.as(List.class, dossier.steps()));
        tree.put("events", Json.as(List.class, dossier.events()));
        tree.put("artifacts", Json.as(List.class, dossier.artifacts()));
        tree.put("in_doubt", dossier.doubt());
        tree.put("replay_plan", Json.as(List.class, dossier.replayPlan()));
        return tree;
    }

    private Future<Reply> retry(Request request) {
        long id = request.pathLong("id");
        return acted(
                request,
                id,
                () -> retries.retry(request.principal(), id, reason(request)).map(JobStatus::id));
    }

    private Future<Reply> resolve(Request request) {
        long id = request.pathLong("id");
        return acted(
                request,
                id,
                () -> resolutions.resolve(request.principal(), id, request.input(Resolutions.Decision.class)));
    }

    private static Future<Reply> acted(Request request, long id, Supplier<Future<String>> action) {
        return acted(request, id, action, status -> done(id, status));
    }

    /** Programs get the new status; people go back to the job's page, which says what happened. */
    static Future<Reply> acted(Request request, long id, Supplier<Future<String>> action, UnaryOperator<String> words) {
        boolean program = !request.header("Content-Type")
                .orElse("")
                .toLowerCase(java.util.Locale.ROOT)
                .startsWith("application/x-www-form-urlencoded");
        String page = "/dashboard/admin/jobs/" + id;
        return Future.succeededFuture()
                .compose(begin -> action.get())
                .map(status -> program
                        ? Reply.json(Map.of("id", id, "status", status))
                        : Reply.redirect(page).flash("success", words.apply(status)))
                .recover(error -> !program && error instanceof AppException refusal
                        ? Future.succeededFuture(Reply.redirect(page).flash("error", refusal.getMessage()))
                        : Future.failedFuture(error));
    }

    private static String done(long id, String status) {
        return status.equals(JobStatus.RETRYING.id())
                ? "Job " + id + " is queued again."
                : status.equals(ReleaseStatus.REFUNDED.id())
                        ? "The money went back and the release is refunded."
                        : "The refund is asked for: Stripe will say when the money is back.";
    }

    static String reason(Request request) {
        String reason = request.input(Reason.class).reason();
        if (reason == null || reason.isBlank()) {
            throw AppException.invalid(List.of(new FieldError("reason", "Say why: it is kept in the audit.")));
        }
        if (reason.length() > LONGEST_REASON) {
            throw AppException.invalid(
                    List.of(new FieldError("reason", "Keep the reason within " + LONGEST_REASON + " characters.")));
        }
        return reason.trim();
    }

    private Future<Reply> artifact(Request request) {
        return dossiers.artifact(database, request.pathUuid("id")).map(found -> {
            DossierStore.Content content = found.orElseThrow(AppException::notFound);
            boolean inPlace = content.kind().equals("screenshot") && SHOWN_IN_PLACE.contains(content.contentType());
            // A DOM snapshot is somebody else's page: it must never run on our origin.
            String type = inPlace ? content.contentType() : "application/octet-stream";
            String disposition =
                    inPlace ? "inline" : "attachment; filename=\"" + request.path("id") + extension(content) + "\"";
            return Reply.bytes(200, type, content.bytes())
                    .header("Content-Disposition", disposition)
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Cache-Control", "private, no-store");
        });
    }

    private static String extension(DossierStore.Content content) {
        return switch (content.kind()) {
            case "dom" -> ".html";
            case "trace" -> ".zip";
            default -> ".bin";
        };
    }

    static <T> List<T> page(List<T> rows, int limit) {
        return rows.subList(0, Math.min(limit, rows.size()));
    }

    /** Behind which row the next page begins; null when there is none. */
    static <T> String next(List<T> rows, int limit, Function<T, PageCursor> cursor) {
        return rows.size() > limit ? cursor.apply(rows.get(limit - 1)).text() : null;
    }

    static PageCursor cursor(JobRow row) {
        return new PageCursor(row.createdAt(), Long.toString(row.id()));
    }

    static PageCursor cursor(ReleaseRow row) {
        return new PageCursor(row.createdAt(), row.id().toString());
    }

    private record Reason(String reason) {}
}
