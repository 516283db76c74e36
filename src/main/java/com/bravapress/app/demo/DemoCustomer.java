package com.bravapress.app.demo;

import com.bravapress.http.Json;
import com.bravapress.writing.ReleaseText;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with news and a test card, who uses nothing but the pages. Blocking: one thread of its own. */
final class DemoCustomer implements AutoCloseable {
    private static final String TEST_CARD = "4242 4242 4242 4242";
    private static final Pattern RELEASE_PAGE = Pattern.compile("/dashboard/releases/([0-9a-f-]{36})");
    private static final double PATIENCE_MS = 20_000;

    private final String site;
    private final Playwright playwright;
    private final Browser browser;
    private final Page page;

    DemoCustomer(String site, Path chromium, boolean root) {
        this.site = site;
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setChromiumSandbox(!root)
                        .setArgs(List.of(
                                "--disable-dev-shm-usage",
                                "--disable-gpu",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        this.page = browser.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
    }

    void signUp(String name, String email) {
        page.navigate(site + "/auth/signup");
        page.fill("[name=full_name]", name);
        page.fill("[name=email]", email);
        // Made up and forgotten: the demo's customer never comes back.
        page.fill("[name=password]", UUID.randomUUID().toString());
        page.check("[name=accept_terms]");
        page.locator("main form button[type=submit]").first().click();
        page.waitForURL("**/dashboard**");
    }

    /** Fills the studio and asks for the check; the faults that stand in the way of paying. */
    List<String> write(ReleaseText text) {
        page.navigate(site + "/dashboard/new-release");
        Map<String, Object> fields = new TreeMap<>(Json.object(text).getMap());
        fields.forEach((name, value) -> {
            if (value != null && !value.toString().isEmpty()) {
                fill(name, value.toString());
            }
        });
        page.locator("button[name=action][value=check]").first().click();
        page.waitForSelector("#check-result");
        return page.locator("[data-issue][data-severity=error]").all().stream()
                .map(issue -> issue.getAttribute("data-issue") + " "
                        + issue.locator("> div").evaluate("div => div.firstChild.textContent.trim()")
                        + also(issue))
                .toList();
    }

    /** The other places where the same rule is broken. */
    private static String also(Locator issue) {
        Locator more = issue.locator(".also");
        return more.count() == 0 ? "" : " " + more.innerText().strip();
    }

    private void fill(String name, String value) {
        Locator field = page.locator("[name=" + name + "]");
        String kind = field.first().evaluate("e => e.type || e.tagName").toString();
        switch (kind) {
            case "radio" ->
                page.locator("[name=" + name + "][value='" + value + "']").check();
            case "select-one" -> choose(field.first(), value);
            default -> field.first().fill(value);
        }
    }

    /** What the catalogue does not offer cannot be chosen: the field stays empty and the check says so. */
    private static void choose(Locator field, String value) {
        boolean offered = (boolean) field.evaluate("(e, v) => [...e.options].some(o => o.value === v)", value);
        if (offered) {
            field.selectOption(value);
        }
    }

    /** Pays at the hosted page; the id of the release. */
    UUID pay() {
        page.locator("[data-pay] button[type=submit]").first().click();
        page.waitForURL("**/stripe/pay/**");
        page.fill("[name=card_number]", TEST_CARD);
        page.fill("[name=email]", "ada@customer.example");
        page.locator("form button[type=submit]").first().click();
        page.waitForURL(RELEASE_PAGE);
        Matcher address = RELEASE_PAGE.matcher(page.url());
        if (!address.find()) {
            throw new IllegalStateException("not at a release: " + page.url());
        }
        return UUID.fromString(address.group(1));
    }

    /** What the release page says at its top. */
    String headline() {
        return page.locator("h1").first().innerText();
    }

    /** What a stand-in's control address answers. */
    JsonObject ledger(String url) {
        return new JsonObject(playwright.request().newContext().get(url).text());
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
