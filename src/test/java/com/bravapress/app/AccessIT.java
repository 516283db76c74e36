package com.bravapress.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.app.HouseUnderTest.Person;
import com.bravapress.http.Access;
import com.bravapress.http.Endpoint;
import com.bravapress.http.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who gets in where: every endpoint there is, times everybody there is, from the one table in {@link Access}. */
class AccessIT {
    private static final HouseUnderTest HOUSE = HouseUnderTest.open();
    private static final int SOME_JOB = 987_654_321;

    @TestFactory
    Stream<DynamicTest> nobody_gets_in_without_signing_in_where_that_is_needed() {
        return each(endpoint -> {
            int status = status(endpoint, null);
            if (!endpoint.access().needsSession()) {
                assertThat(status).isNotIn(401);
            } else if (endpoint.isApi()) {
                assertThat(status).isEqualTo(401);
            } else {
                HttpResponse<String> answer =
                        HOUSE.web.send(method(endpoint), path(endpoint, UUID.randomUUID()), type(endpoint), "");
                assertThat(answer.statusCode()).isEqualTo(303);
                assertThat(answer.headers().firstValue("Location").orElseThrow())
                        .startsWith("/auth/login?redirect_to=");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> every_role_gets_in_where_the_table_lets_it_and_nowhere_else() {
        return Arrays.stream(Role.values())
                .flatMap(role -> HOUSE.endpoints().stream()
                        .filter(endpoint -> endpoint.access().needsSession())
                        .map(endpoint -> DynamicTest.dynamicTest(role.id() + " " + name(endpoint), () -> {
                            boolean ends = endpoint.path().endsWith("/logout");
                            int status = status(endpoint, ends ? HOUSE.again(HOUSE.of(role)) : HOUSE.of(role));
                            if (endpoint.access().permits(role)) {
                                assertThat(status).isNotIn(401, 403, 405).isLessThan(500);
                            } else {
                                assertThat(status).isEqualTo(403);
                            }
                        })));
    }

    /** The generated tests believe the table; this one does not. */
    @TestFactory
    Stream<DynamicTest> the_teams_rooms_are_closed_to_customers_and_a_customers_to_visitors() {
        return each(endpoint -> {
            if (endpoint.path().matches("(/dashboard/admin|/api/admin|/api/artifacts|/api/jobs)(/.*)?")) {
                assertThat(status(endpoint, HOUSE.ada)).isEqualTo(403);
            }
            boolean open = !endpoint.path().startsWith("/dashboard")
                    && (!endpoint.isApi() || endpoint.path().matches("/api/(auth/(login|signup)|payments/webhook)"));
            assertThat(!endpoint.access().needsSession())
                    .isEqualTo(open && !endpoint.path().equals("/auth/logout"));
        });
    }

    @TestFactory
    Stream<DynamicTest> somebody_elses_release_does_not_exist() {
        UUID mine = HOUSE.draft(HOUSE.ada, new JsonObject().put("title", "A harbour opens its quiet lights"));
        return HOUSE.endpoints().stream()
                .filter(endpoint ->
                        endpoint.path().matches("(/api/releases|/dashboard/(releases|new-release))/:id(/.*)?"))
                .map(endpoint -> DynamicTest.dynamicTest(name(endpoint), () -> {
                    assertThat(sent(endpoint, mine, HOUSE.bert)).isEqualTo(404);
                    assertThat(sent(endpoint, UUID.randomUUID(), HOUSE.bert)).isEqualTo(404);
                    assertThat(HOUSE.web
                                    .get("/api/releases/" + mine, HOUSE.ada.bearer())
                                    .body())
                            .contains("A harbour opens its quiet lights")
                            .contains("\"status\":\"draft\"");
                }));
    }

    @Test
    void somebody_elses_release_cannot_be_opened_or_overwritten_in_the_studio_either() {
        UUID mine = HOUSE.draft(HOUSE.ada, new JsonObject().put("title", "Mine"));
        assertThat(HOUSE.web
                        .get("/dashboard/new-release?id=" + mine, HOUSE.bert.cookie())
                        .statusCode())
                .isEqualTo(404);
        String form = "id=" + mine + "&version=1&title=Theirs&_csrf=" + HOUSE.bert.csrf();
        assertThat(HOUSE.web
                        .send("POST", "/dashboard/new-release", Web.FORM, form, HOUSE.bert.cookie())
                        .statusCode())
                .isEqualTo(404);
        assertThat(HOUSE.web.get("/api/releases/" + mine, HOUSE.ada.bearer()).body())
                .contains("\"title\":\"Mine\"");
        assertThat(HOUSE.web.get("/api/releases", HOUSE.bert.bearer()).body()).doesNotContain(mine.toString());
    }

    @Test
    void a_customer_gets_no_artifact_whether_it_exists_or_not() {
        UUID artifact = HOUSE.one(
                UUID.class,
                "INSERT INTO artifacts (kind, content_type, bytes) VALUES ('screenshot', 'image/png', 'x') RETURNING id");
        assertThat(HOUSE.web
                        .get("/api/artifacts/" + artifact, HOUSE.ada.bearer())
                        .statusCode())
                .isEqualTo(403);
        assertThat(HOUSE.web
                        .get("/api/artifacts/" + UUID.randomUUID(), HOUSE.ada.bearer())
                        .statusCode())
                .isEqualTo(403);
        assertThat(HOUSE.web
                        .get("/api/artifacts/" + artifact, HOUSE.support.bearer())
                        .statusCode())
                .isEqualTo(200);
    }

    @TestFactory
    Stream<DynamicTest> the_worker_token_opens_its_own_endpoint_and_no_other() {
        return each(endpoint -> {
            int status = status(endpoint, null, "X-Worker-Token", HouseUnderTest.WORKER_TOKEN);
            if (endpoint.access() == Access.WORKER) {
                assertThat(status).isEqualTo(200);
                assertThat(status(endpoint, null, "X-Worker-Token", HouseUnderTest.WORKER_TOKEN + "x"))
                        .isEqualTo(401);
                assertThat(status(endpoint, null, "X-Worker-Token", "")).isEqualTo(401);
            } else if (endpoint.access().needsSession()) {
                assertThat(status).isIn(401, 303);
            }
        });
    }

    @Test
    void a_webhook_without_its_signature_is_refused_whoever_sends_it() {
        for (Person sender : Arrays.asList(null, HOUSE.ada, HOUSE.superAdmin)) {
            HttpResponse<String> answer = HOUSE.web.send(
                    "POST",
                    "/api/payments/webhook",
                    Web.JSON,
                    "{\"id\":\"evt_1\",\"type\":\"checkout.session.completed\"}",
                    Web.headers(sender == null ? new String[0] : sender.bearer(), "Stripe-Signature", "t=1,v1=00"));
            assertThat(answer.statusCode()).isEqualTo(400);
        }
        assertThat(HOUSE.one(Long.class, "SELECT count(*) FROM stripe_events WHERE id = 'evt_1'"))
                .isZero();
    }

    @Test
    void a_session_that_was_ended_a_forged_token_and_a_disabled_account_open_nothing() {
        Person gone = HOUSE.again(HOUSE.bert);
        assertThat(HOUSE.web
                        .send("POST", "/api/auth/logout", Web.JSON, "{}", gone.bearer())
                        .statusCode())
                .isEqualTo(204);
        assertThat(HOUSE.web.get("/api/me", gone.bearer()).statusCode()).isEqualTo(401);
        assertThat(HOUSE.web.get("/api/me", gone.cookie()).statusCode()).isEqualTo(401);
        String[] parts = HOUSE.admin.token().split("\\.", -1);
        String none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0." + parts[1] + ".";
        for (String forged : List.of(none, parts[0] + "." + parts[1] + "." + "A".repeat(43), "x", "..", "%00")) {
            assertThat(HOUSE.web
                            .get("/api/me", "Authorization", "Bearer " + forged)
                            .statusCode())
                    .as(forged)
                    .isEqualTo(401);
            assertThat(HOUSE.web
                            .get("/api/me", "Cookie", "bp_session=" + forged)
                            .statusCode())
                    .as(forged)
                    .isEqualTo(401);
        }
        Person disabled = HOUSE.signUp(Role.ADMIN);
        HOUSE.run("UPDATE auth.users SET disabled_at = now() WHERE id = $1", disabled.id());
        assertThat(HOUSE.web.get("/api/admin/jobs", disabled.bearer()).statusCode())
                .isEqualTo(401);
        Person demoted = HOUSE.signUp(Role.ADMIN);
        HOUSE.run("UPDATE admin_users SET is_active = false WHERE user_id = $1", demoted.id());
        assertThat(HOUSE.web.get("/api/admin/jobs", demoted.bearer()).statusCode())
                .isEqualTo(403);
    }

    private static Stream<DynamicTest> each(Check check) {
        return HOUSE.endpoints().stream()
                .map(endpoint -> DynamicTest.dynamicTest(name(endpoint), () -> check.of(endpoint)));
    }

    private static int status(Endpoint endpoint, Person person, String... more) {
        String[] who = person == null ? new String[0] : person.bearer();
        return HOUSE.web.status(
                method(endpoint), path(endpoint, UUID.randomUUID()), type(endpoint), "", Web.headers(who, more));
    }

    /** With an empty object or form, so that nothing but whose it is stands in the way. */
    private static int sent(Endpoint endpoint, UUID id, Person person) {
        boolean bodiless =
                endpoint.method().equals(HttpMethod.GET) || endpoint.method().equals(HttpMethod.DELETE);
        String body = bodiless ? "" : endpoint.isApi() ? "{}" : "x=y";
        return HOUSE.web.status(method(endpoint), path(endpoint, id), type(endpoint), body, person.bearer());
    }

    private static String type(Endpoint endpoint) {
        return endpoint.method().equals(HttpMethod.GET) ? null : endpoint.isApi() ? Web.JSON : Web.FORM;
    }

    private static String path(Endpoint endpoint, UUID id) {
        String value = endpoint.path().contains("/jobs/") ? Integer.toString(SOME_JOB) : id.toString();
        return endpoint.path().replaceAll(":\\w+", value);
    }

    private static String method(Endpoint endpoint) {
        return endpoint.method().name();
    }

    private static String name(Endpoint endpoint) {
        return endpoint.method() + " " + endpoint.path();
    }

    @FunctionalInterface
    private interface Check {
        void of(Endpoint endpoint);
    }
}
