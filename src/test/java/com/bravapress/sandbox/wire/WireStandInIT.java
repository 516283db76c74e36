package com.bravapress.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.database.Database;
import com.bravapress.sandbox.wire.WireSite.Page;
import com.bravapress.testing.Await;
import com.bravapress.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class WireStandInIT {
    private Database database;
    private WireSite site;

    @BeforeEach
    void open(Vertx vertx) {
        database = TestDatabase.open(vertx);
        site = WireSite.open(vertx, database);
    }

    @Test
    void the_whole_road_ends_with_one_order_and_one_release_in_the_ledger() throws IOException {
        assertThat(site.signIn().body())
                .contains("gtm-upper_menu-click-logout")
                .contains("gtm-upper_menu-click-my_rel");
        assertThat(site.get("/pricing").body())
                .contains("Available Press Releases: 0")
                .contains("gtm-press_release_packages_up-basic-pricing\" href=\"/wire/buy?plan=presswire-basic\"");
        Page ordered = site.buy("presswire-basic", "bp-41");
        String order = ordered.found("class=\"order-number\">(\\d+)<");
        assertThat(ordered.path()).isEqualTo("/wire/orders/" + order);
        assertThat(site.get("/pricing").body()).contains("Available Press Releases: 1");

        String id = site.compose();
        Page preview = site.preview(id, Map.of());
        assertThat(preview.path()).isEqualTo("/wire/press-releases/preview");
        assertThat(preview.body())
                .contains("<p>First paragraph.</p><p>Second paragraph.</p>")
                .contains("href=\"/wire/press-releases/edit-location?id=" + id);
        assertThat(site.get("/press-releases/edit-location?id=" + id).body())
                .contains("form class=\"panel\" id=\"location\"")
                .doesNotContain("channels-save-choice");
        assertThat(site.distribute(id).body())
                .contains("js_confirm_publish\" data-role=\"confirm\" href=\"/wire/press-releases/publish/" + id);
        assertThat(site.ledger().getJsonArray("releases")).isEmpty();
        Page mine = site.publish(id);
        assertThat(mine.path()).isEqualTo("/wire/my-releases");
        assertThat(mine.body()).contains("<td class=\"release-id\">" + id).contains("\"release-status\">In Review<");

        JsonObject ledger = site.ledger();
        assertThat(ledger.getInteger("balance")).isZero();
        assertThat(ledger.getJsonArray("orders")).hasSize(1);
        JsonObject bought = ledger.getJsonArray("orders").getJsonObject(0);
        assertThat(bought.getString("order_id")).isEqualTo(order);
        assertThat(bought.getString("reference")).isEqualTo("bp-41");
        assertThat(bought.getInteger("price_cents")).isEqualTo(14_900);
        JsonObject release = ledger.getJsonArray("releases").getJsonObject(0);
        release.remove("at");
        assertThat(release)
                .isEqualTo(new JsonObject()
                        .put("release_id", id)
                        .put("order_id", order)
                        .put("title", "Harbourlight Marine Opens Repair Yard")
                        .put("reference", "bp-41")
                        .put("status", "in_review")
                        .put("submissions", 1)
                        .putNull("reason")
                        .put("subtitle", "A yard for electric ferries")
                        .put("body", "First paragraph.\n\nSecond paragraph.")
                        .put("city", "Portland")
                        .put("state", "Maine")
                        .put("country", "United States")
                        .put("language", "en")
                        .put("timing", "immediate")
                        .putNull("release_at")
                        .put("time_zone", "America/New_York")
                        .put("contact_name", "Ingrid Salo")
                        .put("contact_organization", "Harbourlight Marine")
                        .put("contact_phone", "+1 207 555 0142")
                        .put("contact_email", "press@harbourlight.example")
                        .put("channels", new JsonArray().add("Manufacturing").add("United States")));
    }

    @Test
    void a_wrong_password_stays_at_the_form_and_account_pages_lead_there() throws IOException {
        Page page = site.post("/login-email", Map.of("login", WireSite.EMAIL, "password", "wrong"));
        assertThat(page.error()).isEqualTo("Invalid e-mail address or password.");
        assertThat(page.body()).contains("action=\"/wire/login-email\"").doesNotContain("click-logout");
        Page sent = site.get("/my-releases");
        assertThat(sent.uri().toString()).endsWith("/wire/login-email?back=%2Fwire%2Fmy-releases");
        Page back = site.post(
                "/login-email",
                Map.of("login", WireSite.EMAIL, "password", WireSite.PASSWORD, "back", "/wire/my-releases"));
        assertThat(back.path()).isEqualTo("/wire/my-releases");
    }

    @Test
    void each_fault_of_a_release_sends_the_form_back_with_what_was_typed() throws IOException {
        assertThat(site.signIn().status()).isEqualTo(200);
        assertThat(site.buy("presswire-basic", "").status()).isEqualTo(200);
        String id = site.compose();
        Page empty = site.preview(id, Map.of("title", "", "contact_email", "nobody"));
        assertThat(empty.uri().getQuery()).isEqualTo("re=1&id=" + id);
        assertThat(empty.error()).isEqualTo("Headline is required. Contact E-mail is not a valid e-mail address.");
        assertThat(empty.body()).contains("Second paragraph.");
        assertThat(site.preview(id, Map.of("subtitle", "x".repeat(161))).error())
                .contains("160 characters");
        assertThat(site.preview(id, Map.of("location_country", "Atlantis")).error())
                .contains("country from the list");
        assertThat(site.preview(id, Map.of("text", "word ".repeat(701))).error())
                .contains("Basic package is 700");
        Map<String, String> past =
                Map.of("release_date_active", "1", "release_date", "11/23/2026", "release_time", "06:59");
        assertThat(site.preview(id, past).error()).isEqualTo("Release date must not be in the past.");
    }

    @Test
    void the_same_headline_twice_is_refused_however_it_is_spelt() throws IOException {
        assertThat(site.signIn().status()).isEqualTo(200);
        assertThat(site.buy("presswire-pro", "").status()).isEqualTo(200);
        String early = site.compose();
        assertThat(site.preview(early, Map.of()).path()).isEqualTo("/wire/press-releases/preview");
        assertThat(site.distribute(early).status()).isEqualTo(200);
        assertThat(site.release(Map.of())).isNotEmpty();
        assertThat(site.preview(site.compose(), Map.of("title", "HARBOURLIGHT  marine opens repair yard"))
                        .error())
                .contains("already exists");
        assertThat(site.publish(early).error()).contains("already exists");
        assertThat(site.ledger().getJsonArray("releases")).hasSize(1);
        assertThat(site.ledger().getInteger("balance")).isEqualTo(4);
    }

    @Test
    void publishing_needs_a_bought_release_and_once_more_counts_but_costs_nothing() throws IOException {
        assertThat(site.signIn().status()).isEqualTo(200);
        String id = site.compose();
        assertThat(site.preview(id, Map.of()).status()).isEqualTo(200);
        assertThat(site.distribute(id).status()).isEqualTo(200);
        assertThat(site.publish(id).error()).contains("no available press releases");
        assertThat(site.buy("presswire-corporate", "").status()).isEqualTo(200);
        assertThat(site.publish(id).path()).isEqualTo("/wire/my-releases");
        assertThat(site.publish(id).path()).isEqualTo("/wire/my-releases");
        JsonObject ledger = site.ledger();
        assertThat(ledger.getJsonArray("releases").getJsonObject(0).getInteger("submissions"))
                .isEqualTo(2);
        assertThat(ledger.getInteger("balance")).isEqualTo(14);
    }

    @Test
    void releases_are_paid_from_the_oldest_order() throws IOException {
        assertThat(site.signIn().status()).isEqualTo(200);
        assertThat(site.buy("presswire-basic", "first").status()).isEqualTo(200);
        assertThat(site.buy("presswire-basic", "second").status()).isEqualTo(200);
        assertThat(site.release(Map.of("title", "One"))).isNotEmpty();
        assertThat(site.release(Map.of("title", "Two"))).isNotEmpty();
        JsonArray releases = site.ledger().getJsonArray("releases");
        assertThat(releases.getJsonObject(0).getString("reference")).isEqualTo("first");
        assertThat(releases.getJsonObject(1).getString("reference")).isEqualTo("second");
        String history = site.get("/orders").body();
        assertThat(history.indexOf("second")).isPositive().isLessThan(history.indexOf("first"));
    }

    @Test
    void editors_publish_schedule_hold_and_reject() throws IOException {
        assertThat(site.signIn().status()).isEqualTo(200);
        assertThat(site.buy("presswire-pro", "").status()).isEqualTo(200);
        String now = site.release(Map.of("title", "At Once"));
        String later = site.release(Map.of(
                "title", "Later", "release_date_active", "1", "release_date", "11/24/2026", "release_time", "09:30"));
        String held = site.release(Map.of("title", "Held"));
        assertThat(review(now, "approve").json().getString("status")).isEqualTo("published");
        assertThat(review(later, "approve").json().getString("status")).isEqualTo("scheduled");
        assertThat(review(held, "hold").json().getString("status")).isEqualTo("on_hold");
        assertThat(review(now, "hold").status()).isEqualTo(409);
        assertThat(review("999999999", "hold").status()).isEqualTo(404);
        assertThat(site.get("/article/" + now + "/x").path()).isEqualTo("/wire/article/" + now + "/at-once");
        assertThat(site.get("/article/" + later + "/later").status()).isEqualTo(404);
        assertThat(site.get("/my-releases").body())
                .contains("On Hold<small class=\"release-reason\">because &lt;b&gt;");
        JsonObject scheduled = site.ledger().getJsonArray("releases").getJsonObject(1);
        assertThat(scheduled.getString("release_at")).isEqualTo("2026-11-24T14:30:00Z");
        assertThat(scheduled.getString("timing")).isEqualTo("scheduled");
        assertThat(site.publish(held).path()).isEqualTo("/wire/my-releases");
        assertThat(review(held, "reject").json().getString("status")).isEqualTo("rejected");
    }

    @Test
    void markup_in_a_headline_or_a_body_is_shown_and_never_run() throws IOException {
        assertThat(site.signIn().status()).isEqualTo(200);
        assertThat(site.buy("presswire-basic", "<i>").status()).isEqualTo(200);
        String script = "<script>alert(1)</script>";
        String id = site.compose();
        String preview = site.preview(id, Map.of("title", script, "text", "<p>Fine.</p>" + script))
                .body();
        assertThat(preview)
                .contains("&lt;script&gt;alert(1)")
                .contains("<p>Fine.</p>")
                .doesNotContain(script);
        assertThat(site.distribute(id).body()).doesNotContain(script);
        assertThat(site.publish(id).body()).contains("&lt;script&gt;").doesNotContain(script);
        assertThat(site.get("/press-releases/edit").body()).doesNotContain("<script>alert");
        assertThat(site.get("/orders").body()).contains("&lt;i&gt;");
    }

    @Test
    void everything_survives_a_restart_of_the_server(Vertx vertx) throws IOException {
        assertThat(site.signIn().status()).isEqualTo(200);
        assertThat(site.buy("presswire-pro", "bp-7").status()).isEqualTo(200);
        assertThat(site.release(Map.of())).isNotEmpty();
        assertThat(site.fault("pricing", "http500").status()).isEqualTo(200);
        JsonObject before = site.ledger();
        Await.get(vertx.undeploy(site.deployment));
        WireSite again = WireSite.open(vertx, database);
        assertThat(again.ledger()).isEqualTo(before);
        assertThat(again.get("/pricing").status()).isEqualTo(500);
        assertThat(again.get("/pricing").status()).isEqualTo(200);
    }

    @Test
    void the_table_knows_the_same_statuses_as_the_program() {
        String check = Await.get(database.one(
                "SELECT pg_get_constraintdef(oid) AS d FROM pg_constraint WHERE conname = 'wire_releases_status'",
                row -> row.getString("d")));
        assertThat(Pattern.compile("'(\\w+)'").matcher(check).results().map(match -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(WireStatus.values()).map(WireStatus::id).toList());
    }

    private Page review(String id, String decision) throws IOException {
        return site.control(
                "POST",
                "/review",
                new JsonObject().put("release_id", id).put("decision", decision).put("reason", "because <b>"));
    }
}
