package com.bravapress.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** How much is taken, and in which form; everything else is refused in words. */
class LimitsIT {
    private static final HouseUnderTest HOUSE = HouseUnderTest.open();
    private static final String LONG_RELEASE = "A quiet harbour at dawn. ".repeat(820);
    private static final String TWO_MEGABYTES = "x".repeat(2 << 20);
    private static final List<String> FIELDS = List.of(
            "title",
            "summary",
            "content",
            "social_title",
            "company_name",
            "company_description",
            "website_url",
            "industry",
            "city",
            "state",
            "country",
            "contact_name",
            "contact_email",
            "contact_phone",
            "package_type",
            "release_at",
            "time_zone");

    @Test
    void a_long_release_is_taken_as_json_and_as_a_form() {
        UUID id = HOUSE.draft(HOUSE.ada, new JsonObject().put("content", LONG_RELEASE));
        HttpResponse<String> saved = HOUSE.web.form(
                "/dashboard/new-release",
                Map.of("id", id.toString(), "version", "1", "content", LONG_RELEASE + "Again.", "_csrf", csrf()),
                HOUSE.ada.cookie());
        assertThat(saved.statusCode()).isEqualTo(303);
        assertThat(new JsonObject(HOUSE.web
                                .get("/api/releases/" + id, HOUSE.ada.bearer())
                                .body())
                        .getString("content"))
                .isEqualTo(LONG_RELEASE + "Again.");
    }

