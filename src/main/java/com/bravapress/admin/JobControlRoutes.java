package com.bravapress.admin;

import com.bravapress.http.Access;
import com.bravapress.http.AppException;
import com.bravapress.http.Endpoint;
import com.bravapress.http.FieldError;
import com.bravapress.http.Json;
import com.bravapress.http.Reply;
import com.bravapress.http.Request;
import com.bravapress.http.Routes;
import com.bravapress.jobs.JobDesk;
import com.bravapress.jobs.JobStatus;
import com.bravapress.jobs.TypeDesk;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The endpoints of {@link JobControl}. */
public final class JobControlRoutes implements Routes {
    private static final String JOB = "/api/admin/jobs/:id";
    private static final String TYPE = "/api/admin/job-types/:type";
    private static final int LONGEST_SNOOZE = (int) Duration.ofDays(30).toMinutes();
    private static final int MOST_AT_ONCE = 1_000;
    private static final List<String> TYPES =
            Stream.concat(Stream.of(TypeDesk.ALL), JobFilter.TYPES.stream()).toList();

    private final JobControl control;

    /** The endpoints over this control. */
    public JobControlRoutes(JobControl control) {
        this.control = control;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post(JOB + "/cancel", Access.ADMIN, this::cancel),
                Endpoint.post(JOB + "/run-now", Access.ADMIN, this::runNow),
                Endpoint.post(JOB + "/snooze", Access.ADMIN, this::snooze),
                Endpoint.post(JOB + "/priority", Access.ADMIN, this::priority),
                Endpoint.get("/api/admin/job-types", Access.SUPPORT, this::rules),
                Endpoint.post(TYPE + "/pause", Access.ADMIN, this::pause),
                Endpoint.post(TYPE + "/resume", Access.ADMIN, this::resume),
                Endpoint.post(TYPE + "/limit", Access.ADMIN, this::limit));
    }

    private Future<Reply> cancel(Request request) {
        long id = request.pathLong("id");
        return AdminRoutes.acted(
                request,
                id,
                () -> control.cancel(request.principal(), id, AdminRoutes.reason(request)),
                status -> status.equals(JobStatus.PROCESSING.id())
                        ? "Job " + id + " was asked to stop: it ends before its next irreversible step."
                        : "Job " + id + " is cancelled.");
    }

    private Future<Reply> runNow(Request request) {
        long id = request.pathLong("id");
        return AdminRoutes.acted(
                request,
                id,
                () -> control.runNow(request.principal(), id, AdminRoutes.reason(request)),
                status -> "Job " + id + " is due now.");
    }

    private Future<Reply> snooze(Request request) {
        long id = request.pathLong("id");
        return AdminRoutes.acted(
                request,
                id,
                () -> {
                    int minutes = within(request.input(Minutes.class).minutes(), "minutes", 1, LONGEST_SNOOZE);
                    return control.snooze(
                            request.principal(), id, Duration.ofMinutes(minutes), AdminRoutes.reason(request));
                },
                status -> "Job " + id + " is put off.");
    }

    private Future<Reply> priority(Request request) {
        long id = request.pathLong("id");
        int most = JobDesk.HIGHEST_PRIORITY;
        return AdminRoutes.acted(
                request,
                id,
                () -> control.prioritise(
                        request.principal(),
                        id,
                        within(request.input(Priority.class).priority(), "priority", -most, most),
                        AdminRoutes.reason(request)),
                status -> "The priority of job " + id + " is changed.");
    }

    private Future<Reply> rules(Request request) {
        return control.rules()
                .map(all -> Reply.json(Map.of(
                        "job_types",
                        all.stream().map(rule -> Json.as(Map.class, rule)).toList())));
    }

    private Future<Reply> pause(Request request) {
        return control.pause(request.principal(), type(request), AdminRoutes.reason(request))
                .compose(done -> rules(request));
    }

    private Future<Reply> resume(Request request) {
        return control.resume(request.principal(), type(request), AdminRoutes.reason(request))
                .compose(done -> rules(request));
    }

    private Future<Reply> limit(Request request) {
        Integer most = request.input(Limit.class).maxRunning();
        if (type(request).equals(TypeDesk.ALL)) {
            throw bad("type", "A limit is of one type.");
        }
        Integer checked = most == null ? null : within(most, "max_running", 1, MOST_AT_ONCE);
        return control.limit(request.principal(), type(request), checked, AdminRoutes.reason(request))
                .compose(done -> rules(request));
    }

    private static String type(Request request) {
        String type = request.path("type");
        if (!TYPES.contains(type)) {
            throw AppException.notFound();
        }
        return type;
    }

    private static int within(Integer value, String field, int least, int most) {
        if (value == null || value < least || value > most) {
            throw bad(field, "Give a whole number from " + least + " to " + most + ".");
        }
        return value;
    }

    private static AppException bad(String field, String mend) {
        return AppException.invalid(List.of(new FieldError(field, mend)));
    }

    /** {@code minutes} from now. */
    record Minutes(Integer minutes) {}

    /** Higher is claimed first. */
    record Priority(Integer priority) {}

    /** In all processes together; null for no limit. */
    record Limit(Integer maxRunning) {}
}
