package com.bravapress.accounts;

import static com.bravapress.accounts.TestSite.PASSWORD;
import static com.bravapress.accounts.TestSite.bearer;
import static com.bravapress.accounts.TestSite.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bravapress.http.AppException;
import com.bravapress.http.Role;
import com.bravapress.testing.Await;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccountsIT {
    private static final RateLimits.Rate GENEROUS = new RateLimits.Rate(1_000, Duration.ofHours(1));
    private static TestSite site;

    @BeforeAll
    static void start() {
        site = new TestSite(GENEROUS, GENEROUS);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void whoever_signs_up_is_signed_in_until_they_sign_out() {
        HttpResponse<String> made = site.postJson("/api/auth/signup", wish("  Ada@Harbour.Example "));
        assertThat(made.statusCode()).isEqualTo(200);
        JsonObject answer = new JsonObject(made.body());
        String token = answer.getString("token");
        assertThat(Instant.parse(answer.getString("expires_at"))).isAfter(site.clock.instant());
        assertThat(answer.getJsonObject("user").getString("email")).isEqualTo("ada@harbour.example");
        assertThat(made.body()).doesNotContain(PASSWORD).doesNotContain("argon2");

        HttpResponse<String> me = site.get("/api/me", "Authorization", bearer(token));
        assertThat(new JsonObject(me.body())).isEqualTo(answer.getJsonObject("user"));
        assertThat(site.get("/api/me", "Cookie", "bp_session=" + token).statusCode())
                .isEqualTo(200);

        HttpResponse<String> out = site.postJson("/api/auth/logout", new JsonObject(), "Authorization", bearer(token));
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(statusOfMe(token)).isEqualTo(401);
    }

    @Test
    void unknown_wrong_and_disabled_are_answered_alike() {
        String token = site.signUp("alike@harbour.example");
        String unknown = signIn("nobody@harbour.example", PASSWORD);
        String wrong = signIn("alike@harbour.example", "not the password");
        assertThat(wrong).isEqualTo(unknown).startsWith("401 ");
        run("UPDATE auth.users SET disabled_at = now() WHERE email = 'alike@harbour.example'");
        assertThat(signIn("alike@harbour.example", PASSWORD)).isEqualTo(unknown);
        assertThat(statusOfMe(token)).isEqualTo(401);
    }

    @Test
    void every_sign_in_has_a_session_of_its_own() {
        String first = site.signUp("own@harbour.example");
        JsonObject again = new JsonObject(
                site.postJson("/api/auth/login", wish("OWN@harbour.example")).body());
        assertThat(again.getString("token")).isNotEqualTo(first);
        assertThat(site.postJson("/api/auth/logout", new JsonObject(), "Authorization", bearer(first))
                        .statusCode())
                .isEqualTo(204);
        assertThat(statusOfMe(again.getString("token"))).isEqualTo(200);
    }

    @Test
    void a_session_ends_at_its_time_even_if_the_token_is_still_good() {
        String token = site.signUp("late@harbour.example");
        run("UPDATE sessions SET expires_at = now() - interval '1 hour' WHERE user_id ="
                + " (SELECT id FROM auth.users WHERE email = 'late@harbour.example')");
        assertThat(statusOfMe(token)).isEqualTo(401);
    }

    @Test
    void a_token_for_the_session_of_somebody_else_is_refused() {
        String mine = site.signUp("mine@harbour.example");
        String theirs = site.signUp("theirs@harbour.example");
        Tokens.Claim a = Await.get(site.tokens.read(mine)).orElseThrow();
        Tokens.Claim b = Await.get(site.tokens.read(theirs)).orElseThrow();
        Instant later = site.clock.instant().plusSeconds(600);
        assertThat(statusOfMe(site.tokens.issue(new Tokens.Claim(a.sessionId(), b.userId()), later)))
                .isEqualTo(401);
        assertThat(statusOfMe(site.tokens.issue(a, later))).isEqualTo(200);
    }

    @Test
    void the_role_comes_from_admin_users_at_every_request() {
        User admin = Await.get(site.accounts.createAdmin("Desk@Harbour.example", PASSWORD, Role.ADMIN, "command"));
        String token = token("desk@harbour.example");
        assertThat(site.get("/api/team", "Authorization", bearer(token)).statusCode())
                .isEqualTo(200);
        run("UPDATE admin_users SET role = 'support' WHERE user_id = '" + admin.id() + "'");
        assertThat(site.get("/api/team", "Authorization", bearer(token)).statusCode())
                .isEqualTo(403);
        assertThat(site.get("/dashboard/admin", "Authorization", bearer(token)).body())
                .isEqualTo("team");
        run("UPDATE admin_users SET is_active = false WHERE user_id = '" + admin.id() + "'");
        assertThat(site.get("/api/me", "Authorization", bearer(token)).body()).contains("\"role\":\"customer\"");
    }

    @Test
    void making_an_admin_of_a_customer_ends_their_sessions_and_is_in_the_audit() {
        String token = site.signUp("promoted@harbour.example");
        User admin = Await.get(site.accounts.createAdmin(
                "promoted@harbour.example", "another quiet harbour", Role.SUPPORT, "command"));
        assertThat(statusOfMe(token)).isEqualTo(401);
        assertThat(admin.fullName()).isEqualTo("Ada Harbour");
        String deed = text("SELECT actor || ' ' || action || ' ' || (before ->> 'role') || ' ' || (after ->> 'role')"
                + " AS t FROM audit_log WHERE subject = 'user:" + admin.id() + "'");
        assertThat(deed).isEqualTo("command admin.create customer support");
        assertThatThrownBy(() ->
                        Await.get(site.accounts.createAdmin("x@harbour.example", PASSWORD, Role.CUSTOMER, "command")))
                .isInstanceOf(AppException.class);
    }

    @Test
    void two_first_starts_at_once_make_one_admin() {
        try (TestSite fresh = new TestSite(GENEROUS, GENEROUS)) {
            var one = fresh.accounts.firstAdmin(Optional.empty(), Optional.empty());
            var other = fresh.accounts.firstAdmin(Optional.of("other@harbour.example"), Optional.empty());
            List<Accounts.FirstAdmin> made = java.util.stream.Stream.of(Await.get(one), Await.get(other))
                    .flatMap(Optional::stream)
                    .toList();
            assertThat(made).hasSize(1);
            assertThat(made.get(0).generated()).isTrue();
            JsonObject body = new JsonObject()
                    .put("email", made.get(0).email())
                    .put("password", made.get(0).password());
            assertThat(fresh.postJson("/api/auth/login", body).body()).contains("\"role\":\"super_admin\"");
            assertThat(Await.get(fresh.accounts.firstAdmin(Optional.empty(), Optional.empty())))
                    .isEmpty();
        }
    }

    @Test
    void twenty_sign_ups_at_once_make_one_user() {
        List<CompletableFuture<HttpResponse<String>>> sent = IntStream.range(0, 20)
                .mapToObj(i -> site.postJsonAsync("/api/auth/signup", wish("race@harbour.example")))
                .toList();
        List<Integer> statuses =
                sent.stream().map(each -> each.join().statusCode()).sorted().toList();
        assertThat(statuses.get(0)).isEqualTo(200);
        assertThat(statuses.subList(1, 20)).containsOnly(422);
        assertThat(sent.stream().map(each -> each.join().body()).filter(body -> body.contains("\"field\":\"email\"")))
                .hasSize(19);
        assertThat(text("SELECT count(*) || ' ' || (SELECT count(*) FROM profiles WHERE email = 'race@harbour.example')"
                        + " AS t FROM auth.users WHERE email = 'race@harbour.example'"))
                .isEqualTo("1 1");
    }

    @Test
    void a_role_or_id_in_the_body_is_ignored() {
        JsonObject greedy = wish("greedy@harbour.example")
                .put("role", "super_admin")
                .put("id", "00000000-0000-0000-0000-000000000000")
                .put("is_active", true)
                .put("disabled_at", "x");
        HttpResponse<String> made = site.postJson("/api/auth/signup", greedy);
        assertThat(made.body()).contains("\"role\":\"customer\"").doesNotContain("00000000-0000-0000");
        assertThat(text("SELECT count(*)::text AS t FROM admin_users a JOIN auth.users u ON u.id = a.user_id"
                        + " WHERE u.email = 'greedy@harbour.example'"))
                .isEqualTo("0");
    }

    @Test
    void every_fault_of_a_sign_up_is_named_at_once() {
        HttpResponse<String> refused = site.postJson(
                "/api/auth/signup",
                new JsonObject().put("full_name", " ").put("email", "no").put("password", "Password1"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(new JsonObject(refused.body())
                        .getJsonArray("errors").stream().map(error -> ((JsonObject) error).getString("field")))
                .containsExactly("full_name", "email", "password", "accept_terms");
    }

    @Test
    void too_many_tries_are_refused_with_a_time_to_wait_and_a_right_password_does_not_count() {
        try (TestSite strict = new TestSite(
                new RateLimits.Rate(3, Duration.ofMinutes(3)), new RateLimits.Rate(2, Duration.ofHours(1)))) {
            String token = strict.signUp("tries@harbour.example");
            assertThat(token).isNotNull();
            for (int i = 0; i < 5; i++) {
                assertThat(strict.postJson("/api/auth/login", wish("tries@harbour.example"))
                                .statusCode())
                        .isEqualTo(200);
            }
            JsonObject wrong = wish("tries@harbour.example").put("password", "wrong");
            for (int i = 0; i < 3; i++) {
                assertThat(strict.postJson("/api/auth/login", wrong).statusCode())
                        .isEqualTo(401);
            }
            HttpResponse<String> refused = strict.postJson("/api/auth/login", wish("tries@harbour.example"));
            assertThat(refused.statusCode()).isEqualTo(429);
            long wait = refused.headers().firstValueAsLong("Retry-After").orElseThrow();
            assertThat(wait).isBetween(1L, 61L);
            strict.clock.advance(Duration.ofSeconds(wait));
            assertThat(strict.postJson("/api/auth/login", wish("tries@harbour.example"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(strict.signUp("second@harbour.example")).isNotNull();
            assertThat(strict.postJson("/api/auth/signup", wish("third@harbour.example"))
                            .statusCode())
                    .isEqualTo(429);
        }
    }

    private static String token(String email) {
        return new JsonObject(site.postJson("/api/auth/login", wish(email)).body()).getString("token");
    }

    private static String signIn(String email, String password) {
        HttpResponse<String> answer = site.postJson(
                "/api/auth/login", new JsonObject().put("email", email).put("password", password));
        return answer.statusCode() + " " + answer.body().replaceAll("\"correlation_id\":\"[^\"]+\"", "");
    }

    private static int statusOfMe(String token) {
        return site.get("/api/me", "Authorization", bearer(token)).statusCode();
    }

    private static void run(String sql) {
        assertThat(Await.get(site.database.run(sql))).isEqualTo(1);
    }

    private static String text(String sql) {
        return Await.get(site.database.one(sql, row -> row.getString("t")));
    }
}
