package com.bravapress.releases.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.http.Principal;
import com.bravapress.testing.Await;
import com.bravapress.testing.StudioServer;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleaseRoutesIT extends StudioHttp {
    private static final String HOSTILE = "\"><script>alert(1)</script>";
    private Principal ada;
    private Principal bob;

    @BeforeAll
    void start(Vertx vertx) {
        server = StudioServer.start(vertx);
        ada = server.customer("Ada");
        bob = server.customer("Bob");
    }

    @Test
    void a_release_is_made_read_changed_and_listed() {
        JsonObject made = json(
                201, send(ada, "POST", "/api/releases", "{\"title\":\"One\",\"release_at\":\"2030-01-02T03:04\"}"));
        assertThat(made.getString("status")).isEqualTo("draft");
        assertThat(made.getString("release_at")).isEqualTo("2030-01-02T03:04");
        String path = "/api/releases/" + made.getString("id");
        HttpResponse<String> changed = patch(ada, path, "\"1\"", "{\"title\":\"Two\"}");
        assertThat(json(200, changed).getInteger("version")).isEqualTo(2);
        assertThat(changed.headers().firstValue("ETag")).hasValue("\"2\"");
        JsonObject read = json(200, send(ada, "GET", path, null));
        assertThat(read.getString("title")).isEqualTo("Two");
        assertThat(read.fieldNames())
                .contains("processing_logs", "screenshots", "payment_amount_cents", "einpresswire_order_id", "paid_at");
        assertThat(json(200, send(ada, "GET", "/api/releases?q=two", null)).getJsonArray("releases"))
                .hasSize(1);
        assertThat(json(200, send(ada, "GET", "/api/releases?q=%25", null)).getJsonArray("releases"))
                .isEmpty();
    }

    @Test
    void a_list_is_read_page_by_page_without_gap_or_repeat() {
        Principal eve = server.customer("Eve");
        for (int i = 0; i < 5; i++) {
            JsonObject made = json(201, send(eve, "POST", "/api/releases", "{\"title\":\"N" + i + "\"}"));
            assertThat(made.getString("id")).isNotNull();
        }
        String next = "";
        StringBuilder titles = new StringBuilder();
        do {
            JsonObject page = json(200, send(eve, "GET", "/api/releases?limit=2" + next, null));
            page.getJsonArray("releases").forEach(r -> titles.append(((JsonObject) r).getString("title")));
            next = page.getString("next") == null ? null : "&after=" + page.getString("next");
        } while (next != null);
        assertThat(titles).hasToString("N4N3N2N1N0");
        assertThat(send(eve, "GET", "/api/releases?limit=201", null).statusCode())
                .isEqualTo(400);
        assertThat(send(eve, "GET", "/api/releases?after=nonsense", null).statusCode())
                .isEqualTo(400);
        assertThat(send(eve, "GET", "/api/releases?status=nonsense", null).statusCode())
                .isEqualTo(400);
    }

    @Test
    void another_customers_release_does_not_exist() {
        String id = begin(ada, "Mine");
        for (String path : new String[] {"/api/releases/" + id, "/api/releases/" + id + "/events"}) {
            assertThat(send(bob, "GET", path, null).statusCode()).isEqualTo(404);
        }
        for (String call : new String[] {"/validate", "/generate"}) {
            assertThat(send(bob, "POST", "/api/releases/" + id + call, "{\"brief\":{}}")
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(patch(bob, "/api/releases/" + id, "\"1\"", "{\"title\":\"x\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(send(bob, "DELETE", "/api/releases/" + id, null).statusCode())
                .isEqualTo(404);
        assertThat(send(bob, "GET", "/dashboard/new-release?id=" + id, null).statusCode())
                .isEqualTo(404);
        assertThat(send(bob, "GET", "/dashboard/releases/" + id, null).statusCode())
                .isEqualTo(404);
        assertThat(form(bob, "/dashboard/new-release", "id=" + id + "&version=1&title=x")
                        .statusCode())
                .isEqualTo(404);
        assertThat(form(bob, "/dashboard/releases/" + id + "/delete", "").statusCode())
                .isEqualTo(404);
        assertThat(form(bob, "/dashboard/new-release/" + id + "/check", "").statusCode())
                .isEqualTo(404);
        assertThat(send(null, "GET", "/api/releases/" + id, null).statusCode()).isEqualTo(401);
        assertThat(json(200, send(ada, "GET", "/api/releases/" + id, null)).getString("title"))
                .isEqualTo("Mine");
    }

    @Test
    void what_is_not_the_customers_to_set_is_ignored() {
        JsonObject made = json(201, send(ada, "POST", "/api/releases", """
                {"title":"T","status":"paid","user_id":"%s","price":1,"payment_amount":1,"role":"admin","version":9,
                 "id":"%s","paid_at":"2020-01-01T00:00:00Z"}""".formatted(bob.userId(), UUID.randomUUID())));
        assertThat(made.getString("status")).isEqualTo("draft");
        assertThat(made.getInteger("version")).isEqualTo(1);
        assertThat(made.getValue("payment_amount")).isNull();
        assertThat(made.getValue("paid_at")).isNull();
        assertThat(send(bob, "GET", "/api/releases/" + made.getString("id"), null)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void an_older_version_or_none_overwrites_nothing() {
        String path = "/api/releases/" + begin(ada, "First");
        assertThat(patch(ada, path, "\"1\"", "{\"title\":\"Second\"}").statusCode())
                .isEqualTo(200);
        assertThat(patch(ada, path, "\"1\"", "{\"title\":\"Third\"}").statusCode())
                .isEqualTo(412);
        assertThat(patch(ada, path, "*", "{\"title\":\"Third\"}").statusCode()).isEqualTo(412);
        assertThat(send(ada, "PATCH", path, "{\"title\":\"Third\"}").statusCode())
                .isEqualTo(412);
        assertThat(json(200, send(ada, "GET", path, null)).getString("title")).isEqualTo("Second");
    }

    @Test
    void a_release_of_20_KB_passes_and_one_of_2_MB_does_not() {
        String big = "{\"content\":\"" + "word ".repeat(4_096) + "\"}";
        assertThat(json(201, send(ada, "POST", "/api/releases", big)).getString("content"))
                .hasSize(20_480);
        String huge = "{\"content\":\"" + "word ".repeat(420_000) + "\"}";
        assertThat(send(ada, "POST", "/api/releases", huge).statusCode()).isEqualTo(413);
    }

    @Test
    void what_does_not_fit_is_named_with_its_field() {
        JsonObject problem = json(422, send(ada, "POST", "/api/releases", """
                {"title":"%s","package_type":"gold","release_at":"tomorrow","time_zone":"Mars/Base"}""".formatted("x".repeat(301))));
        assertThat(problem.getJsonArray("errors").stream().map(e -> ((JsonObject) e).getString("field")))
                .containsExactly("title", "package_type", "release_at", "time_zone");
        assertThat(send(ada, "POST", "/api/releases", "{\"title\":\"a\\u0000b\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(ada, "POST", "/api/releases", "{\"title\":").statusCode())
                .isEqualTo(400);
        assertThat(send(ada, "GET", "/api/releases/no-id", null).statusCode()).isEqualTo(404);
    }

    @Test
    void a_draft_is_thrown_away_once_and_a_paid_one_never() {
        String path = "/api/releases/" + begin(ada, "Away");
        assertThat(send(ada, "DELETE", path, null).statusCode()).isEqualTo(204);
        assertThat(send(ada, "DELETE", path, null).statusCode()).isEqualTo(409);
        assertThat(json(200, send(ada, "GET", path, null)).getString("status")).isEqualTo("cancelled");
        assertThat(patch(ada, path, "\"1\"", "{\"title\":\"x\"}").statusCode()).isEqualTo(409);
    }

    @Test
    void the_check_answers_as_the_contract_says_and_every_run_is_kept() {
        String id = begin(ada, "HUGE NEWS!");
        JsonObject verdict = json(200, send(ada, "POST", "/api/releases/" + id + "/validate", null));
        assertThat(verdict.getBoolean("valid")).isFalse();
        assertThat(verdict.getInteger("score")).isBetween(0, 99);
        JsonObject issue = verdict.getJsonArray("issues").getJsonObject(0);
        assertThat(issue.fieldNames()).contains("rule", "severity", "field", "start", "end", "message", "hint");
        assertThat(issue.getString("severity")).isIn("error", "warning", "info");
        assertThat(send(ada, "POST", "/api/releases/" + id + "/validate", null).statusCode())
                .isEqualTo(200);
        assertThat(count("SELECT count(*)::int AS n FROM validations WHERE submission_id = $1", UUID.fromString(id)))
                .isEqualTo(2);
    }

    @Test
    void a_brief_becomes_a_draft_at_once_or_piece_by_piece() {
        String id = begin(ada, "");
        String brief =
                "{\"brief\":{\"company\":\"Harbour Ltd\",\"what\":\"opened a repair yard\",\"where\":\"Portland, Maine\"}}";
        JsonObject draft = json(200, send(ada, "POST", "/api/releases/" + id + "/generate", brief));
        assertThat(draft.getString("content")).contains("Harbour Ltd");
        HttpResponse<String> stream = exchange(request(ada, "/api/releases/" + id + "/generate")
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(brief)));
        assertThat(stream.body()).contains("event: delta\n").containsPattern("event: done\ndata: \\{\"title\"");
        assertThat(send(ada, "POST", "/api/releases/" + id + "/generate", "{}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void html_and_script_in_any_field_appear_as_text() {
        StringBuilder form = new StringBuilder("action=check");
        for (String field : "title summary content social_title company_name company_description website_url city state"
                .split(" ")) {
            form.append('&').append(field).append('=').append(encoded(HOSTILE));
        }
        String page = followed(ada, form(ada, "/dashboard/new-release", form.toString()));
        assertThat(page).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
        assertThat(send(ada, "GET", "/dashboard", null).body()).doesNotContain("<script>alert");
    }

    @Test
    void a_form_with_a_field_too_long_keeps_the_rest_and_shows_what_was_typed() {
        String id = begin(ada, "Kept");
        String typed = "y".repeat(400);
        HttpResponse<String> page =
                form(ada, "/dashboard/new-release", "id=" + id + "&version=1&summary=Fits&title=" + typed);
        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains(typed).contains("Shorten this to 300 characters");
        JsonObject kept = json(200, send(ada, "GET", "/api/releases/" + id, null));
        assertThat(kept.getString("title")).isEqualTo("Kept");
        assertThat(kept.getString("summary")).isEqualTo("Fits");
    }

    @Test
    void a_form_over_a_newer_version_shows_both() {
        String id = begin(ada, "Theirs");
        assertThat(patch(ada, "/api/releases/" + id, "\"1\"", "{\"title\":\"Theirs, newer\"}")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> page = form(ada, "/dashboard/new-release", "id=" + id + "&version=1&title=Mine");
        assertThat(page.statusCode()).isEqualTo(412);
        assertThat(page.body())
                .contains("Theirs, newer")
                .contains("value=\"Mine\"")
                .contains("name=\"version\" value=\"2\"");
    }

    @Test
    void paying_with_errors_leads_back_to_the_check_and_a_form_without_its_token_is_refused() {
        HttpResponse<String> answer = form(ada, "/dashboard/new-release", "action=pay&title=Short");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith("#check");
        HttpResponse<String> forged =
                exchange(HttpRequest.newBuilder(URI.create(server.url() + "/dashboard/new-release"))
                        .header("Cookie", "bp_session=" + StudioServer.token(ada))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("title=Forged")));
        assertThat(forged.statusCode()).isEqualTo(403);
    }

    private int count(String sql, Object arg) {
        return Await.get(server.database.one(sql, row -> row.getInteger("n"), arg));
    }
}
