package com.bravapress.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bravapress.jobs.JobChannels;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class JobDeskIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private TeamSite site;
    private UUID release;

    @BeforeEach
    void setUp(Vertx vertx) {
        site = TeamSite.open(vertx);
        release = site.seed.release(
                site.seed.customer("Ada Berg", "ada@harbour.example"), "Yard opens", "Harbourlight", "failed");
    }

    @Test
    void a_retry_adds_attempts_keeps_history_wakes_the_pollers_and_is_audited() throws Exception {
        long id = site.seed.job(release, "failed");
        site.seed.run("UPDATE jobs SET attempts = 3, error = 'no', error_category = 'wire' WHERE id = $1", id);
        List<String> hints = new CopyOnWriteArrayList<>();
        site.bus.subscribe(JobChannels.DUE, due -> hints.add(due.type()));
        HttpResponse<String> answer = retry(id, "support", "The wire is back");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getString("status")).isEqualTo("retrying");
        assertThat(site.seed.one(
                        String.class,
                        "SELECT concat_ws('|', status, attempts, max_attempts, error, run_at <= now(), completed_at)"
                                + " FROM jobs WHERE id = $1",
                        id))
                .isEqualTo("retrying|3|6|t");
        assertThat(site.seed.one(
                        String.class,
                        "SELECT actor || '|' || (detail->>'from') || '>' || (detail->>'to') || '|' || (detail->>'reason')"
                                + " FROM job_events WHERE job_id = $1",
                        id))
                .isEqualTo("support:support@team.example|failed>retrying|The wire is back");
        assertThat(site.seed.one(
                        String.class,
                        "SELECT action || '|' || subject || '|' || reason || '|' || actor FROM audit_log"))
                .isEqualTo("job.retry|job:" + id + "|The wire is back|support:support@team.example");
        await().until(() -> hints.contains("press_release_submission"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pending", "processing", "retrying", "completed"})
    void a_job_that_runs_by_itself_or_is_done_is_left_alone(String status) throws Exception {
        long id = site.seed.job(release, status);
        assertRefused(id, status);
    }

    @Test
    void a_job_whose_click_is_in_doubt_waits_for_a_decision() throws Exception {
        long id = inDoubt();
        assertRefused(id, "needs_attention");
        site.seed.run("UPDATE wire_steps SET state = 'absent'");
        assertThat(retry(id, "support", "Proved absent").statusCode()).isEqualTo(200);
    }

    @Test
    void a_super_admin_attaches_what_the_wire_shows_and_the_job_goes_on_behind_it() throws Exception {
        long id = inDoubt();
        JsonObject found = new JsonObject()
                .put("decision", "found")
                .put("external_id", "41000017")
                .put("reason", "Order 41000017 is in the history");
        assertThat(post(id, "resolve", "admin", found).statusCode()).isEqualTo(403);
        assertThat(post(id, "resolve", "super_admin", found.copy().put("external_id", null))
                        .statusCode())
                .isIn(400, 422);
        assertThat(post(id, "resolve", "super_admin", found).statusCode()).isEqualTo(200);
        assertThat(site.seed.one(
                        String.class,
                        "SELECT concat_ws('|', w.state, w.external_id, s.einpresswire_order_id, j.status)"
                                + " FROM wire_steps w JOIN jobs j ON j.id = w.job_id"
                                + " JOIN press_release_submissions s ON s.id = j.submission_id"))
                .isEqualTo("confirmed|41000017|41000017|retrying");
        assertThat(site.seed.one(String.class, "SELECT action || '|' || reason FROM audit_log"))
                .isEqualTo("job.resolve|Order 41000017 is in the history");
        // Nothing is in doubt any more, and nothing changes by deciding again.
        assertThat(post(id, "resolve", "super_admin", found).statusCode()).isEqualTo(409);
    }

    @Test
    void a_super_admin_who_proves_it_absent_allows_another_click() throws Exception {
        long id = inDoubt();
        JsonObject absent = new JsonObject().put("decision", "absent").put("reason", "The history is empty");
        assertThat(post(id, "resolve", "super_admin", absent).statusCode()).isEqualTo(200);
        assertThat(site.seed.one(
                        String.class,
                        "SELECT w.state || '|' || j.status FROM wire_steps w JOIN jobs j ON j.id = w.job_id"))
                .isEqualTo("absent|retrying");
    }

    private long inDoubt() {
        long id = site.seed.job(release, "needs_attention");
        site.seed.run(
                "INSERT INTO wire_steps (job_id, submission_id, attempt, step, irreversible, state)"
                        + " VALUES ($1, $2, 1, 'purchase', true, 'in_doubt')",
                id,
                release);
        return id;
    }

    @Test
    void a_refunded_release_is_never_sent_but_its_mail_may_be() throws Exception {
        site.seed.run("UPDATE press_release_submissions SET status = 'refunded'");
        long wire = site.seed.job(release, "failed");
        long mail = site.seed.job("email_notification", release, "failed", "m", 1);
        assertRefused(wire, "failed");
        assertThat(retry(mail, "support", "Mail server is back").statusCode()).isEqualTo(200);
    }

    @Test
    void another_live_job_for_the_same_work_stands_in_the_way() throws Exception {
        long id = site.seed.job(release, "failed");
        long live = site.seed.job(release, "pending");
        assertThat(live).isGreaterThan(id);
        assertRefused(id, "failed");
    }

    @Test
    void a_reason_a_role_and_a_job_are_needed() throws Exception {
        long id = site.seed.job(release, "failed");
        assertThat(retry(id, "support", " ").statusCode()).isEqualTo(422);
        assertThat(retry(id, "customer", "please").statusCode()).isEqualTo(403);
        assertThat(retry(id, "nobody", "please").statusCode()).isEqualTo(401);
        assertThat(retry(99_999, "support", "why").statusCode()).isEqualTo(404);
        HttpResponse<String> forged = http.send(
                HttpRequest.newBuilder(URI.create(site.url("/api/admin/jobs/" + id + "/retry")))
                        .header("Cookie", "bp_session=support")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("reason=x"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(site.seed.one(Long.class, "SELECT count(*) FROM audit_log")).isZero();
    }

    private void assertRefused(long id, String status) throws Exception {
        HttpResponse<String> answer = retry(id, "support", "again");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(site.seed.one(String.class, "SELECT status FROM jobs WHERE id = $1", id))
                .isEqualTo(status);
        assertThat(site.seed.one(Long.class, "SELECT count(*) FROM audit_log")).isZero();
    }

    private HttpResponse<String> retry(long id, String token, String reason) throws Exception {
        return post(id, "retry", token, new JsonObject().put("reason", reason));
    }

    private HttpResponse<String> post(long id, String verb, String token, JsonObject body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(site.url("/api/admin/jobs/" + id + "/" + verb)))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
