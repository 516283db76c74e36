package com.bravapress.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bravapress.wire.pages.Chromium;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole story on the real jar: sign-up, payment, webhook, job, browser, and two consoles that move by themselves. */
class RoadIT {
    private static final String ADMIN = "root@team.example";
    private static final String PASSWORD = "only for this test";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Notes in the page when each text of the first row's first cell appeared; survives as long as nobody reloads. */
    private static final String WATCH = """
            () => {
              window.seen = {};
              const note = () => {
                const cell = document.querySelector('[data-list=jobs] tbody tr[data-row="%d"] td');
                const text = cell && cell.innerText.replace(/\\s+/g, ' ').trim();
                if (text && !(text in window.seen)) window.seen[text] = Date.now();
              };
              new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
              note();
            }
            """;

    @TempDir
    static Path folder;

    private static JarServer server;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void open() {
        server = new JarServer(folder, Map.of("ADMIN_EMAIL", ADMIN, "ADMIN_PASSWORD", PASSWORD)).start();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Chromium.find(Optional.ofNullable(System.getenv("BROWSER_PATH"))
                                .map(Path::of)))
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
    }

    @AfterAll
    static void close() throws InterruptedException {
        browser.close();
        playwright.close();
        server.close();
    }

    @Test
    void a_paid_release_reaches_the_wire_while_two_consoles_follow_and_a_restart_does_not_lose_them() throws Exception {
        try (BrowserContext first = browser.newContext();
                BrowserContext second = browser.newContext()) {
            Page one = console(first);
            Page two = console(second);
            Customer customer = new Customer(server).signUp();
            String id = customer.write(Customer.sample("orchard.md"));
            JsonObject checkout = customer.checkout(id);
            assertThat(customer.checkout(id).getString("checkout_url")).isEqualTo(checkout.getString("checkout_url"));
            assertThat(checkout.getInteger("amount_cents")).isEqualTo(39_500);

            // Held up at its first step, so that "pending" and "processing" can be seen for certain.
            customer.control(
                    "/wire/faults",
                    new JsonObject()
                            .put("step", "login")
                            .put("kind", "slow")
                            .put("times", 1)
                            .put("delay_ms", 1_500));
            String back = customer.pay(checkout.getString("checkout_url"), "4242 4242 4242 4242");
            assertThat(back).contains("/dashboard/releases/" + id);
            Customer admin = new Customer(server).signIn(ADMIN, PASSWORD);
            long job = await().until(
                            () -> admin.get("/api/admin/jobs?type=press_release_submission")
                                    .getJsonArray("jobs"),
                            jobs -> !jobs.isEmpty())
                    .getJsonObject(0)
                    .getLong("id");
            one.evaluate(WATCH.formatted(job));
            two.evaluate(WATCH.formatted(job));
            await().atMost(PATIENCE).until(() -> customer.status(id).equals("completed"));
            Map<String, Long> seenByOne = settled(one);
            Map<String, Long> seenByTwo = settled(two);

            assertThat(String.join(" | ", seenByOne.keySet())).contains("Processing", "step 4 of 8", "Completed");
            assertThat(String.join(" | ", seenByTwo.keySet())).contains("Processing", "step 7 of 8", "Completed");
            long committed = committed(admin, job, "completed");
            assertThat(first(seenByOne, "Completed") - committed).isLessThan(1_000);
            assertThat(first(seenByTwo, "Completed") - committed).isLessThan(1_000);
            theLedgerHoldsItOnce(customer);

            server.stop();
            server.start();
            Customer later = new Customer(server).signUp();
            String next = later.write(Customer.sample("harbour.md"));
            later.pay(later.checkout(next).getString("checkout_url"), "4242424242424242");
            await().atMost(PATIENCE).until(() -> later.status(next).equals("completed"));
            for (Page page : List.of(one, two)) {
                page.waitForFunction("() => [...document.querySelectorAll('[data-list=jobs] tbody tr')]"
                        + ".some(r => r.innerText.includes('Harbourlight') && r.innerText.includes('Completed'))");
                // The page is still the one that was opened at the beginning.
                assertThat(page.evaluate("() => Object.keys(window.seen).length > 0"))
                        .isEqualTo(true);
            }
        }
    }

    private static Page console(BrowserContext context) {
        Page page = context.newPage();
        page.navigate(server.site() + "/auth/login");
        page.fill("[name=email]", ADMIN);
        page.fill("[name=password]", PASSWORD);
        page.locator("main form button[type=submit]").first().click();
        page.waitForURL("**/dashboard/admin**");
        page.navigate(server.site() + "/dashboard/admin?tab=jobs&type=press_release_submission");
        return page;
    }

    private static Map<String, Long> settled(Page page) {
        page.waitForFunction("() => Object.keys(window.seen).some(text => text.includes('Completed'))");
        Map<String, Long> seen = new TreeMap<>();
        ((Map<?, ?>) page.evaluate("() => window.seen"))
                .forEach((text, at) -> seen.put(text.toString(), ((Number) at).longValue()));
        return seen;
    }

    private static long first(Map<String, Long> seen, String word) {
        return seen.entrySet().stream()
                .filter(each -> each.getKey().contains(word))
                .mapToLong(Map.Entry::getValue)
                .min()
                .orElseThrow();
    }

    private static long committed(Customer admin, long job, String status) {
        return admin.get("/api/admin/jobs/" + job).getJsonArray("events").stream()
                .map(JsonObject.class::cast)
                .filter(event -> status.equals(event.getJsonObject("detail").getString("to")))
                .map(event -> Instant.parse(event.getString("at")).toEpochMilli())
                .findFirst()
                .orElseThrow();
    }

    private static void theLedgerHoldsItOnce(Customer customer) {
        JsonObject ledger = customer.ledger("/wire/ledger");
        assertThat(ledger.getJsonArray("orders")).hasSize(1);
        assertThat(ledger.getJsonArray("releases")).hasSize(1);
        JsonObject release = ledger.getJsonArray("releases").getJsonObject(0);
        assertThat(release.getString("title"))
                .isEqualTo(Customer.sample("orchard.md").title());
        assertThat(release.getString("city")).isEqualTo("Norwalk");
        assertThat(release.getString("country")).isEqualTo("United States");
        assertThat(release.getString("contact_phone")).isEqualTo("+1 419 555 0177");
    }
}
