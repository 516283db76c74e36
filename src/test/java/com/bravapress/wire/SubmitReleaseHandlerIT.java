package com.bravapress.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.config.Settings;
import com.bravapress.jobs.FailureCategory;
import com.bravapress.jobs.JobOutcome;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.releases.Submission;
import com.bravapress.testing.Await;
import com.bravapress.wire.WireDesk.Paid;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SubmitReleaseHandlerIT {
    @Test
    void a_paid_release_becomes_one_order_and_one_release_with_the_paid_text(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        Paid paid = desk.paid("Nordlys Energy Lays a Cable", "2027-03-01T09:30:00", false);
        long started = System.nanoTime();
        JobOutcome outcome = desk.run(paid, 1);
        assertThat((System.nanoTime() - started) / 1_000_000_000.0)
                .as("seconds")
                .isLessThan(10);

        assertThat(outcome).isInstanceOf(JobOutcome.Done.class);
        JsonObject result = ((JobOutcome.Done) outcome).result();
        JsonObject order = desk.ledger().getJsonArray("orders").getJsonObject(0);
        JsonObject published = desk.ledger().getJsonArray("releases").getJsonObject(0);
        JsonObject submission = result.getJsonObject("result").getJsonObject("submission");
        assertThat(desk.orders()).isOne();
        assertThat(desk.submissions()).isOne();
        assertThat(order.getString("plan")).isEqualTo("Basic");
        assertThat(order.getString("reference"))
                .startsWith("BP-" + paid.id().toString().substring(0, 8) + "-");
        assertThat(published.getString("title")).isEqualTo("Nordlys Energy Lays a Cable");
        assertThat(submission.getString("submissionId")).isEqualTo(published.getString("release_id"));
        assertThat(result.getJsonObject("result").getJsonObject("purchase").getString("orderId"))
                .isEqualTo(order.getString("order_id"));

        JsonObject fields = Await.get(desk.database.one(
                "SELECT fields FROM sandbox.wire_releases WHERE status <> 'draft'",
                row -> row.getJsonObject("fields")));
        assertThat(fields.getString("text")).isEqualTo(paid.body());
        assertThat(fields.getString("location_city")).isEqualTo("Oslo");
        assertThat(fields.getString("location_country")).isEqualTo("NO");
        assertThat(fields.getString("contact_organization")).isEqualTo("Nordlys Energy");
        assertThat(fields.getString("contact_email")).isEqualTo("ada@nordlys.example");
        assertThat(fields.getString("release_date")).isEqualTo("03/01/2027");
        assertThat(fields.getString("release_time")).isEqualTo("09:30");
        assertThat(fields.getString("release_time_zone")).isEqualTo("Europe/Oslo");

        Submission release = desk.release(paid);
        assertThat(release.status()).isEqualTo(ReleaseStatus.COMPLETED);
        assertThat(release.wireStatus()).isEqualTo("in_review");
        assertThat(desk.notices).hasValue(1);
        assertThat(desk.trail(paid))
                .containsExactly(
                        "sign_in confirmed",
                        "balance confirmed",
                        "purchase confirmed",
                        "compose confirmed",
                        "preview confirmed",
                        "distribution confirmed",
                        "publish confirmed",
                        "verify confirmed");
        assertThat(submission.getJsonArray("screenshots")).hasSize(8);
        var picture = Await.get(new ArtifactStore()
                        .find(
                                desk.database,
                                UUID.fromString(
                                        submission.getJsonArray("screenshots").getString(0))))
                .orElseThrow();
        assertThat(picture.contentType()).isEqualTo("image/jpeg");
        assertThat(picture.bytes().length()).isGreaterThan(5_000);
    }

    @Test
    void a_completed_release_is_done_at_once_when_its_job_comes_again(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        Paid paid = desk.paid("Twice Asked");
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.run(paid, 2)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isOne();
        assertThat(desk.submissions()).isOne();
        assertThat(desk.notices).hasValue(1);
    }

    @Test
    void a_release_left_on_the_account_is_used_before_another_is_bought(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        int bought = Await.get(desk.database.run("""
                INSERT INTO sandbox.wire_orders (plan, notes, price_cents, releases_left)
                VALUES ('presswire-basic', 'earlier', 14900, 1)
                """));
        assertThat(bought).isOne();
        Paid first = desk.paid("Uses the Balance");
        assertThat(desk.run(first, 1)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.trail(first)).contains("purchase skipped");
        assertThat(desk.orders()).isOne();
    }

    @Test
    void a_wire_that_answers_500_is_tried_again_later_and_given_up_in_the_end(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        desk.fault("pricing", "http500", 1);
        Paid paid = desk.paid("Bad Weather");
        JobOutcome first = desk.run(paid, 1);
        assertThat(first).isInstanceOfSatisfying(JobOutcome.Retry.class, retry -> {
            assertThat(retry.category()).isEqualTo(FailureCategory.WIRE);
            assertThat(retry.error()).contains("500");
        });
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.PROCESSING);
        desk.fault("pricing", "maintenance", 1);
        assertThat(desk.run(paid, 3)).isInstanceOf(JobOutcome.Retry.class);
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.FAILED);
        assertThat(desk.orders()).isZero();
    }

    @Test
    void a_wrong_password_is_final_and_its_snapshot_holds_no_password(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        desk.fault("login", "bad_password", 1);
        Paid paid = desk.paid("Wrong Password");
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Reject.class);
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.FAILED);
        String dom = Await.get(desk.database.one(
                "SELECT convert_from(bytes, 'UTF8') AS html FROM artifacts WHERE kind = 'dom'",
                row -> row.getString("html")));
        assertThat(dom).contains("login-email").doesNotContain("sandbox-wire");
    }

    @Test
    void refused_content_is_final_and_names_the_reason(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        desk.fault("compose", "validation", 1);
        Paid paid = desk.paid("Refused");
        assertThat(desk.run(paid, 1))
                .isInstanceOfSatisfying(
                        JobOutcome.Reject.class,
                        reject -> assertThat(reject.error()).contains("Please correct the errors"));
        assertThat(desk.submissions()).isZero();
    }

    @Test
    void a_declined_order_waits_for_a_person_with_money(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        desk.fault("checkout", "card_declined", 1);
        Paid paid = desk.paid("No Credit");
        assertThat(desk.run(paid, 1))
                .isInstanceOfSatisfying(
                        JobOutcome.NeedsAttention.class,
                        outcome -> assertThat(outcome.category()).isEqualTo(FailureCategory.PAYMENT));
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.AWAITING_MANUAL_PAYMENT);
        assertThat(desk.run(paid, 2)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isOne();
    }

    @Test
    void nothing_is_bought_when_the_policy_forbids_it(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx, Settings.Purchase.BALANCE_ONLY);
        Paid paid = desk.paid("Balance Only");
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.NeedsAttention.class);
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.AWAITING_MANUAL_PAYMENT);
        assertThat(desk.orders()).isZero();
    }

    @Test
    void a_captcha_waits_for_a_person(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        desk.fault("login", "captcha", 1);
        Paid paid = desk.paid("Are You a Robot");
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.NeedsAttention.class);
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.NEEDS_ATTENTION);
    }

    @Test
    void a_session_that_expires_midway_is_signed_in_again(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        desk.fault("pricing", "session_expired", 1);
        desk.fault("compose", "session_expired", 1);
        desk.fault("distribution", "session_expired", 1);
        Paid paid = desk.paid("Sent Back to the Login");
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isOne();
        assertThat(desk.submissions()).isOne();
    }

    @Test
    void renamed_ids_are_found_by_the_fallbacks(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        for (String step : new String[] {"login", "pricing", "compose", "preview", "distribution", "my_releases"}) {
            desk.fault(step, "drift", 1);
        }
        Paid paid = desk.paid("Another Design");
        assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.submissions()).isOne();
    }

    @Test
    void test_mode_does_everything_but_buy_and_publish(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        Paid paid = desk.paid("Only a Test", null, true);
        assertThat(desk.run(paid, 1))
                .isInstanceOfSatisfying(
                        JobOutcome.Done.class,
                        done -> assertThat(done.result().getBoolean("test_mode"))
                                .isTrue());
        assertThat(desk.orders()).isZero();
        assertThat(desk.submissions()).isZero();
        assertThat(desk.trail(paid)).contains("purchase skipped", "distribution confirmed", "publish skipped");
        assertThat(desk.release(paid).status()).isEqualTo(ReleaseStatus.PAID);
    }

    @Test
    void a_browser_that_was_killed_is_replaced(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        Paid first = desk.paid("Before the Kill");
        assertThat(desk.run(first, 1)).isInstanceOf(JobOutcome.Done.class);
        desk.killBrowser();
        Paid second = desk.paid("After the Kill");
        assertThat(desk.run(second, 1)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isEqualTo(2);
    }

    @Test
    void a_browser_killed_in_the_middle_of_a_hanging_step_frees_its_attempt(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        desk.fault("compose", "hang", 1);
        Paid paid = desk.paid("Hangs");
        Future<JobOutcome> hanging = desk.start(paid, 1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(25))
                .until(() -> desk.trail(paid).contains("compose intended"));
        desk.killBrowser();
        assertThat(Await.get(hanging)).isInstanceOf(JobOutcome.Retry.class);
        assertThat(desk.run(paid, 2)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isOne();
        assertThat(desk.submissions()).isOne();
    }

    @Test
    void a_wiped_field_is_typed_again_before_it_is_sent(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        // Several drafts, so that the stand-in's wipe falls before, between and after the typing.
        for (int i = 0; i < 3; i++) {
            Paid paid = desk.paid("Wiped " + i);
            assertThat(desk.run(paid, 1)).isInstanceOf(JobOutcome.Done.class);
        }
        int whole = Await.get(desk.database.one("""
                SELECT count(*)::int AS n FROM sandbox.wire_releases WHERE status <> 'draft'
                    AND fields->>'subtitle' = 'A cable from the sea' AND fields->>'contact_phone' = '+47 22 00 00 00'
                    AND fields->>'location_state' = 'Oslo' AND length(fields->>'text') > 1000
                """, row -> row.getInteger("n")));
        assertThat(whole).isEqualTo(3);
    }

    @Test
    void a_hanging_browser_does_not_hold_up_the_end_of_the_process(Vertx vertx) {
        WireDesk desk = WireDesk.open(vertx);
        desk.fault("compose", "hang", 1);
        Paid paid = desk.paid("Hangs at the End");
        Future<JobOutcome> hanging = desk.start(paid, 1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(25))
                .until(() -> desk.trail(paid).contains("compose intended"));
        long asked = System.nanoTime();
        desk.stopBrowser();
        assertThat((System.nanoTime() - asked) / 1_000_000_000.0).as("seconds").isLessThan(4);
        assertThat(Await.get(hanging)).isInstanceOf(JobOutcome.Retry.class);
    }
}
