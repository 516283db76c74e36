package com.bravapress.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Refunds at a Stripe that keeps books, packages bought by hand, and test runs sent for real. */
@ExtendWith(VertxExtension.class)
class ReleaseDeskIT {
    private final HttpClient http = HttpClient.newHttpClient();
    private TeamSite site;
    private UUID release;

    @BeforeEach
    void setUp(Vertx vertx) {
        site = TeamSite.open(vertx);
        release = site.seed.release(
                site.seed.customer("Ada Berg", "ada@harbour.example"), "Yard opens", "Harbourlight", "paid");
    }

    @Test
    void an_admin_refunds_what_the_wire_never_saw_and_it_is_done_once() throws Exception {
        paid();
        HttpResponse<String> answer = post("refund", "admin", why("The customer changed their mind"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getString("status")).isEqualTo("refunded");
        assertThat(state()).isEqualTo("refunded|refunded|succeeded 9900");
        assertThat(refundsAtStripe()).isOne();
        assertThat(audit()).isEqualTo("release.refund|The customer changed their mind|admin:admin@team.example");
        assertThat(post("refund", "admin", why("again")).statusCode()).isEqualTo(409);
        assertThat(refundsAtStripe()).isOne();
    }

    @Test
    void what_the_wire_has_or_may_have_takes_a_super_admin_and_the_order_stays_in_the_books() throws Exception {
        paid();
        site.seed.run(
                "UPDATE press_release_submissions SET status = 'needs_attention', einpresswire_order_id = '41000017'");
        long job = site.seed.job(release, "needs_attention");
        step(job, "confirmed");
        assertThat(post("refund", "support", why("no")).statusCode()).isEqualTo(403);
        assertThat(post("refund", "admin", why("no")).statusCode()).isEqualTo(403);
        assertThat(state()).startsWith("needs_attention|succeeded|");
        assertThat(givenUp()).isFalse();
        assertThat(post("refund", "super_admin", why("We could not place it")).statusCode())
                .isEqualTo(200);
        assertThat(state()).isEqualTo("refunded|refunded|succeeded 9900");
        assertThat(site.seed.one(String.class, "SELECT status FROM jobs")).isEqualTo("cancelled");
        assertThat(site.seed.one(String.class, "SELECT einpresswire_order_id FROM press_release_submissions"))
                .isEqualTo("41000017");
    }

    @Test
    void when_stripe_does_not_answer_the_release_is_given_up_and_asking_again_makes_one_refund() throws Exception {
        paid();
        site.seed.run("UPDATE press_release_submissions SET status = 'processing'");
        // stripe-java tries three times by itself.
        site.box.fault("http500", 3);
        assertThat(post("refund", "admin", why("Give up")).statusCode()).isEqualTo(503);
        assertThat(state()).startsWith("needs_attention|succeeded|");
        assertThat(givenUp()).as("no attempt may click any more").isTrue();
        assertThat(post("refund", "admin", why("Give up")).statusCode()).isEqualTo(200);
        assertThat(state()).isEqualTo("refunded|refunded|succeeded 9900");
        assertThat(refundsAtStripe()).isOne();
    }

    @Test
    void when_stripe_refuses_the_money_stays_and_the_release_may_be_sent_after_all() throws Exception {
        site.seed.run("""
                INSERT INTO payments (submission_id, stripe_payment_intent_id, amount_cents, currency, livemode, status)
                VALUES ($1, 'pi_nobody_knows', 9900, 'usd', false, 'succeeded')
                """, release);
        HttpResponse<String> answer = post("refund", "admin", why("Give up"));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("The money stayed");
        assertThat(givenUp()).isFalse();
        assertThat(state()).startsWith("needs_attention|succeeded|");
    }

    @Test
    void a_release_that_was_never_paid_has_nothing_to_give_back() throws Exception {
        assertThat(post("refund", "super_admin", why("why not")).statusCode()).isEqualTo(409);
        site.seed.run("UPDATE press_release_submissions SET status = 'draft'");
        assertThat(post("refund", "super_admin", why("why not")).statusCode()).isEqualTo(409);
        assertThat(post("refund", "super_admin", new JsonObject()).statusCode()).isEqualTo(422);
        assertThat(site.seed.one(Long.class, "SELECT count(*) FROM audit_log")).isZero();
    }

    @Test
    void the_job_page_offers_what_can_be_decided_and_gives_up_in_doubt() throws Exception {
        paid();
        site.seed.run("UPDATE press_release_submissions SET status = 'needs_attention'");
        long job = site.seed.job(release, "needs_attention");
        step(job, "in_doubt");
        assertThat(page(job, "super_admin"))
                .contains("It is not at the wire", "Give up and refund the customer")
                .doesNotContain("bought by hand");
        assertThat(page(job, "admin")).doesNotContain("resolve-form");
        JsonObject decision = why("Nobody can tell").put("decision", "refund");
        assertThat(send("/api/admin/jobs/" + job + "/resolve", "admin", decision)
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> answer = send("/api/admin/jobs/" + job + "/resolve", "super_admin", decision);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(state()).isEqualTo("refunded|refunded|succeeded 9900");
        assertThat(refundsAtStripe()).isOne();
    }

    @Test
    void a_package_bought_by_hand_lets_the_job_go_on_behind_the_purchase() throws Exception {
        site.seed.run("UPDATE press_release_submissions SET status = 'awaiting_manual_payment'");
        long job = site.seed.job(release, "needs_attention");
        JsonObject bought = why("Bought with the company card").put("order_id", "41000099");
        assertThat(page(job, "super_admin")).contains("The package was bought by hand");
        assertThat(post("approve-manual-payment", "admin", bought).statusCode()).isEqualTo(403);
        HttpResponse<String> answer = post("approve-manual-payment", "super_admin", bought);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(site.seed.one(String.class, """
                        SELECT concat_ws('|', j.status, w.step, w.state, w.external_id, s.einpresswire_order_id)
                        FROM jobs j JOIN wire_steps w ON w.job_id = j.id
                            JOIN press_release_submissions s ON s.id = j.submission_id
                        """)).isEqualTo("retrying|purchase|confirmed|41000099|41000099");
        assertThat(audit())
                .isEqualTo("release.approve_manual_payment|Bought with the company card"
                        + "|super_admin:super_admin@team.example");
        assertThat(post("approve-manual-payment", "super_admin", bought).statusCode())
                .as("the job is on its way")
                .isEqualTo(409);
    }

    @Test
    void only_a_release_that_waits_for_it_takes_a_manual_payment() throws Exception {
        long job = site.seed.job(release, "needs_attention");
        assertThat(post("approve-manual-payment", "super_admin", why("so")).statusCode())
                .isEqualTo(409);
        assertThat(site.seed.one(String.class, "SELECT status FROM jobs WHERE id = $1", job))
                .isEqualTo("needs_attention");
    }

    @Test
    void a_release_played_through_in_test_mode_is_sent_for_real_once() throws Exception {
        long job = site.seed.job(release, "completed");
        assertThat(post("send", "super_admin", why("so")).statusCode())
                .as("this one was no test")
                .isEqualTo(409);
        site.seed.run(
                "UPDATE jobs SET data = '{\"test_mode\": true, \"demo_mode\": true, \"package_type\": \"basic\"}'"
                        + " WHERE id = $1",
                job);
        assertThat(post("send", "admin", why("so")).statusCode()).isEqualTo(403);
        assertThat(post("send", "super_admin", why("Looks good")).statusCode()).isEqualTo(200);
        assertThat(site.seed.one(
                        String.class,
                        "SELECT concat_ws('|', status, data->>'test_mode', data->>'demo_mode', data->>'package_type')"
                                + " FROM jobs ORDER BY id DESC LIMIT 1"))
                .isEqualTo("pending|false|true|basic");
        assertThat(post("send", "super_admin", why("Twice")).statusCode()).isEqualTo(409);
        assertThat(site.seed.one(Long.class, "SELECT count(*) FROM jobs")).isEqualTo(2);
    }

    /** A payment that Stripe has in its books. */
    private void paid() {
        String intent = site.box.payment(9_900);
        site.seed.run("""
                INSERT INTO payments (submission_id, stripe_payment_intent_id, amount_cents, currency, livemode, status)
                VALUES ($1, $2, 9900, 'usd', false, 'succeeded')
                """, release, intent);
        site.seed.run("UPDATE press_release_submissions SET stripe_payment_intent_id = $1", intent);
    }

    private void step(long job, String state) {
        site.seed.run(
                "INSERT INTO wire_steps (job_id, submission_id, attempt, step, irreversible, state)"
                        + " VALUES ($1, $2, 1, 'purchase', true, $3)",
                job,
                release,
                state);
    }

    private static JsonObject why(String reason) {
        return new JsonObject().put("reason", reason);
    }

    /** Release, payment and refund in one line. */
    private String state() {
        return site.seed.one(String.class, """
                SELECT s.status || '|' || p.status || '|' || coalesce(r.status || ' ' || r.amount_cents, 'none')
                FROM press_release_submissions s JOIN payments p ON p.submission_id = s.id
                    LEFT JOIN refunds r ON r.payment_id = p.id
                """);
    }

    private boolean givenUp() {
        return site.seed.one(Boolean.class, "SELECT refund_asked_at IS NOT NULL FROM press_release_submissions");
    }

    private String audit() {
        return site.seed.one(String.class, "SELECT action || '|' || reason || '|' || actor FROM audit_log");
    }

    private int refundsAtStripe() {
        return site.box.ledger().getJsonArray("refunds").size();
    }

    private String page(long job, String token) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(site.url("/dashboard/admin/jobs/" + job)))
                                .header("Cookie", "bp_session=" + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private HttpResponse<String> post(String verb, String token, JsonObject body) throws Exception {
        return send("/api/admin/press-releases/" + release + "/" + verb, token, body);
    }

    private HttpResponse<String> send(String path, String token, JsonObject body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(site.url(path)))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
