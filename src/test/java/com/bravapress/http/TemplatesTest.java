package com.bravapress.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Renders the public templates through the real engine, with and without all that may be absent, into target/pages. */
class TemplatesTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path WEBROOT = Path.of("webroot");
    private static final String HOSTILE = "\"><script>alert(1)</script>";

    private static Vertx vertx;
    private static Pages pages;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        pages = new Pages(vertx, Map.of("public_url", "http://localhost:8080", "assets", "1", "sandbox", true));
    }

    @AfterAll
    static void stop() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @TestFactory
    Stream<DynamicTest> every_public_page_renders_keeps_the_policy_and_names_only_assets_that_exist() {
        return cases().entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(page.getKey(), () -> {
                    String html = render(page.getKey().replaceAll("@.*", ""), page.getValue());
                    Path out = Path.of("target/pages", page.getKey().replace('/', '-') + ".html");
                    Files.createDirectories(out.getParent());
                    Files.writeString(out, html);
                    assertKeepsThePolicy(html);
                    assertThat(all("/assets/([^\"?#]+)", html))
                            .allSatisfy(
                                    asset -> assertThat(WEBROOT.resolve(asset)).exists());
                    assertThat(sprite()).containsAll(all("icons\\.svg[^\"]*#([a-z]+)", html));
                    assertThat(all(" id=\"([^\"]+)\"", html)).doesNotHaveDuplicates();
                    assertThat(all(" id=\"([^\"]+)\"", html)).containsAll(all("href=\"#([^\"]+)\"", html));
                }));
    }

    @Test
    void what_people_type_appears_as_text() throws TimeoutException {
        String html = render("contact", contact(Map.of("name", HOSTILE, "message", HOSTILE), Map.of("name", HOSTILE)));
        assertThat(html).doesNotContain("<script>alert").contains("&lt;script&gt;alert(1)");
    }

    @Test
    void a_password_is_never_sent_back() throws TimeoutException {
        Map<String, Object> model = with(Map.of("values", Map.of("password", "hunter2hunter2"), "errors", Map.of()));
        assertThat(render("auth/login", model)).doesNotContain("hunter2");
    }

    @Test
    void an_error_is_named_above_the_form_and_tied_to_its_field() throws TimeoutException {
        String html = render("contact", contact(Map.of(), Map.of("email", "Give an e-mail address")));
        assertThat(html)
                .contains("<a href=\"#email\">Give an e-mail address</a>")
                .containsPattern("id=\"email\"[^>]*aria-describedby=\"[^\"]*email-error\"[^>]*aria-invalid=\"true\"");
    }

    @Test
    void templates_hold_no_inline_script_or_style_and_ask_nobody_else() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".ftlh"))
                    .filter(file -> !file.startsWith(TEMPLATES.resolve("mail")))
                    // The stand-ins play other people's sites, on an origin of their own.
                    .filter(file -> !file.startsWith(TEMPLATES.resolve("sandbox")))
                    .toList();
            assertThat(found).isNotEmpty();
            for (Path file : found) {
                assertKeepsThePolicy(Files.readString(file));
            }
        }
    }

    @Test
    void words_and_looks_of_every_status_agree_between_the_templates_and_the_scripts() throws IOException {
        String script = Files.readString(WEBROOT.resolve("js/ui.js"));
        String macros = Files.readString(TEMPLATES.resolve("parts.ftlh"));
        Map<String, String> inScript =
                pairs("[{,\\s](\\w+): (\\[?\"[^\\]\"]+\"(?:, \"\\w+\"\\])?)", between(script, "const WORDS", "export"));
        Map<String, String> inMacros = pairs(
                "\"(\\w+)\":(\\[?\"[^\\]\"]+\"(?:,\"\\w+\"\\])?)", between(macros, "#function words", "#macro icon"));
        assertThat(inScript).hasSizeGreaterThan(15).isEqualTo(inMacros);
    }

    private static Map<String, String> pairs(String pattern, String text) {
        Map<String, String> found = new TreeMap<>();
        Pattern.compile(pattern)
                .matcher(text)
                .results()
                .forEach(m -> found.merge(m.group(1), m.group(2).replace(" ", ""), (a, b) -> a + "|" + b));
        return found;
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from);
        return text.substring(start, text.indexOf(to, start));
    }

    private static void assertKeepsThePolicy(String html) {
        assertThat(html)
                .doesNotContainPattern("(?i)<style|\\sstyle=|\\son[a-z]+=\"|javascript:|\\?no_esc")
                .doesNotContainPattern("(?i)<script(?![^>]*\\ssrc=)")
                .doesNotContainPattern("(?i)(?:src|<link[^>]*href)=\"https?://(?!localhost)");
    }

    private static List<String> sprite() throws IOException {
        return all("symbol id=\"([a-z]+)\"", Files.readString(WEBROOT.resolve("icons.svg")));
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
    }

    private static String render(String template, Map<String, Object> model) throws TimeoutException {
        return pages.view(() -> Map.of("path", "/" + template, "csrf", "token"))
                .render(template, model)
                .await(10, TimeUnit.SECONDS)
                .toString();
    }

    private static Map<String, Map<String, Object>> cases() {
        Map<String, Object> packages = Map.of("packages", packages());
        Map<String, String> typed = Map.of("name", "Ingrid Salo", "email", "press@harbourlight", "message", "");
        Map<String, String> faults =
                Map.of("email", "Give an e-mail address with a name, an @ and a domain", "message", "Write a message");
        Map<String, Map<String, Object>> cases = new TreeMap<>();
        cases.put("home", packages);
        cases.put("pricing", packages);
        cases.put("pricing@signed-in", with(packages));
        cases.put("faq", Map.of());
        cases.put("contact", Map.of());
        cases.put("contact@errors", contact(typed, faults));
        cases.put("contact@sent", with(Map.of("sent", true)));
        cases.put("legal/terms", Map.of());
        cases.put("legal/privacy", Map.of());
        cases.put("auth/signup", Map.of());
        cases.put(
                "auth/signup@errors",
                Map.of(
                        "values",
                        Map.of("redirect_to", "/dashboard/new-release", "full_name", "Ingrid Salo"),
                        "errors",
                        Map.of(
                                "password",
                                "Choose a password of 8 to 128 characters",
                                "accept_terms",
                                "Accept the terms to go on")));
        cases.put("auth/login", Map.of("values", Map.of("redirect_to", "/dashboard/new-release?a=b")));
        cases.put(
                "auth/login@errors",
                Map.of(
                        "values",
                        Map.of("email", "press@harbourlight.example"),
                        "errors",
                        Map.of("form", "That e-mail and password do not belong together. Check both and try again.")));
        cases.put(
                "error",
                Map.of("status", 404, "title", "There is no such page", "message", "The address may be misspelled."));
        cases.put("gallery", with(Map.of()));
        cases.put(
                "error@full",
                with(Map.of(
                        "status",
                        500,
                        "title",
                        "Something went wrong here",
                        "message",
                        "It has been noted.",
                        "correlation_id",
                        "5b2c9d3e-6a55-4d0e-9b0c-2f8f3f1d2a11",
                        "what_next",
                        "Try again in a minute.",
                        "errors",
                        List.of(new FieldError("title", "The title is missing")))));
        return cases;
    }

    private static Map<String, Object> contact(Map<String, String> values, Map<String, String> errors) {
        return Map.of("values", values, "errors", errors);
    }

    private static Map<String, Object> with(Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put(
                "me",
                Map.of(
                        "email",
                        "press@harbourlight.example",
                        "full_name",
                        "Ingrid Salo",
                        "role",
                        "customer",
                        "team",
                        false));
        all.put("flash", Map.of("kind", "success", "text", "Your draft was saved."));
        return all;
    }

    private static List<Map<String, Object>> packages() {
        return List.of(
                aPackage("basic", "Basic", 9_900, "Basic", 700, 1, 1),
                aPackage("premium", "Premium", 39_500, "Pro+", 1_000, 2, 5),
                aPackage("enterprise", "Enterprise", 69_500, "Corporate", 2_500, 2, 5));
    }

    private static Map<String, Object> aPackage(
            String id, String name, long cents, String plan, int words, int countries, int industries) {
        return Map.of(
                "id",
                id,
                "name",
                name,
                "price_cents",
                cents,
                "currency",
                "USD",
                "wire_plan",
                plan,
                "words",
                words,
                "images",
                1,
                "links",
                3,
                "countries",
                countries,
                "industries",
                industries);
    }
}
