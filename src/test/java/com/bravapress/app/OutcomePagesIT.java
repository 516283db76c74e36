package com.bravapress.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.app.HouseUnderTest.Person;
import com.bravapress.wire.pages.Chromium;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What people see and receive of what became of a release, in the whole house. */
class OutcomePagesIT {
    private static final HouseUnderTest HOUSE = HouseUnderTest.open();
    private static final Path OUTBOX = Path.of("target", "house-under-test", "outbox");

    @Test
    void a_published_release_is_followed_by_itself_and_its_customer_hears_of_it_once() {
        String title = "Followed " + UUID.randomUUID();
        long wireId = HOUSE.one(Long.class, """
                WITH bought AS (
                    INSERT INTO sandbox.wire_orders (plan, notes, price_cents, releases_left)
                    VALUES ('presswire-basic', 'BP', 14900, 0) RETURNING id)
                INSERT INTO sandbox.wire_releases (status, headline_key, fields, order_id, submissions, published_at)
                SELECT 'published', lower($1), jsonb_build_object('title', $1::text), id, 1, now() - interval '1 hour'
                FROM bought RETURNING id
                """, title);
        UUID release = release(title, "in_review", Long.toString(wireId), null);
        HOUSE.run("INSERT INTO wire_followups (submission_id, on_sandbox) VALUES ($1, true)", release);
        HOUSE.run(
                "INSERT INTO jobs (type, status, data, max_attempts, submission_id, dedupe_key)"
                        + " VALUES ('distribution_report', 'pending', $2, 5, $1, $1::text)",
                release,
                new JsonObject().put("submission_id", release.toString()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> mails("Who picked it up", title) == 1 && mails("Published", title) == 1);
        assertThat(HOUSE.one(
                        String.class,
                        "SELECT concat_ws('|', status, wire_status, wire_url LIKE '%/article/%') FROM"
                                + " press_release_submissions WHERE id = $1",
                        release))
                .isEqualTo("completed|published|t");
        String page = HOUSE.web
                .get("/dashboard/releases/" + release, HOUSE.ada.cookie())
                .body();
        assertThat(page).contains("Who picked it up", "Harbour Gazette", "https://outlet-1.example/");
    }

    @Test
    void purchases_are_resumed_by_an_admin_with_a_reason_and_by_nobody_less() {
        pause();
        JsonObject why = new JsonObject().put("reason", "The page only looks different");
        String path = "/api/admin/wire/purchases/resume";
        assertThat(HOUSE.web
                        .json("GET", "/api/admin/wire", "", HOUSE.support.bearer())
                        .getJsonArray("wires")
                        .encode())
                .contains("checkout_notes");
        assertThat(HOUSE.web.status("POST", path, Web.JSON, why.encode(), HOUSE.support.bearer()))
                .isEqualTo(403);
        assertThat(HOUSE.web.status("POST", path, Web.JSON, "{}", HOUSE.admin.bearer()))
                .isEqualTo(422);
        assertThat(HOUSE.web.status("POST", path, Web.JSON, why.encode(), HOUSE.admin.bearer()))
                .isEqualTo(200);
        assertThat(HOUSE.web.status("POST", path, Web.JSON, why.encode(), HOUSE.admin.bearer()))
                .isEqualTo(409);
        assertThat(HOUSE.one(
                        String.class,
                        "SELECT reason FROM audit_log WHERE action = 'wire.purchases.resume' ORDER BY id DESC LIMIT 1"))
                .isEqualTo("The page only looks different");
    }

    @Test
    void the_pages_are_sound_in_both_themes_and_on_a_phone() {
        pause();
        UUID held =
                release("Harbourlight Opens a Yard", "on_hold", "812349991", "Please name the source of the figure.");
        HOUSE.run("UPDATE press_release_submissions SET status = 'needs_changes' WHERE id = $1", held);
        HOUSE.run(
                "INSERT INTO distribution_reports (submission_id, outlets) VALUES ($1, $2)",
                held,
                new JsonArray()
                        .add(new JsonObject()
                                .put("outlet", "Harbour Gazette")
                                .put("url", "https://outlet-1.example/news"))
                        .add(new JsonObject()
                                .put("outlet", "<b>Valley</b> Today")
                                .put("url", null)));
        long job = HOUSE.one(
                Long.class,
                "INSERT INTO jobs (type, status, data, attempts, max_attempts, submission_id, error, error_category,"
                        + " completed_at) VALUES ('press_release_submission', 'failed', '{}', 3, 3, $1, 'The wire was away',"
                        + " 'wire', now()) RETURNING id",
                held);
        HOUSE.run(
                "INSERT INTO wire_steps (job_id, submission_id, attempt, step, irreversible, state, reference, external_id)"
                        + " VALUES ($1, $2, 3, 'purchase', true, 'confirmed', 'BP-1', '41000017')",
                job,
                held);
        try (Playwright playwright = Playwright.create();
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(Chromium.find(Optional.empty()))
                                .setChromiumSandbox(false))) {
            for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                for (int width : new int[] {390, 1280}) {
                    look(
                            browser,
                            theme,
                            width,
                            HOUSE.ada,
                            "/dashboard/releases/" + held,
                            "Please name the source",
                            "release");
                    look(browser, theme, width, HOUSE.admin, "/dashboard/admin", "Purchases are paused", "console");
                    look(browser, theme, width, HOUSE.admin, "/dashboard/admin/jobs/" + job, "order 41000017", "job");
                }
            }
        }
    }

    private static void look(
            Browser browser, ColorScheme theme, int width, Person who, String path, String words, String name) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setColorScheme(theme).setViewportSize(width, 900));
        context.addCookies(List.of(new Cookie("bp_session", who.token()).setUrl(HOUSE.web.url(""))));
        Page page = context.newPage();
        page.navigate(HOUSE.web.url(path));
        String place = name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width;
        assertThat(page.locator("main").innerText()).as(place).contains(words);
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("%s fits", place)
                .isTrue();
        assertThat(new AxeBuilder(page).analyze().getViolations()).as(place).isEmpty();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "shots", place + ".png"))
                .setFullPage(true));
        context.close();
    }

    private static void pause() {
        HOUSE.run("""
                INSERT INTO wire_watch (site, purchases_paused_at, pause_reason, checked_at, clean, selectors_version,
                    findings, fingerprint, balance, balance_at)
                VALUES ('live', now(), 'The wire is not as we know it (selectors 2026-11-23): checkout_notes on the page'
                    || ' “checkout” (tried #order_notes , textarea[name=notes])', now(), false, '2026-11-23',
                    '[{"page":"checkout","selector":"checkout_notes","tried":["#order_notes"]}]', 'x', 4, now())
                ON CONFLICT (site) DO UPDATE SET purchases_paused_at = now(), pause_reason = excluded.pause_reason
                """);
    }

    private static UUID release(String title, String wireStatus, String wireId, String reason) {
        UUID id = UUID.randomUUID();
        HOUSE.run("""
                INSERT INTO press_release_submissions (id, user_id, title, content, company_name, status, wire_status,
                    einpresswire_submission_id, wire_reason, paid_at, completed_at)
                VALUES ($1, $2, $3, 'Harbourlight opened a yard.', 'Harbourlight', 'completed', $4, $5, $6, now(), now())
                """, id, HOUSE.ada.id(), title, wireStatus, wireId, reason);
        return id;
    }

    private static long mails(String subject, String title) {
        if (!Files.isDirectory(OUTBOX)) {
            return 0;
        }
        try (var files = Files.list(OUTBOX)) {
            return files.filter(file -> {
                        String text = read(file);
                        return text.contains(title.substring(9)) && text.contains(subject + ":");
                    })
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).replaceAll("=?\r?\n ?", "");
        } catch (IOException e) {
            return "";
        }
    }
}
