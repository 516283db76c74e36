package com.bravapress.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class ConsoleStoreIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private TeamSite site;
    private UUID release;

    @BeforeEach
    void setUp(Vertx vertx) {
        site = TeamSite.open(vertx);
        UUID customer = site.seed.customer("Ada Berg", "ada@harbour.example");
        release = site.seed.release(customer, "Harbour opens 100% electric yard", "Harbourlight", "processing");
    }

    @Test
    void a_job_comes_in_the_shape_of_the_contract() throws Exception {
        long id = site.seed.job(release, "processing");
        step(id, "sign_in", "confirmed");
        step(id, "compose", "intended");
        JsonObject answer = json("/api/admin/jobs");
        JsonObject job = answer.getJsonArray("jobs").getJsonObject(0);
        assertThat(job.fieldNames())
                .contains(
                        "id",
                        "type",
                        "status",
                        "priority",
                        "attempts",
                        "max_attempts",
                        "created_at",
                        "run_at",
                        "started_at",
                        "completed_at",
                        "error",
                        "error_category",
                        "press_release_submissions");
        assertThat(job.getJsonObject("press_release_submissions"))
                .isEqualTo(new JsonObject()
                        .put("id", release.toString())
                        .put("title", "Harbour opens 100% electric yard")
                        .put("company_name", "Harbourlight")
                        .put("status", "processing")
                        .put(
                                "profiles",
                                new JsonObject()
                                        .put("email", "ada@harbour.example")
                                        .put("full_name", "Ada Berg")));
        assertThat(job.getJsonObject("step").encode())
                .isEqualTo("{\"name\":\"compose\",\"label\":\"Write the release\",\"number\":4,\"of\":8}");
        assertThat(answer.getJsonObject("counts").getInteger("processing")).isEqualTo(1);
        assertThat(job.getString("created_at")).endsWith("Z");
    }

    @Test
    void pages_by_cursor_show_every_job_once_with_and_without_a_status() throws Exception {
        List<Long> all = new ArrayList<>();
        for (int n = 0; n < 7; n++) {
            all.add(0, site.seed.job("cleanup", null, "failed", "k" + n, 60 - n));
        }
        assertThat(walk("/api/admin/jobs?limit=3")).isEqualTo(all);
        assertThat(walk("/api/admin/jobs?limit=3&status=failed")).isEqualTo(all);
        assertThat(walk("/api/admin/jobs?limit=3&status=failed&since=24h")).isEqualTo(all);
    }

    @ParameterizedTest
    @CsvSource({
        "status=failed, 1",
        "status=pending, 1",
        "type=cleanup, 1",
        "customer=HARBOUR.example, 1",
        "customer=nobody, 0",
        "q=100%25 electric, 1",
        "q=100_ electric, 0",
        "q=duplicate, 1",
        "since=24h, 1",
        "from=2020-01-01&to=2020-01-02, 0",
        "since=7d, 2"
    })
    void filters_narrow_the_list(String query, int rows) throws Exception {
        long failed = site.seed.job("cleanup", null, "failed", "a", 60 * 48);
        site.seed.run("UPDATE jobs SET error = 'headline is a duplicate' WHERE id = $1", failed);
        long pending = site.seed.job(release, "pending");
        assertThat(pending).isPositive();
        assertThat(json("/api/admin/jobs?" + query.replace(" ", "+")).getJsonArray("jobs"))
                .hasSize(rows);
    }

    @ParameterizedTest
    @CsvSource({"status", "type", "since", "from", "to", "after", "limit"})
    void a_filter_that_means_nothing_is_refused_by_name(String field) throws Exception {
        HttpResponse<String> answer = get("/api/admin/jobs?" + field + "=nonsense");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(answer.body())
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("field"))
                .isEqualTo(field);
    }

    @Test
    void releases_come_in_the_shape_of_the_contract() throws Exception {
        long job = site.seed.job(release, "processing");
        JsonArray rows =
                json("/api/admin/press-releases?customer=ada&status=processing").getJsonArray("press_releases");
        JsonObject row = rows.getJsonObject(0);
        assertThat(row.fieldNames())
                .contains(
                        "id",
                        "title",
                        "company_name",
                        "status",
                        "package_type",
                        "payment_amount",
                        "payment_amount_cents",
                        "einpresswire_order_id",
                        "einpresswire_submission_id",
                        "created_at",
                        "completed_at",
                        "profiles");
        assertThat(row.getInteger("payment_amount_cents")).isEqualTo(9900);
        assertThat(row.getLong("job_id")).isEqualTo(job);
    }

    @Test
    void one_job_comes_with_its_attempts_steps_events_and_artifacts() throws Exception {
        long id = site.seed.job(release, "failed");
        step(id, "sign_in", "confirmed");
        event(id, "{\"to\":\"pending\"}");
        event(id, "{\"from\":\"pending\",\"to\":\"processing\",\"attempt\":1}");
        event(id, "{\"from\":\"processing\",\"to\":\"retrying\",\"error\":\"500\",\"error_category\":\"wire\"}");
        event(id, "{\"from\":\"retrying\",\"to\":\"processing\",\"attempt\":2}");
        JsonObject job = json("/api/admin/jobs/" + id);
        assertThat(job.fieldNames())
                .contains("data", "result", "attempts_log", "steps", "events", "artifacts", "status");
        assertThat(job.getJsonArray("attempts_log").stream()
                        .map(JsonObject.class::cast)
                        .map(a -> a.getInteger("attempt") + ":" + a.getString("outcome") + ":"
                                + a.getString("error_category")))
                .containsExactly("1:retrying:wire", "2:null:null");
        assertThat(job.getJsonArray("steps")).hasSize(1);
        assertThat(get("/api/admin/jobs/999999").statusCode()).isEqualTo(404);
        assertThat(get("/api/admin/jobs/x").statusCode()).isEqualTo(404);
    }

    @Test
    void a_screenshot_is_shown_and_a_page_copy_is_only_handed_over() throws Exception {
        long id = site.seed.job(release, "failed");
        UUID shot = artifact(id, "screenshot", "image/png");
        UUID dom = artifact(id, "dom", "text/html");
        HttpResponse<String> shown = get("/api/artifacts/" + shot);
        assertThat(shown.headers().firstValue("content-type")).hasValue("image/png");
        assertThat(shown.headers().firstValue("content-disposition")).hasValue("inline");
        assertThat(shown.headers().firstValue("cache-control").orElseThrow()).contains("no-store");
        HttpResponse<String> copy = get("/api/artifacts/" + dom);
        assertThat(copy.headers().firstValue("content-type")).hasValue("application/octet-stream");
        assertThat(copy.headers().firstValue("content-disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(copy.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(get("/api/artifacts/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    @Test
    void pages_and_artifacts_are_for_the_team() throws Exception {
        for (String path : List.of("/api/admin/jobs", "/api/artifacts/" + release, "/dashboard/admin")) {
            assertThat(get(path, "customer").statusCode()).as(path).isEqualTo(403);
        }
        assertThat(get("/api/admin/jobs", "stranger").statusCode()).isEqualTo(401);
    }

    @Test
    void every_page_renders_with_rows_and_without_and_keeps_hostile_text_as_text() throws Exception {
        assertThat(get("/dashboard/admin").body()).contains("No jobs yet");
        String hostile = "<script>alert(1)</script>";
        UUID other = site.seed.release(site.seed.customer(hostile, "x@x.example"), hostile, hostile, "failed");
        long id = site.seed.job(other, "failed");
        site.seed.run(
                "UPDATE jobs SET error = $2, error_category = 'wire', data = jsonb_build_object('a', $2::text)"
                        + " WHERE id = $1",
                id,
                hostile);
        step(id, "sign_in", "failed");
        event(id, "{\"to\":\"failed\",\"error\":\"<script>alert(1)</script>\"}");
        for (String path : List.of(
                "/dashboard/admin",
                "/dashboard/admin?tab=releases",
                "/dashboard/admin?status=failed&q=script",
                "/dashboard/admin/jobs/" + id,
                "/dashboard/admin/jobs/" + site.seed.job("cleanup", null, "pending", "c", 1))) {
            HttpResponse<String> page = get(path);
            assertThat(page.statusCode()).as(path + page.body()).isEqualTo(200);
            assertThat(page.body()).doesNotContain("<script>alert").doesNotContain("style=\"");
        }
        assertThat(get("/dashboard/admin?status=failed").body()).contains("&lt;script&gt;alert(1)");
    }

    @Test
    void the_list_goes_by_an_index_however_long_the_history_is() {
        site.seed.run("""
                INSERT INTO jobs (type, status, data, max_attempts, created_at, completed_at)
                SELECT 'cleanup', CASE WHEN n % 50 = 0 THEN 'failed' ELSE 'completed' END, '{}', 3,
                    now() - n * interval '1 minute', now() - n * interval '1 minute'
                FROM generate_series(1, 20000) n
                """);
        site.seed.run("ANALYZE jobs");
        for (String query : List.of("", "WHERE j.status = 'failed'")) {
            String order = query.isEmpty() ? "j.created_at DESC, j.id DESC" : "j.id DESC";
            String plan = plan(ConsoleStore.JOBS + query + " ORDER BY " + order + " LIMIT 51");
            assertThat(plan).contains("Index").doesNotContain("Seq Scan on jobs");
        }
        assertThat(plan("SELECT count(*) FROM (SELECT 1 FROM jobs WHERE status = 'completed'"
                        + " AND completed_at >= date_trunc('day', now(), 'UTC') LIMIT 10001) c"))
                .contains("jobs_completed_idx");
    }

    @Test
    void the_filter_by_type_goes_by_its_index_however_rare_the_type_is() {
        site.seed.run("""
                INSERT INTO jobs (type, status, data, max_attempts, created_at)
                SELECT CASE WHEN n % 5000 = 0 THEN 'report' ELSE 'cleanup' END, 'completed', '{}', 3,
                    now() - n * interval '1 minute'
                FROM generate_series(1, 20000) n
                """);
        site.seed.run("ANALYZE jobs");
        String page = "%s AND (j.created_at, j.id) < (now(), 100000) ORDER BY j.created_at DESC, j.id DESC LIMIT 51";
        assertThat(plan(ConsoleStore.JOBS + page.formatted("WHERE j.type = 'report'")))
                .contains("jobs_type_newest_idx");
        assertThat(plan(ConsoleStore.JOBS + page.formatted("WHERE j.type = 'cleanup'")))
                .as("history is never sorted; what lives is small and may be")
                .containsAnyOf("jobs_type_newest_idx", "jobs_newest_idx")
                .doesNotContain(
                        "\"Seq Scan\",\"Parallel Aware\":false,\"Async Capable\":false,\"Relation Name\":\"jobs_done\"");
    }

    private String plan(String sql) {
        return site.seed
                .one(io.vertx.core.json.JsonArray.class, "EXPLAIN (FORMAT JSON) " + sql)
                .encode();
    }

    private List<Long> walk(String path) throws Exception {
        List<Long> ids = new ArrayList<>();
        String next = "";
        do {
            JsonObject answer = json(path + next);
            answer.getJsonArray("jobs").forEach(job -> ids.add(((JsonObject) job).getLong("id")));
            next = answer.getString("next") == null ? null : "&after=" + answer.getString("next");
        } while (next != null);
        return ids;
    }

    private void step(long job, String step, String state) {
        site.seed.run(
                "INSERT INTO wire_steps (job_id, submission_id, attempt, step, irreversible, state)"
                        + " SELECT id, submission_id, attempts, $2, false, $3 FROM jobs WHERE id = $1",
                job,
                step,
                state);
    }

    private void event(long job, String detail) {
        site.seed.run(
                "INSERT INTO job_events (job_id, kind, actor, detail) VALUES ($1, 'job', 'test', $2)",
                job,
                new JsonObject(detail));
    }

    private UUID artifact(long job, String kind, String type) {
        UUID id = UUID.randomUUID();
        site.seed.run(
                "INSERT INTO artifacts (id, job_id, kind, content_type, bytes) VALUES ($1, $2, $3, $4, '\\x89504e47')",
                id,
                job,
                kind,
                type);
        return id;
    }

    private JsonObject json(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(path, "support");
    }

    private HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(site.url(path)))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
