package com.bravapress.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.app.HouseUnderTest.Person;
import com.bravapress.http.Access;
import com.bravapress.http.Endpoint;
import com.bravapress.http.Role;
import io.vertx.core.http.HttpMethod;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What no page links to: other methods, other files, other sites; and the headers that every answer has. */
class DoorsIT {
    private static final HouseUnderTest HOUSE = HouseUnderTest.open();

    @TestFactory
    Stream<DynamicTest> every_answer_carries_the_policy_and_private_ones_are_not_kept() {
        Stream<DynamicTest> endpoints = HOUSE.endpoints().stream()
                .filter(endpoint -> endpoint.method().equals(HttpMethod.GET))
                .filter(endpoint -> !endpoint.path().endsWith("/events"))
                .map(endpoint -> DynamicTest.dynamicTest(endpoint.path(), () -> {
                    boolean open = endpoint.access() == Access.PUBLIC;
                    HttpResponse<String> answer = HOUSE.web.get(path(endpoint), HOUSE.superAdmin.cookie());
                    guarded(answer);
                    assertThat(cacheControl(answer)).as("signed in").hasValue("no-store");
                    HttpResponse<String> anonymous = HOUSE.web.get(path(endpoint));
                    guarded(anonymous);
                    if (!open) {
                        assertThat(cacheControl(anonymous)).as("anonymous").hasValue("no-store");
                    }
                }));
        Stream<DynamicTest> others = Stream.of(
                        "/assets/css/base.css", "/assets/nothing.css", "/nothing", "/api/nothing")
                .map(path -> DynamicTest.dynamicTest(path, () -> guarded(HOUSE.web.get(path))));
        return Stream.concat(endpoints, others);
    }

    @Test
    void a_form_with_a_token_is_kept_by_nobody_in_between() {
        for (String path : List.of("/contact", "/auth/login", "/auth/signup")) {
            HttpResponse<String> page = HOUSE.web.get(path);
            assertThat(Web.csrf(page.body())).isNotBlank();
            assertThat(cacheControl(page).orElse("")).as(path).isIn("no-store", "no-cache");
        }
    }

