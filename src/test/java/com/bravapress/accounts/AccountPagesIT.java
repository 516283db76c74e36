package com.bravapress.accounts;

import static com.bravapress.accounts.TestSite.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.http.Role;
import com.bravapress.testing.Await;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The forms, as a browser without JavaScript sends them. */
class AccountPagesIT {
    private static final RateLimits.Rate GENEROUS = new RateLimits.Rate(1_000, Duration.ofHours(1));
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
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
    void a_customer_signs_up_lands_on_the_dashboard_and_signs_out() {
        Form form = open("/auth/signup");
        HttpResponse<String> made = form.send("/auth/signup", signUp("page@harbour.example"));
        assertThat(made.statusCode()).isEqualTo(303);
        assertThat(location(made)).isEqualTo("/dashboard");
        String set = setCookie(made, "bp_session");
        assertThat(set)
                .containsIgnoringCase("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Path=/");
        String session = set.replaceAll(";.*", "");
        assertThat(site.get("/dashboard", "Cookie", session).body()).isEqualTo("mine");
        assertThat(site.get("/auth/login", "Cookie", session).statusCode()).isEqualTo(303);

        assertThat(site.postForm("/auth/logout", "", "Cookie", session).statusCode())
                .isEqualTo(403);
        HttpResponse<String> out = site.postForm("/auth/logout", "_csrf=" + tokenOfSession(session), "Cookie", session);
        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(setCookie(out, "bp_session")).contains("Max-Age=0");
        assertThat(location(site.get("/dashboard", "Cookie", session))).startsWith("/auth/login");
    }

    @Test
    void a_form_without_its_token_is_refused_and_makes_nobody() {
        Form form = open("/auth/signup");
        assertThat(site.postForm("/auth/signup", signUp("forged@harbour.example"), "Cookie", form.cookie())
                        .statusCode())
                .isEqualTo(403);
        assertThat(site.postForm("/auth/signup", signUp("forged@harbour.example") + "&_csrf=" + form.token())
                        .statusCode())
                .isEqualTo(403);
        assertThat(Await.get(new UserStore().byEmail(site.database, "forged@harbour.example")))
                .isEmpty();
    }

    @Test
    void faults_come_back_beside_what_was_typed_but_never_with_the_password() {
        Form form = open("/auth/signup?redirect_to=%2Fdashboard%2Fnew-release");
        HttpResponse<String> refused = form.send(
                "/auth/signup",
                "full_name=%3Cb%3EAda&email=no&password=Secret-of-mine&redirect_to=%2Fdashboard%2Fnew-release");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("&lt;b&gt;Ada")
                .contains("Enter an e-mail address")
                .contains("Accept the terms")
                .contains("value=\"/dashboard/new-release\"")
                .doesNotContain("<b>Ada")
                .doesNotContain("Secret-of-mine");
    }

    @Test
    void sign_in_goes_where_the_role_belongs_or_back_to_where_one_wanted_to_go() {
        assertThat(Await.get(site.accounts.createAdmin("desk@pages.example", PASSWORD, Role.SUPPORT, "command"))
                        .role())
                .isEqualTo(Role.SUPPORT);
        assertThat(location(signIn("desk@pages.example", PASSWORD, ""))).isEqualTo("/dashboard/admin");
        assertThat(location(signIn("desk@pages.example", PASSWORD, "/dashboard/payments?after=1")))
                .isEqualTo("/dashboard/payments?after=1");
        assertThat(location(signIn("desk@pages.example", PASSWORD, "//evil.example")))
                .isEqualTo("/dashboard/admin");
        assertThat(location(signIn("desk@pages.example", PASSWORD, "/\\evil.example")))
                .isEqualTo("/dashboard/admin");
    }

    @Test
    void a_wrong_password_shows_the_form_again_and_sets_no_cookie() {
        HttpResponse<String> refused = signIn("nobody@pages.example", "some password", "");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("is not right").contains("nobody@pages.example");
        assertThat(refused.headers().allValues("Set-Cookie")).noneMatch(c -> c.startsWith("bp_session"));
    }

    @Test
    void signing_in_again_ends_the_session_whose_cookie_is_replaced() {
        String token = site.signUp("again@pages.example");
        String session = "bp_session=" + token;
        HttpResponse<String> again = site.postForm(
                "/auth/login",
                "email=again%40pages.example&password=" + encoded(PASSWORD) + "&_csrf=" + tokenOfSession(session),
                "Cookie",
                session);
        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(site.get("/api/me", "Cookie", session).statusCode()).isEqualTo(401);
        String fresh = setCookie(again, "bp_session").replaceAll(";.*", "");
        assertThat(site.get("/api/me", "Cookie", fresh).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> signIn(String email, String password, String redirectTo) {
        return open("/auth/login")
                .send(
                        "/auth/login",
                        "email=" + encoded(email) + "&password=" + encoded(password) + "&redirect_to="
                                + encoded(redirectTo));
    }

    private static String signUp(String email) {
        return "full_name=Ada+Harbour&email=" + encoded(email) + "&password=" + encoded(PASSWORD) + "&accept_terms=on";
    }

    private static Form open(String path) {
        HttpResponse<String> page = site.get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        return new Form(setCookie(page, "bp_csrf").replaceAll(";.*", ""), token(page.body()));
    }

    private static String tokenOfSession(String session) {
        return token(site.get("/form", "Cookie", session).body());
    }

    private static String token(String html) {
        Matcher found = TOKEN.matcher(html);
        assertThat(found.find()).as("the page has a form with its token").isTrue();
        return found.group(1);
    }

    private static String setCookie(HttpResponse<String> response, String name) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .findFirst()
                .orElseThrow();
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** An opened form: the cookie its token is bound to, and the token. */
    private record Form(String cookie, String token) {
        HttpResponse<String> send(String path, String fields) {
            return site.postForm(path, fields + "&_csrf=" + token, "Cookie", cookie);
        }
    }
}
