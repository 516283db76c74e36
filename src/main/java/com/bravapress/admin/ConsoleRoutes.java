package com.bravapress.admin;

import com.bravapress.database.Database;
import com.bravapress.http.Access;
import com.bravapress.http.AppException;
import com.bravapress.http.Endpoint;
import com.bravapress.http.Json;
import com.bravapress.http.Reply;
import com.bravapress.http.Request;
import com.bravapress.http.Routes;
import com.bravapress.jobs.JobStatus;
import com.bravapress.releases.ReleaseJob;
import com.bravapress.wire.drift.WatchStore;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The team's pages: complete without JavaScript, kept up to date by {@code webroot/js/console.js} with it. */
public final class ConsoleRoutes implements Routes {
    private static final String HOME = "/dashboard/admin";
    private static final List<String> FILTERS = List.of("status", "type", "since", "from", "to", "customer", "q");

    private final Database database;
    private final ConsoleStore console;
    private final DossierStore dossiers;
    private final OpenAlertStore alerts = new OpenAlertStore();
    private final WatchStore watch = new WatchStore();

    /** The pages under {@code /dashboard/admin}. */
    public ConsoleRoutes(Database database, ConsoleStore console, DossierStore dossiers) {
        this.database = database;
        this.console = console;
        this.dossiers = dossiers;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(HOME, Access.SUPPORT, this::home),
                Endpoint.get(HOME + "/jobs/:id", Access.SUPPORT, this::job));
    }

    private Future<Reply> home(Request request) {
        return switch (JobFilter.oneOf(request, "tab", List.of("jobs", "releases")) == null
                ? "jobs"
                : request.query("tab").orElseThrow()) {
            case "releases" -> releases(request);
            default -> jobs(request);
        };
    }

    private Future<Reply> jobs(Request request) {
        JobFilter filter = JobFilter.of(request);
        Future<List<JobRow>> rows = console.jobs(database, filter);
        Future<Counts> counts = console.counts(database);
        Future<List<OpenAlertStore.Alert>> open = alerts.open(database);
        Future<List<WatchStore.Watched>> wires = watch.all(database);
        return Future.all(rows, counts, open, wires).map(all -> {
            Map<String, Object> model = list(request, "jobs");
            model.put("alerts", trees(open.result()));
            model.put("wires", WireRoutes.trees(wires.result()));
            model.put("jobs", trees(AdminRoutes.page(rows.result(), filter.limit())));
            model.put("counts", counts.result().jobs());
            model.put("capped", counts.result().capped());
            model.put("statuses", JobFilter.STATUSES);
            model.put("types", JobFilter.TYPES);
            String next = AdminRoutes.next(rows.result(), filter.limit(), AdminRoutes::cursor);
            model.put("next", next == null ? "" : link(request, "jobs", next));
            return Reply.page("admin/jobs", model);
        });
    }

    private Future<Reply> releases(Request request) {
        ReleaseFilter filter = ReleaseFilter.of(request);
        return console.releases(database, filter).map(rows -> {
            Map<String, Object> model = list(request, "releases");
            model.put("releases", trees(AdminRoutes.page(rows, filter.limit())));
            model.put("statuses", ReleaseFilter.STATUSES);
            String next = AdminRoutes.next(rows, filter.limit(), AdminRoutes::cursor);
            model.put("next", next == null ? "" : link(request, "releases", next));
            return Reply.page("admin/releases", model);
        });
    }

    private Future<Reply> job(Request request) {
        return dossiers.find(database, request.pathLong("id")).map(found -> {
            Dossier dossier = found.orElseThrow(AppException::notFound);
            Map<String, Object> model = new HashMap<>();
            model.put("job", AdminRoutes.tree(dossier));
            model.put("data_text", pretty(dossier.about().data()));
            model.put("result_text", pretty(dossier.about().result()));
            JobRow job = dossier.job();
            boolean aboutWire = job.type().equals(ReleaseJob.TYPE.name()) && job.pressReleaseSubmissions() != null;
            model.put(
                    "obstacle",
                    Retries.obstacle(
                                    JobStatus.of(job.status()),
                                    aboutWire ? job.pressReleaseSubmissions().status() : null,
                                    dossier.doubt())
                            .orElse(""));
            model.put("decisions", aboutWire ? Decisions.open(dossier) : List.of());
            return Reply.page("admin/job", model);
        });
    }

    private static Map<String, Object> list(Request request, String tab) {
        Map<String, Object> model = new HashMap<>();
        Map<String, String> filters = new LinkedHashMap<>();
        FILTERS.forEach(name -> request.query(name).ifPresent(value -> filters.put(name, value)));
        model.put("tab", tab);
        model.put("filters", filters);
        model.put("first", request.query("after").isPresent() ? link(request, tab, null) : "");
        return model;
    }

    /** This list with the same filters, from another place on. */
    private static String link(Request request, String tab, String after) {
        StringBuilder link = new StringBuilder(HOME + "?tab=" + tab);
        FILTERS.forEach(name -> request.query(name).ifPresent(value -> parameter(link, name, value)));
        if (after != null) {
            parameter(link, "after", after);
        }
        return link.toString();
    }

    private static void parameter(StringBuilder link, String name, String value) {
        link.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /** Rows for templates, with the names and texts of the API. */
    private static List<?> trees(List<? extends Record> rows) {
        return rows.stream().map(row -> Json.as(Map.class, row)).toList();
    }

    private static String pretty(io.vertx.core.json.JsonObject object) {
        return object == null ? "" : object.encodePrettily();
    }
}
