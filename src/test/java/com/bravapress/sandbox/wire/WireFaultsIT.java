package com.bravapress.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bravapress.sandbox.wire.WireSite.Page;
import com.bravapress.testing.Await;
import com.bravapress.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class WireFaultsIT {
    private WireSite site;

    @BeforeEach
    void open(Vertx vertx) throws IOException {
        site = WireSite.open(vertx, TestDatabase.open(vertx));
        assertThat(site.signIn().body()).contains("click-logout");
    }

    @Test
    void a_lost_answer_at_checkout_leaves_an_order_behind() throws IOException {
        assertThat(site.fault("checkout", "lose_response").status()).isEqualTo(200);
        assertThat(site.get("/buy?plan=presswire-basic").status()).isEqualTo(200);
        assertThatThrownBy(() -> site.buy("presswire-basic", "bp-1")).isInstanceOf(IOException.class);
        assertThat(site.ledger().getJsonArray("orders")).hasSize(1);
        assertThat(site.get("/orders").body()).contains("bp-1");
    }

    @Test
    void a_lost_answer_at_publish_leaves_one_release_behind() throws IOException {
        String id = readyToPublish();
        assertThat(site.fault("publish", "lose_response").status()).isEqualTo(200);
        assertThatThrownBy(() -> site.publish(id)).isInstanceOf(IOException.class);
        JsonObject release = site.ledger().getJsonArray("releases").getJsonObject(0);
        assertThat(release.getString("release_id")).isEqualTo(id);
        assertThat(release.getInteger("submissions")).isEqualTo(1);
    }

    @Test
    void a_late_commit_comes_after_the_connection_is_gone() throws IOException {
        assertThat(plan("checkout", "lose_response", 1, 1_000).status()).isEqualTo(200);
        assertThatThrownBy(() -> site.buy("presswire-basic", "late")).isInstanceOf(IOException.class);
        assertThat(site.ledger().getJsonArray("orders")).isEmpty();
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .untilAsserted(
                        () -> assertThat(site.ledger().getJsonArray("orders")).hasSize(1));
    }

    @Test
    void a_server_error_at_publish_submits_nothing_and_strikes_as_often_as_planned() throws IOException {
        String id = readyToPublish();
        assertThat(plan("publish", "http500", 2, 0).status()).isEqualTo(200);
        assertThat(site.get("/press-releases/edit-location?publish=1&id=" + id).status())
                .isEqualTo(200);
        assertThat(site.publish(id).status()).isEqualTo(500);
        assertThat(site.publish(id).status()).isEqualTo(500);
        assertThat(site.ledger().getJsonArray("releases")).isEmpty();
        assertThat(site.publish(id).path()).isEqualTo("/wire/my-releases");
    }

    @Test
    void each_step_can_say_no() throws IOException {
        String id = readyToPublish();
        assertThat(site.fault("checkout", "card_declined").status()).isEqualTo(200);
        Page declined = site.buy("presswire-pro", "kept notes");
        assertThat(declined.path()).isEqualTo("/wire/buy");
        assertThat(declined.error()).isEqualTo("Your card was declined.");
        assertThat(declined.body()).contains("kept notes");
        assertThat(site.fault("checkout", "no_balance").status()).isEqualTo(200);
        assertThat(site.buy("presswire-pro", "").error()).contains("enough credits");
        assertThat(site.fault("pricing", "no_balance").status()).isEqualTo(200);
        assertThat(site.get("/pricing").body()).contains("Available Press Releases: 0");
        assertThat(site.get("/pricing").body()).contains("Available Press Releases: 1");
        assertThat(site.fault("compose", "validation").status()).isEqualTo(200);
        assertThat(site.preview(id, Map.of()).uri().getQuery()).startsWith("re=1");
        assertThat(site.fault("distribution", "validation").status()).isEqualTo(200);
        assertThat(site.distribute(id).error()).contains("correct the errors");
        assertThat(site.fault("publish", "no_balance").status()).isEqualTo(200);
        assertThat(site.publish(id).error()).contains("no available press releases");
        assertThat(site.fault("login", "bad_password").status()).isEqualTo(200);
        assertThat(site.signIn().error()).contains("Invalid");
        assertThat(site.ledger().getJsonArray("orders")).hasSize(1);
    }

    @Test
    void each_page_can_be_something_else() throws IOException {
        assertThat(site.fault("my_releases", "captcha").status()).isEqualTo(200);
        assertThat(site.get("/my-releases").body()).contains("g-recaptcha");
        assertThat(site.fault("my_releases", "maintenance").status()).isEqualTo(200);
        assertThat(site.get("/my-releases").status()).isEqualTo(503);
        assertThat(site.fault("compose", "drift").status()).isEqualTo(200);
        assertThat(site.get("/press-releases/edit").body())
                .contains("id=\"title-v2\" name=\"title\"")
                .contains("<label for=\"title-v2\">")
                .contains("class=\"autosave-v2\"")
                .doesNotContain("id=\"title\"");
        assertThat(site.fault("orders", "session_expired").status()).isEqualTo(200);
        assertThat(site.get("/orders").path()).isEqualTo("/wire/login-email");
        assertThat(site.get("/my-releases").path()).isEqualTo("/wire/login-email");
    }

    @Test
    void slow_answers_late_and_a_hang_ends_without_an_answer() throws IOException {
        assertThat(plan("pricing", "slow", 1, 300).status()).isEqualTo(200);
        long start = System.nanoTime();
        assertThat(site.get("/pricing").status()).isEqualTo(200);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isGreaterThanOrEqualTo(300);
        assertThat(plan("checkout", "hang", 1, 300).status()).isEqualTo(200);
        assertThatThrownBy(() -> site.buy("presswire-basic", "")).isInstanceOf(IOException.class);
        assertThat(site.ledger().getJsonArray("orders")).isEmpty();
    }

    @Test
    void a_hang_without_an_end_does_not_hold_up_the_stop(Vertx vertx) throws IOException {
        assertThat(site.fault("pricing", "hang").status()).isEqualTo(200);
        CompletableFuture<Void> hanging = CompletableFuture.runAsync(
                () -> assertThatThrownBy(() -> site.get("/pricing")).isInstanceOf(IOException.class));
        // Spent means that the request has arrived and hangs.
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(site.get("/faults").json().getJsonArray("faults"))
                        .isEmpty());
        Await.get(vertx.undeploy(site.deployment));
        assertThat(hanging).succeedsWithin(5, TimeUnit.SECONDS);
    }

    @Test
    void no_connection_is_used_twice_since_browsers_resend_on_those() throws IOException {
        assertThat(site.get("/pricing").connection()).contains("close");
        assertThat(site.get("/assets/wire.css").connection()).contains("close");
    }

    @Test
    void wishes_that_make_no_sense_are_refused_with_what_would() throws IOException {
        assertThat(site.fault("lunch", "slow").status()).isEqualTo(400);
        assertThat(site.fault("lunch", "slow").json().getString("error")).contains("login, pricing, checkout, compose");
        assertThat(site.fault("login", "rain").json().getString("error")).contains("http500, slow, hang, captcha");
        assertThat(site.fault("pricing", "bad_password").json().getString("error"))
                .endsWith("only at login");
        assertThat(plan("login", "slow", 0, 0).status()).isEqualTo(400);
        assertThat(site.fault("login", "http500").json().getJsonArray("faults")).hasSize(1);
        assertThat(site.control("DELETE", "/faults", new JsonObject()).json().getJsonArray("faults"))
                .isEmpty();
        assertThat(site.get("/login-email").status()).isEqualTo(200);
    }

    @Test
    void a_page_of_another_site_cannot_steer_it() throws IOException {
        JsonObject fault = new JsonObject().put("step", "login").put("kind", "http500");
        assertThat(site.control("POST", "/faults", fault, "Origin", "https://evil.example")
                        .status())
                .isEqualTo(403);
        assertThat(site.control("POST", "/faults", fault, "Sec-Fetch-Site", "cross-site")
                        .status())
                .isEqualTo(403);
        assertThat(site.control("GET", "/ledger", fault, "Sec-Fetch-Site", "same-site")
                        .status())
                .isEqualTo(403);
        assertThat(site.get("/login-email").status()).isEqualTo(200);
    }

    private String readyToPublish() throws IOException {
        assertThat(site.buy("presswire-basic", "bp-1").status()).isEqualTo(200);
        String id = site.compose();
        assertThat(site.preview(id, Map.of()).path()).isEqualTo("/wire/press-releases/preview");
        assertThat(site.distribute(id).status()).isEqualTo(200);
        return id;
    }

    private Page plan(String step, String kind, int times, int delayMs) throws IOException {
        return site.control(
                "POST",
                "/faults",
                new JsonObject()
                        .put("step", step)
                        .put("kind", kind)
                        .put("times", times)
                        .put("delay_ms", delayMs));
    }
}
