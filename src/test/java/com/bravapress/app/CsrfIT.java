package com.bravapress.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.app.HouseUnderTest.Person;
import com.bravapress.http.Access;
import com.bravapress.http.Endpoint;
import com.bravapress.http.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Requests that a browser was tricked into: refused, and nothing is changed by them. */
class CsrfIT {
    private static final HouseUnderTest HOUSE = HouseUnderTest.open();
    private static Person owner;
    private static UUID release;
    private static long job;

    @BeforeAll
    static void something_to_lose() {
        // One person who may do everything, and owns what is asked for: only the token stands in the way.
        owner = HOUSE.signUp(Role.SUPER_ADMIN);
        release = HOUSE.draft(owner, new JsonObject().put("title", "A harbour opens its quiet lights"));
        job = HOUSE.one(
                Long.class,
                "INSERT INTO jobs (type, status, data, max_attempts, attempts, completed_at)"
                        + " VALUES ('cleanup', 'failed', '{}', 3, 3, now()) RETURNING id");
    }

    @TestFactory
    Stream<DynamicTest> without_its_own_token_a_form_changes_nothing() {
        return changing()
                .map(endpoint -> DynamicTest.dynamicTest(name(endpoint), () -> {
                    String before = everything();
                    assertThat(form(endpoint, "reason=forged")).as("no token").isEqualTo(403);
                    assertThat(form(endpoint, "_csrf=")).as("an empty token").isEqualTo(403);
                    assertThat(form(endpoint, "_csrf=x")).as("a wrong token").isEqualTo(403);
                    assertThat(form(endpoint, "_csrf=" + owner.csrf().toLowerCase(java.util.Locale.ROOT)))
                            .as("a token in other letters")
                            .isEqualTo(403);
                    assertThat(form(endpoint, "_csrf=" + HOUSE.ada.csrf()))
                            .as("the token of another session")
                            .isEqualTo(403);
                    assertThat(send(endpoint, Web.JSON, "{}", owner.cookie()))
                            .as("JSON with the cookie")
                            .isEqualTo(403);
                    assertThat(send(endpoint, "text/plain", "{\"reason\":\"x\"}", owner.cookie()))
                            .as("JSON in disguise, as a form of another site can send it")
                            .isEqualTo(403);
                    assertThat(send(endpoint, null, "", owner.cookie()))
                            .as("nothing at all")
                            .isEqualTo(403);
                    assertThat(everything()).isEqualTo(before);
                }));
    }

    @TestFactory
    Stream<DynamicTest> from_another_site_even_the_right_token_is_refused() {
        return changing()
                .map(endpoint -> DynamicTest.dynamicTest(name(endpoint), () -> {
                    String before = everything();
                    assertThat(form(endpoint, "_csrf=" + owner.csrf(), "Sec-Fetch-Site", "cross-site"))
                            .isEqualTo(403);
                    assertThat(everything()).isEqualTo(before);
                }));
    }

    @TestFactory
    Stream<DynamicTest> with_its_token_or_as_a_program_it_passes() {
        return changing()
                .map(endpoint -> DynamicTest.dynamicTest(name(endpoint), () -> {
                    Person me = endpoint.path().endsWith("/logout") ? HOUSE.again(owner) : owner;
                    String[] withHeader = Web.headers(me.cookie(), "X-CSRF-Token", me.csrf());
                    // An id that does not exist: what passes must not use up what the other tests need.
                    String path = path(endpoint)
                            .replace(release.toString(), UUID.randomUUID().toString());
                    assertThat(HOUSE.web.status(endpoint.method().name(), path, null, "", withHeader))
                            .isNotIn(401, 403);
                    Person program = endpoint.path().endsWith("/logout") ? HOUSE.again(owner) : owner;
                    assertThat(HOUSE.web.status(endpoint.method().name(), path, null, "", program.bearer()))
                            .isNotIn(401, 403);
                }));
    }

