package com.bravapress.wire;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What somebody writes in an hour: the same clicks, no ledger, no evidence, no doubts. The measure for {@link WireBench}. */
final class BareScript implements AutoCloseable {
    private final Playwright playwright = Playwright.create(new Playwright.CreateOptions()
            .setEnv(Map.of(
                    "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PLAYWRIGHT_SKIP_VALIDATE_HOST_REQUIREMENTS", "1")));
    private final Browser browser;
    private final Page page;
    private final String base;

    BareScript(Path chromium, String base) {
        this.base = base;
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setArgs(List.of("--disable-dev-shm-usage", "--disable-gpu")));
        page = browser.newContext().newPage();
    }

    void signIn() {
        go("/login-email");
        page.locator(".cookie-bar-close").click();
        page.locator("#login").fill(WireSites.SANDBOX_EMAIL);
        page.locator("#password").fill(WireSites.SANDBOX_PASSWORD);
        page.locator("form[action$='/login-email'] button[type=submit]").click();
        page.locator("a.gtm-upper_menu-click-logout").waitFor();
    }

    /** Buys and publishes one release; its id at the wire. */
    String submit(String title, String body) {
        go("/pricing");
        page.locator("a.gtm-press_release_packages_up-basic-pricing").first().click();
        page.locator("#payment_method_credits").check();
        page.locator("#order_notes").fill("BARE-" + title);
        page.locator("button[name=place_order]").click();
        page.locator("b.order-number").waitFor();
        go("/press-releases/edit");
        // The form wipes itself once; whoever does not wait for that loses what was typed.
        page.locator("[data-role=autosave-state]:has-text('Draft')").waitFor();
        page.locator("#title").fill(title);
        page.locator("#subtitle").fill("A cable from the sea");
        page.locator("#text").fill(body);
        page.locator("#location_city").fill("Oslo");
        page.locator("#location_state").fill("Oslo");
        choose("#location_country_select", "Norway");
        choose("#language", "English");
        page.locator("#release_date_active_no").check();
        page.locator("#contact_name").fill("Ada Berg");
        page.locator("#contact_organization").fill("Nordlys Energy");
        page.locator("#contact_phone").fill("+47 22 00 00 00");
        page.locator("#contact_email").fill("ada@nordlys.example");
        page.locator("button[name=preview]").click();
        page.locator("a[href*='/press-releases/edit-location']").click();
        choose("select[name='channels[]'] >> nth=0", "Energy Industry");
        choose("select[name='channels[]'] >> nth=1", "Norway");
        page.locator("button[name=save_and_publish]").click();
        String link = page.locator("a.js_confirm_publish").getAttribute("href");
        page.locator("a.js_confirm_publish").click();
        for (String consent : List.of("#permission", "#images", "#links", "#decline")) {
            page.locator(consent).check();
        }
        page.locator("a.close_popup_send").click();
        page.locator("#my_releases").waitFor();
        String id = link.substring(link.lastIndexOf('/') + 1);
        go("/my-releases");
        page.locator("td.release-id:text('" + id + "')").waitFor();
        return id;
    }

    private void choose(String css, String label) {
        if (page.locator(css).selectOption(new SelectOption().setLabel(label)).isEmpty()) {
            throw new IllegalStateException(label);
        }
    }

    private void go(String path) {
        if (page.navigate(base + path).status() >= 400) {
            throw new IllegalStateException(path);
        }
    }

    @Override
    public void close() {
        playwright.close();
    }
}
