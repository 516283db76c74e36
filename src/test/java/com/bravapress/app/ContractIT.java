package com.bravapress.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.http.Endpoint;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The API is what {@code openapi.yaml} says, no more and no less, and refuses in the one shape it promises. */
class ContractIT {
    private static final HouseUnderTest HOUSE = HouseUnderTest.open();
    /** What the public contract (§4) has of the road that is built so far. */
    private static final Set<String> PROMISED = Set.of(
            "POST /api/auth/signup",
            "POST /api/auth/login",
            "POST /api/auth/logout",
            "GET /api/me",
            "POST /api/releases",
            "GET /api/releases",
            "GET /api/releases/:id",
            "PATCH /api/releases/:id",
            "DELETE /api/releases/:id",
            "POST /api/releases/:id/generate",
            "POST /api/releases/:id/validate",
            "POST /api/releases/:id/checkout",
            "GET /api/releases/:id/events",
            "GET /api/payments/history",
            "POST /api/payments/webhook",
            "POST /api/jobs/process",
            "GET /api/admin/jobs",
            "GET /api/admin/jobs/:id",
            "POST /api/admin/jobs/:id/retry",
            "GET /api/admin/press-releases",
            "GET /api/admin/events",
            "GET /api/artifacts/:id");

    @Test
    void the_description_and_the_router_name_the_same_operations() {
        Set<String> routed = HOUSE.endpoints().stream()
                .filter(Endpoint::isApi)
                .map(ContractIT::name)
                .collect(Collectors.toSet());
        assertThat(HOUSE.house.site().contract().operations()).containsExactlyInAnyOrderElementsOf(routed);
        assertThat(routed).containsAll(PROMISED);
    }

    @Test
    void operations_and_pages_of_the_contract_answer_and_the_description_is_served() {
        for (String path : List.of(
                "/", "/pricing", "/faq", "/contact", "/legal/terms", "/legal/privacy", "/auth/signup", "/auth/login")) {
            assertThat(HOUSE.web.get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(HOUSE.web.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(HOUSE.web.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(HOUSE.web.get("/metrics").body()).contains("vertx_http");
        assertThat(HOUSE.web.get("/openapi.yaml").body())
                .isEqualTo(HOUSE.house.site().contract().text());
    }

    @TestFactory
    Stream<DynamicTest> every_refusal_has_the_promised_shape() {
        UUID release = HOUSE.draft(HOUSE.ada, new JsonObject());
        String mine = "/api/releases/" + release;
        return Stream.of(
                refusal(400, "bad_request", "POST", "/api/releases", "{"),
                refusal(400, "bad_request", "POST", "/api/releases", "{\"title\":5}"),
                refusal(400, "bad_request", "GET", "/api/releases?limit=0", ""),
                refusal(400, "bad_request", "GET", "/api/releases?limit=201", ""),
                refusal(400, "bad_request", "GET", "/api/releases?after=x", ""),
                refusal(403, "forbidden", "GET", "/api/admin/jobs", ""),
                refusal(404, "not_found", "GET", "/api/nothing", ""),
                refusal(404, "not_found", "GET", "/api/releases/not-an-id", ""),
                refusal(404, "not_found", "GET", "/api/releases/" + UUID.randomUUID(), ""),
                refusal(405, "method_not_allowed", "DELETE", "/api/releases", ""),
                refusal(405, "method_not_allowed", "PUT", mine, "{}"),
                refusal(412, "precondition_failed", "PATCH", mine, "{}"),
                refusal(422, "unprocessable", "POST", "/api/releases", "{\"package_type\":\"gold\"}"),
                refusal(422, "unprocessable", "POST", mine + "/checkout", "{}"));
    }

    @Test
    void who_is_not_signed_in_is_told_so_in_the_same_shape() {
        problem(HOUSE.web.get("/api/me"), 401, "unauthorized");
        HttpResponse<String> login = HOUSE.web.send(
                "POST",
                "/api/auth/login",
                Web.JSON,
                "{\"email\":\"nobody@gate.example\",\"password\":\"some password\"}");
        problem(login, 401, "unauthorized");
    }

    @Test
    void a_program_is_answered_as_one_also_when_it_sends_nothing() {
        problem(
                HOUSE.web.send("POST", "/api/admin/jobs/1/retry", null, "", HOUSE.support.bearer()),
                400,
                "bad_request");
    }

    @Test
    void refusals_that_are_about_fields_name_them() {
        HttpResponse<String> refused =
                HOUSE.web.send("POST", "/api/releases", Web.JSON, "{\"title\":5,\"city\":[]}", HOUSE.ada.bearer());
        JsonArray errors = problem(refused, 400, "bad_request").getJsonArray("errors");
        assertThat(errors.stream().map(error -> ((JsonObject) error).getString("field")))
                .containsExactlyInAnyOrder("title", "city");
        assertThat(errors)
                .allSatisfy(error ->
                        assertThat(((JsonObject) error).getString("message")).isNotBlank());
    }

    @Test
    void lists_have_items_and_an_end() {
        assertThat(HOUSE.web
                        .json("GET", "/api/releases?limit=1", "", HOUSE.bert.bearer())
                        .fieldNames())
                .containsExactlyInAnyOrder("releases", "next");
        assertThat(HOUSE.web
                        .json("GET", "/api/admin/jobs", "", HOUSE.support.bearer())
                        .fieldNames())
                .containsExactlyInAnyOrder("jobs", "counts", "next");
        assertThat(HOUSE.web
                        .json("GET", "/api/admin/press-releases", "", HOUSE.support.bearer())
                        .fieldNames())
                .containsExactlyInAnyOrder("press_releases", "next");
    }

    private static DynamicTest refusal(int status, String code, String method, String path, String body) {
        return DynamicTest.dynamicTest(status + " " + method + " " + path + " " + body, () -> {
            String type = body.isEmpty() ? null : Web.JSON;
            problem(HOUSE.web.send(method, path, type, body, HOUSE.ada.bearer()), status, code);
        });
    }

    private static JsonObject problem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonObject problem = new JsonObject(answer.body());
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank().doesNotContain("Exception", "com.bravapress");
        assertThat(UUID.fromString(problem.getString("correlation_id"))).isNotNull();
        assertThat(problem.getJsonArray("errors")).isNotNull();
        return problem;
    }

    private static String name(Endpoint endpoint) {
        HttpMethod method = endpoint.method();
        return method + " " + endpoint.path();
    }
}