    @Test
    void two_megabytes_are_too_much_at_once() {
        String json = new JsonObject().put("content", TWO_MEGABYTES).encode();
        HttpResponse<String> refused = HOUSE.web.send("POST", "/api/releases", Web.JSON, json, HOUSE.ada.bearer());
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(problem(refused).getString("code")).isEqualTo("too_large");
        HttpResponse<String> page = HOUSE.web.form(
                "/dashboard/new-release", Map.of("content", TWO_MEGABYTES, "_csrf", csrf()), HOUSE.ada.cookie());
        assertThat(page.statusCode()).isEqualTo(413);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.body()).contains("Nothing was changed");
    }

    @Test
    void a_webhook_is_at_most_256_kib() {
        String fits = " ".repeat(255 << 10) + "{}";
        assertThat(webhook(fits).statusCode()).isEqualTo(400);
        assertThat(webhook(" ".repeat(1 << 10) + fits).statusCode()).isEqualTo(413);
    }

    @Test
    void headers_and_addresses_have_an_end() {
        assertThat(Web.statusOf(HOUSE.web.rawRequest("GET /", "X-Long: " + "x".repeat(9 << 10))))
                .isEqualTo(431);
        assertThat(Web.statusOf(HOUSE.web.rawRequest("GET /?q=" + "x".repeat(5 << 10))))
                .isEqualTo(414);
    }

    @Test
    void a_form_with_too_many_or_broken_fields_is_refused() {
        String many = "x=1&".repeat(5_000) + "_csrf=" + csrf();
        for (String body : List.of(many, "title=%", "title=%zz&_csrf=" + csrf(), "%=%&=", "=".repeat(1_000))) {
            HttpResponse<String> answer =
                    HOUSE.web.send("POST", "/dashboard/new-release", Web.FORM, body, HOUSE.ada.cookie());
            assertThat(answer.statusCode()).as(answer.body()).isIn(400, 403, 413);
        }
    }

    @Test
    void deep_broken_and_foreign_bodies_are_refused() {
        String deep = "{\"brief\":".repeat(500) + "{}" + "}".repeat(500);
        for (String body : List.of(deep, "[".repeat(100_000), "{\"title\":", "nothing", "[]", "\"x\"", "{} {}")) {
            HttpResponse<String> answer = HOUSE.web.send("POST", "/api/releases", Web.JSON, body, HOUSE.ada.bearer());
            assertThat(answer.statusCode())
                    .as(body.substring(0, Math.min(30, body.length())))
                    .isEqualTo(400);
            assertThat(problem(answer).getString("code")).isEqualTo("bad_request");
        }
        for (String type : List.of("text/plain", "application/xml", "multipart/form-data; boundary=x")) {
            HttpResponse<String> answer = HOUSE.web.send("POST", "/api/releases", type, "<a/>", HOUSE.ada.bearer());
            assertThat(answer.statusCode()).as(type).isEqualTo(415);
            assertThat(problem(answer).getString("code")).isEqualTo("unsupported_media_type");
        }
    }

    @TestFactory
    Stream<DynamicTest> a_wrong_type_is_named_by_its_field() {
        return FIELDS.stream()
                .map(field -> DynamicTest.dynamicTest(field, () -> {
                    for (Object wrong : List.of(5, true, new JsonArray(), new JsonObject())) {
                        for (String type : List.of(Web.JSON, "Application/JSON; charset=utf-8")) {
                            HttpResponse<String> answer = HOUSE.web.send(
                                    "POST",
                                    "/api/releases",
                                    type,
                                    new JsonObject().put(field, wrong).encode(),
                                    HOUSE.ada.bearer());
                            assertThat(answer.statusCode())
                                    .as("%s %s", type, wrong)
                                    .isEqualTo(400);
                            assertThat(fieldsOf(answer)).containsExactly(field);
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_nul_is_named_by_its_field() {
        UUID id = HOUSE.draft(HOUSE.ada, new JsonObject());
        return FIELDS.stream()
                .map(field -> DynamicTest.dynamicTest(field, () -> {
                    String json = new JsonObject().put(field, "a\0b").encode();
                    HttpResponse<String> made =
                            HOUSE.web.send("POST", "/api/releases", Web.JSON, json, HOUSE.ada.bearer());
                    assertThat(made.statusCode()).isEqualTo(400);
                    assertThat(fieldsOf(made)).containsExactly(field);
                    HttpResponse<String> changed = HOUSE.web.send(
                            "PATCH",
                            "/api/releases/" + id,
                            Web.JSON,
                            json,
                            Web.headers(HOUSE.ada.bearer(), "If-Match", "\"1\""));
                    assertThat(changed.statusCode()).isEqualTo(400);
                    HttpResponse<String> page = HOUSE.web.form(
                            "/dashboard/new-release", Map.of(field, "a\0b", "_csrf", csrf()), HOUSE.ada.cookie());
                    assertThat(page.statusCode()).isEqualTo(400);
                    assertThat(page.body()).contains(field);
                }));
    }

    @Test
    void a_nul_in_an_account_a_reason_a_brief_or_a_search_is_refused_too() {
        String account = "{\"full_name\":\"a\\u0000b\",\"email\":\"nul@gate.example\",\"password\":\"long enough a"
                + " phrase\",\"accept_terms\":true}";
        HttpResponse<String> signUp = HOUSE.web.send("POST", "/api/auth/signup", Web.JSON, account);
        assertThat(signUp.statusCode()).isEqualTo(400);
        assertThat(fieldsOf(signUp)).containsExactly("full_name");
        HttpResponse<String> reason = HOUSE.web.send(
                "POST", "/api/admin/jobs/1/retry", Web.JSON, "{\"reason\":\"\\u0000\"}", HOUSE.admin.bearer());
        assertThat(reason.statusCode()).isEqualTo(400);
        assertThat(fieldsOf(reason)).containsExactly("reason");
        for (String list :
                List.of("/api/releases?q=%00", "/api/admin/jobs?customer=%00", "/api/payments/history?after=%00")) {
            assertThat(HOUSE.web.get(list, HOUSE.admin.bearer()).statusCode())
                    .as(list)
                    .isEqualTo(400);
        }
    }

    private static HttpResponse<String> webhook(String body) {
        return HOUSE.web.send("POST", "/api/payments/webhook", Web.JSON, body, "Stripe-Signature", "t=1,v1=0");
    }

    private static String csrf() {
        return HOUSE.ada.csrf();
    }

    private static JsonObject problem(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        return new JsonObject(answer.body());
    }

    private static List<String> fieldsOf(HttpResponse<String> answer) {
        return problem(answer).getJsonArray("errors").stream()
                .map(error -> ((JsonObject) error).getString("field"))
                .toList();
    }
}
