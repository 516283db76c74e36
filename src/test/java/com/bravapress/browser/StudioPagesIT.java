package com.bravapress.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.http.Principal;
import com.bravapress.jobs.Timeline;
import com.bravapress.releases.OnWire;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.releases.Submission;
import com.bravapress.testing.Await;
import com.bravapress.testing.StudioServer;
import com.bravapress.writing.FrontMatter;
import com.bravapress.writing.ReleaseText;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The customer's pages in a real Chromium, in both themes and at both widths; pictures go to target/pages. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StudioPagesIT {
    private static final Path PICTURES = Path.of("target/pages");

    private StudioServer server;
    private Principal ada;
    private Playwright playwright;
    private Browser browser;

    @BeforeAll
    void start(Vertx vertx) {
        server = StudioServer.start(vertx);
        ada = server.customer("Ada");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        BrowserType.LaunchOptions options =
                new BrowserType.LaunchOptions().setChromiumSandbox(!"root".equals(System.getProperty("user.name")));
        chromium().ifPresent(options::setExecutablePath);
        browser = playwright.chromium().launch(options);
    }

    private static Optional<Path> chromium() {
        return Stream.of(
                        "/usr/bin/chromium-headless-shell",
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    @AfterAll
    void stop() {
        browser.close();
        playwright.close();
    }

    @Test
    void a_release_is_written_saved_by_itself_checked_at_the_exact_words_and_followed_live() throws IOException {
        Page page = visit(ada, ColorScheme.LIGHT, 1280);
        page.navigate(server.url() + "/dashboard/new-release");
        write(page, sample("hype.md"));
        page.waitForURL("**/new-release?id=*");
        assertThat(page.locator("[data-save-status]")).containsText("Saved");
        page.locator("[data-check]").last().click();
        assertThat(page.locator("#check-result [data-severity=error]").first()).isVisible();
        assertThat(page.locator("[data-pay] button")).isDisabled();
        page.locator(".jump[data-field=title]").first().click();
        assertThat(page.locator("#title")).isFocused();

        write(page, sample("harbour.md"));
        page.locator("[data-check]").last().click();
        assertThat(page.locator("#check-result[data-valid=true]")).isVisible();
        assertThat(page.locator("[data-pay] button")).isEnabled();
        assertThat(page.locator("[data-preview] h2")).containsText("Harbourlight");
        UUID id = UUID.fromString(page.url().replaceAll(".*id=", ""));

        Submission pending = move(id, ReleaseStatus.PAYMENT_PENDING);
        page.navigate(server.url() + "/dashboard/releases/" + id + "?cancelled=1");
        assertThat(page.locator("[data-live-state]")).hasText("Live");
        assertThat(page.locator("[data-status-chip]")).containsText("Waiting for payment");
        Submission paid = Await.get(server.database.inTransaction(tx -> server.releases
                .keepRevision(tx, pending)
                .compose(revision -> server.releases.pay(
                        tx, pending, new com.bravapress.releases.Payment("pi_1", 9900, "usd", revision), "test"))));
        assertThat(paid.paidAt()).isNotNull();
        assertThat(page.locator("[data-status-chip]")).containsText("Paid, in the queue");
        assertThat(page.locator("[data-live-state]")).hasText("Live");
        Submission moving = move(id, ReleaseStatus.PROCESSING);
        step(moving.id(), "compose", 3);
        assertThat(page.locator("[data-step-line]")).hasText("Step 3 of 7: typing your release");
        Await.get(server.database.inTransaction(tx -> server.releases.onWire(
                tx, id, new OnWire("812345678", "https://wire.example/article/812345678", "in_review"), "test")));
        assertThat(page.locator("[data-wire-id] code")).hasText("812345678");
        page.context().close();
    }

    @Test
    void a_draft_is_written_from_facts_and_may_be_taken_back() {
        Page page = visit(ada, ColorScheme.LIGHT, 1280);
        page.navigate(server.url() + "/dashboard/new-release");
        page.fill("[name=brief_what]", "opened a repair yard for electric ferries");
        page.fill("[name=brief_where]", "Portland, Maine");
        page.fill("[name=company_name]", "Harbourlight Marine");
        page.locator("[data-generate]").click();
        assertThat(page.locator("[data-preview]")).containsText("Harbourlight Marine");
        assertThat(page.locator("[data-save-status]")).containsText("Saved");
        assertThat(page.locator("#content").inputValue()).contains("repair yard");
        page.context().close();
    }

    @Test
    void a_newer_version_from_elsewhere_is_shown_and_nothing_is_lost() throws IOException {
        Submission release = Await.get(server.drafts.begin(ada, sample("orchard.md")));
        Page page = visit(ada, ColorScheme.LIGHT, 1280);
        page.navigate(server.url() + "/dashboard/new-release?id=" + release.id());
        Submission newer = Await.get(server.drafts.save(ada, release.id(), 1, sample("harbour.md")));
        assertThat(newer.version()).isEqualTo(2);
        page.fill("#title", "What I typed");
        assertThat(page.locator("[data-conflict]")).containsText("newer version");
        assertThat(page.locator("#title")).hasValue("What I typed");
        page.getByText("Keep mine").click();
        assertThat(page.locator("[data-save-status]")).containsText("Saved");
        assertThat(Await.get(server.drafts.find(ada, release.id()))
                        .release()
                        .text()
                        .title())
                .isEqualTo("What I typed");
        page.context().close();
    }

    @Test
    void everything_up_to_paying_works_without_scripts() throws IOException {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        signIn(context, ada);
        Page page = context.newPage();
        page.navigate(server.url() + "/dashboard/new-release");
        write(page, sample("hype.md"));
        page.locator("[data-check]").last().click();
        assertThat(page.locator("#check-result [data-severity=error]").first()).isVisible();
        page.fill("#title", "Now with another headline");
        page.locator(".page-head button[value=save]").click();
        assertThat(page.locator(".banner.success")).containsText("Saved");
        context.close();
    }

    @Test
    void the_pages_pass_axe_in_both_themes_and_at_both_widths() throws IOException {
        Principal eve = server.customer("Eve");
        Submission bad = Await.get(server.drafts.begin(eve, sample("hype.md")));
        assertThat(Await.get(server.drafts.check(eve, bad.id())).valid()).isFalse();
        Submission good = Await.get(server.drafts.begin(eve, sample("harbour.md")));
        move(good.id(), ReleaseStatus.PAYMENT_PENDING);
        Submission orchard = Await.get(server.drafts.begin(eve, sample("orchard.md")));
        Submission pending = move(orchard.id(), ReleaseStatus.PAYMENT_PENDING);
        Submission paid = Await.get(server.database.inTransaction(tx -> server.releases
                .keepRevision(tx, pending)
                .compose(revision -> server.releases.pay(
                        tx, pending, new com.bravapress.releases.Payment("pi_2", 9900, "usd", revision), "test"))));
        Submission moving = move(paid.id(), ReleaseStatus.PROCESSING);
        step(moving.id(), "compose", 4);
        Map<String, String> pages = Map.of(
                "dashboard", "/dashboard",
                "studio-fresh", "/dashboard/new-release",
                "studio-checked", "/dashboard/new-release?id=" + bad.id(),
                "release-unpaid", "/dashboard/releases/" + good.id() + "?cancelled=1",
                "release-moving", "/dashboard/releases/" + moving.id());
        for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(390, 1280)) {
                for (Map.Entry<String, String> each : pages.entrySet()) {
                    look(eve, theme, width, each.getKey(), each.getValue());
                }
                look(server.customer("New" + theme + width), theme, width, "dashboard-empty", "/dashboard");
            }
        }
    }

    private void look(Principal who, ColorScheme theme, int width, String name, String path) {
        Page page = visit(who, theme, width);
        page.navigate(server.url() + path);
        page.locator("main").waitFor();
        String place = name + "-" + theme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width;
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve(place + ".png")));
        assertThat(new AxeBuilder(page).analyze().getViolations()).as(place).isEmpty();
        assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                .as(place)
                .isLessThanOrEqualTo(width);
        page.context().close();
    }

    private Page visit(Principal who, ColorScheme theme, int width) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setColorScheme(theme)
                .setViewportSize(width, 900)
                .setTimezoneId("America/New_York"));
        signIn(context, who);
        Page page = context.newPage();
        page.onPageError(error -> {
            throw new AssertionError(error);
        });
        return page;
    }

    private void signIn(BrowserContext context, Principal who) {
        context.addCookies(List.of(new Cookie("bp_session", StudioServer.token(who)).setUrl(server.url())));
    }

    private static void write(Page page, ReleaseText text) {
        page.fill("#title", text.title());
        page.fill("#summary", text.summary());
        page.fill("#content", text.content());
        page.fill("#company_name", text.companyName());
        page.fill("#company_description", text.companyDescription());
        page.fill("#website_url", text.websiteUrl());
        page.selectOption("#industry", text.industry().equals("Manufacturing") ? "Manufacturing" : "");
        page.selectOption("#country", "United States");
        page.fill("#city", text.city());
        page.fill("#state", text.state());
        page.fill("#contact_name", text.contactName());
        page.fill("#contact_email", text.contactEmail());
        page.fill("#contact_phone", text.contactPhone());
    }

    private static ReleaseText sample(String name) throws IOException {
        return FrontMatter.parse(Files.readString(Path.of("src/main/resources/samples", name)));
    }

    private Submission move(UUID id, ReleaseStatus to) {
        return Await.get(server.database.inTransaction(tx -> server.releases
                .lock(tx, id)
                .compose(found -> server.releases.move(tx, found.orElseThrow(), to, "test"))));
    }

    private void step(UUID id, String step, int number) {
        Future<Void> told = server.database.inTransaction(tx -> server.timeline.append(
                tx,
                new Timeline.Entry(
                        null,
                        id,
                        Timeline.Kind.STEP,
                        "job:1#1",
                        new JsonObject()
                                .put("step", step)
                                .put("state", "intended")
                                .put("number", number)
                                .put("of", 7))));
        Await.get(told);
    }
}