    @TestFactory
    Stream<DynamicTest> forms_of_visitors_need_their_token_too() {
        return HOUSE.endpoints().stream()
                .filter(endpoint -> endpoint.access() == Access.PUBLIC && changes(endpoint))
                .map(endpoint -> DynamicTest.dynamicTest(name(endpoint), () -> {
                    Visitor one = new Visitor();
                    Visitor other = new Visitor();
                    String before = everything();
                    String[] nothing = {};
                    String fields = "full_name=F&name=F&message=F&accept_terms=on&password=a+long+enough+phrase"
                            + "&email=forged%40gate.example&_csrf=";
                    assertThat(send(endpoint, Web.FORM, fields, nothing)).isEqualTo(403);
                    assertThat(send(endpoint, Web.FORM, fields + one.token, nothing))
                            .isEqualTo(403);
                    assertThat(send(endpoint, Web.FORM, fields, one.cookie())).isEqualTo(403);
                    assertThat(send(endpoint, Web.FORM, fields + other.token, one.cookie()))
                            .isEqualTo(403);
                    assertThat(send(endpoint, "text/plain", "{}", nothing)).isEqualTo(403);
                    assertThat(send(endpoint, "multipart/form-data; boundary=x", "--x--\r\n", nothing))
                            .isEqualTo(403);
                    assertThat(everything()).isEqualTo(before);
                    assertThat(send(endpoint, Web.FORM, "_csrf=" + one.token, one.cookie()))
                            .as("the visitor's own")
                            .isEqualTo(422);
                }));
    }

    @Test
    void a_token_from_before_signing_in_is_worth_nothing_afterwards() {
        Visitor visitor = new Visitor();
        HttpResponse<String> answer = HOUSE.web.send(
                "POST",
                "/auth/logout",
                Web.FORM,
                "_csrf=" + visitor.token,
                "Cookie",
                "bp_session=" + owner.token() + "; " + visitor.binding);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(HOUSE.web.get("/api/me", owner.bearer()).statusCode()).isEqualTo(200);
    }

    private static Stream<Endpoint> changing() {
        return HOUSE.endpoints().stream().filter(endpoint -> endpoint.access().needsSession() && changes(endpoint));
    }

    private static boolean changes(Endpoint endpoint) {
        return !endpoint.method().equals(HttpMethod.GET);
    }

    private static int form(Endpoint endpoint, String fields, String... more) {
        String[] headers = Web.headers(owner.cookie(), more);
        if (!endpoint.method().equals(HttpMethod.DELETE)) {
            return send(endpoint, Web.FORM, fields, headers);
        }
        // No form sends DELETE, and it takes no body: its token is a header.
        String token = fields.startsWith("_csrf=") ? fields.substring("_csrf=".length()) : "";
        return send(endpoint, null, "", Web.headers(headers, "X-CSRF-Token", token));
    }

    private static int send(Endpoint endpoint, String type, String body, String[] headers) {
        String sent = endpoint.method().equals(HttpMethod.DELETE) ? "" : body;
        return HOUSE.web.status(endpoint.method().name(), path(endpoint), type, sent, headers);
    }

    private static String path(Endpoint endpoint) {
        return endpoint.path().replace("/jobs/:id", "/jobs/" + job).replace(":id", release.toString());
    }

    /** What a forged request could change, as one text to compare. */
    private static String everything() {
        return HOUSE.one(String.class, """
                SELECT concat_ws('/',
                    (SELECT md5(string_agg(t::text, ',' ORDER BY t.id)) FROM press_release_submissions t),
                    (SELECT md5(string_agg(t::text, ',' ORDER BY t.id)) FROM sessions t),
                    (SELECT md5(string_agg(t::text, ',' ORDER BY t.id)) FROM auth.users t),
                    (SELECT count(*) FROM release_revisions), (SELECT count(*) FROM validations),
                    (SELECT count(*) FROM checkouts), (SELECT count(*) FROM audit_log),
                    (SELECT count(*) FROM jobs WHERE type = 'email_notification'),
                    (SELECT status FROM jobs WHERE id = $1))
                """, job);
    }

    private static String name(Endpoint endpoint) {
        return endpoint.method() + " " + endpoint.path();
    }

    /** A browser that opened the contact page. */
    private static final class Visitor {
        private final String binding;
        private final String token;

        Visitor() {
            HttpResponse<String> page = HOUSE.web.get("/contact");
            binding = Web.cookie(page, "bp_csrf");
            token = Web.csrf(page.body());
        }

        String[] cookie() {
            return new String[] {"Cookie", binding};
        }
    }
}