    @TestFactory
    Stream<DynamicTest> what_can_be_read_can_be_asked_for_with_head() {
        return Stream.concat(
                        HOUSE.endpoints().stream()
                                .filter(endpoint -> endpoint.method().equals(HttpMethod.GET))
                                .filter(endpoint -> !endpoint.path().endsWith("/events"))
                                .map(DoorsIT::path),
                        Stream.of("/assets/css/base.css", "/nothing"))
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    HttpResponse<String> read = HOUSE.web.get(path, HOUSE.superAdmin.cookie());
                    HttpResponse<String> head = HOUSE.web.send("HEAD", path, null, "", HOUSE.superAdmin.cookie());
                    assertThat(head.statusCode()).isEqualTo(read.statusCode());
                    assertThat(head.body()).isEmpty();
                    // Vert.x's own handler of files says of HEAD how long a file is, not what.
                    if (!path.startsWith("/assets/")) {
                        assertThat(head.headers().firstValue("Content-Type"))
                                .isEqualTo(read.headers().firstValue("Content-Type"));
                    }
                    guarded(head);
                }));
    }

    @Test
    void a_stream_asked_for_with_head_ends_at_once() {
        String answer =
                HOUSE.web.rawRequest("HEAD /api/admin/events", "Authorization: Bearer " + HOUSE.support.token());
        assertThat(Web.statusOf(answer)).isIn(200, 405);
        assertThat(answer).doesNotContain("event:");
    }

    @Test
    void other_methods_are_refused_and_say_what_is_allowed() {
        for (String method : List.of("TRACE", "PUT", "DELETE", "OPTIONS", "PROPFIND", "CONNECT", "HACK", "get")) {
            for (String path : List.of("/", "/auth/login", "/api/me", "/api/releases", "/assets/css/base.css")) {
                String answer = HOUSE.web.rawRequest(method + " " + path, "X-Probe: reflected");
                assertThat(Web.statusOf(answer)).as(method + " " + path).isIn(400, 404, 405, 501);
                assertThat(answer).as(method + " " + path).doesNotContain("reflected");
            }
        }
        HttpResponse<String> answer = HOUSE.web.send("PUT", "/api/releases", null, "");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElse(""))
                .contains("GET")
                .contains("POST");
    }

    @Test
    void an_unknown_address_is_a_page_for_people_and_a_problem_for_programs() {
        HttpResponse<String> page = HOUSE.web.get("/nothing/here");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        HttpResponse<String> problem = HOUSE.web.get("/api/nothing/here");
        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(problem.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
    }

    @TestFactory
    Stream<DynamicTest> nothing_but_assets_is_served_from_the_disk() {
        String prefix = "/assets/";
        return Stream.of(
                        "../conf/application.properties",
                        "..%2fconf%2fapplication.properties",
                        "%2e%2e/conf/application.properties",
                        "%2e%2e%2fconf/application.properties",
                        "..%5cconf%5capplication.properties",
                        "%252e%252e/conf/application.properties",
                        "..;/conf/application.properties",
                        "....//conf/application.properties",
                        "css/../../conf/application.properties",
                        "css/%2e%2e/%2e%2e/conf/application.properties",
                        "/conf/application.properties",
                        "//etc/passwd",
                        "../../../../../../etc/passwd",
                        "..%c0%afconf/application.properties",
                        "%00../conf/application.properties",
                        "css/base.css%00.txt",
                        "../db/V001__accounts.sql",
                        "../templates/layout.ftlh",
                        "../com/bravapress/app/Main.class",
                        ".hidden",
                        "css/.hidden",
                        ".git/config",
                        "css/",
                        "css",
                        "")
                .map(name -> DynamicTest.dynamicTest(prefix + name, () -> {
                    String answer = HOUSE.web.rawRequest("GET " + prefix + name);
                    // 301: the name of a folder gets its slash, and then nothing.
                    assertThat(Web.statusOf(answer)).isIn(name.equals("css") ? 301 : 404, 400, 403, 404);
                    assertThat(answer).doesNotContain("DATA_DIR=", "root:x", "CREATE TABLE", "<#macro", "base.css\"");
                }));
    }

    @Test
    void a_hidden_file_among_the_assets_is_not_served() throws java.io.IOException {
        Path hidden = Path.of("target", "classes", "webroot", ".hidden");
        Files.writeString(hidden, "secret");
        try {
            assertThat(HOUSE.web.get("/assets/.hidden").statusCode()).isEqualTo(404);
            assertThat(HOUSE.web.get("/assets/%2ehidden").statusCode()).isEqualTo(404);
        } finally {
            Files.delete(hidden);
        }
    }

    @TestFactory
    Stream<DynamicTest> signing_in_never_leads_to_another_site() {
        Person person = HOUSE.signUp(Role.CUSTOMER);
        return Stream.of(
                        "//evil.example",
                        "///evil.example",
                        "/\\evil.example",
                        "\\\\evil.example",
                        "/\t/evil.example",
                        "/\n/evil.example",
                        "https://evil.example",
                        "https:evil.example",
                        "javascript:alert(1)",
                        "/%0d%0aSet-Cookie:%20a=b\r\nSet-Cookie: a=b",
                        " //evil.example",
                        "/../\\evil.example",
                        ".evil.example",
                        "@evil.example",
                        "/auth/logout")
                .map(target -> DynamicTest.dynamicTest(target, () -> {
                    HttpResponse<String> page = HOUSE.web.get("/auth/login?redirect_to=" + Web.encoded(target));
                    HttpResponse<String> answer = HOUSE.web.form(
                            "/auth/login",
                            Map.of(
                                    "email",
                                    person.email(),
                                    "password",
                                    HouseUnderTest.PASSWORD,
                                    "redirect_to",
                                    target,
                                    "_csrf",
                                    Web.csrf(page.body())),
                            "Cookie",
                            Web.cookie(page, "bp_csrf"));
                    assertThat(answer.statusCode()).isEqualTo(303);
                    assertThat(answer.headers().firstValue("Location")).hasValue("/dashboard");
                    HttpResponse<String> already =
                            HOUSE.web.get("/auth/login?redirect_to=" + Web.encoded(target), person.cookie());
                    assertThat(already.headers().firstValue("Location")).hasValue("/dashboard");
                }));
    }

    private static void guarded(HttpResponse<String> answer) {
        Optional<String> policy = answer.headers().firstValue("Content-Security-Policy");
        assertThat(policy.orElse(""))
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .contains("frame-ancestors 'none'")
                .contains("base-uri 'none'")
                .contains("form-action 'self'")
                .doesNotContain("unsafe", "*");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    private static Optional<String> cacheControl(HttpResponse<String> answer) {
        return answer.headers().firstValue("Cache-Control").map(value -> value.replace("private, ", ""));
    }

    private static String path(Endpoint endpoint) {
        return endpoint.path()
                .replace("/jobs/:id", "/jobs/1")
                .replace(":id", UUID.randomUUID().toString());
    }
}
