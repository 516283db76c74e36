package com.bravapress.wire.pages;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.WaitForSelectorState;
import com.microsoft.playwright.options.WaitUntilState;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one page of a visit: opens paths, finds spots, sends forms, and after every arrival closes the cookie bar and
 * looks for what may stand there instead of the page. Every failure is a {@link WireFailure}.
 */
final class Tab {
    private static final Logger LOG = LoggerFactory.getLogger(Tab.class);
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final int TOO_MANY = 429;
    private static final int REDIRECT = 300;
    private static final int CLIENT_ERROR = 400;

    final Selectors selectors;
    private final Page page;
    private final String base;
    private Response answer;
    private Request dropped;
    private String posted = "";
    private OnceOnly guard;
    private String justOpened;
    private int pages;
    private final Set<String> drifted = new TreeSet<>();

    Tab(Page page, Selectors selectors, String base) {
        this.page = page;
        this.selectors = selectors;
        this.base = base;
        page.onRequest(request -> {
            if (isDocument(request) && request.postData() != null) {
                posted = request.postData();
            }
        });
        page.onResponse(response -> {
            boolean redirect = response.status() >= REDIRECT && response.status() < CLIENT_ERROR;
            if (isDocument(response.request()) && !redirect) {
                answer = response;
            }
        });
        page.onRequestFailed(request -> {
            if (isDocument(request)) {
                dropped = request;
            }
        });
    }

    private boolean isDocument(Request request) {
        return request.isNavigationRequest() && request.frame().equals(page.mainFrame());
    }

    /** Opens a path of the site. */
    void open(String path) {
        openUrl(base + path);
        justOpened = path;
    }

    /** Whether this path was opened last and nothing was done since; true once. */
    boolean hasJustOpened(String path) {
        boolean same = path.equals(justOpened);
        justOpened = null;
        return same;
    }

    void openUrl(String url) {
        stepAside();
        expectAnswer();
        doing(
                "opening " + url,
                () -> page.navigate(url, new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED)));
        awaitAnswer(url);
    }

    /** Clicks what leads to another page, and waits for that page. */
    void follow(Spot spot) {
        Locator link = find(spot);
        expectAnswer();
        doing("clicking " + spot.key(), link::click);
        awaitAnswer(spot.key());
    }

    /** The same for an irreversible click: made once, and not at all when its time is over: {@link TooLate}. */
    void follow(Spot spot, ClickBy by) {
        Locator link = find(spot);
        expectAnswer();
        stepAside();
        doing(
                "guarding " + spot.key(),
                () -> guard = OnceOnly.guard(page, origin(), by, selectors.limit("navigation")));
        try {
            // Nothing of ours comes between this look at the clock and the click, which itself may not wait any longer.
            doing("clicking " + spot.key(), () -> {
                double patience = Math.min(by.left(spot.key()), selectors.limit("action"));
                link.click(new Locator.ClickOptions().setTimeout(patience));
            });
            awaitAnswer(spot.key());
        } catch (WireFailure e) {
            // It stays in front of the page until the next one is opened: a click that comes late goes nowhere.
            guard.shut();
            throw guard.tooLate() ? new TooLate(spot.key()) : e;
        }
        stepAside();
    }

    private String origin() {
        java.net.URI uri = java.net.URI.create(base);
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private void stepAside() {
        if (guard != null) {
            OnceOnly done = guard;
            guard = null;
            doing("going on after a click", done::release);
        }
    }

    private void expectAnswer() {
        answer = null;
        dropped = null;
        posted = "";
        justOpened = null;
        pages++;
    }

    private void awaitAnswer(String what) {
        doing("waiting for the page after " + what, () -> {
            page.waitForCondition(
                    () -> answer != null || dropped != null,
                    new Page.WaitForConditionOptions().setTimeout(selectors.limit("navigation")));
            if (dropped == null) {
                page.waitForLoadState(LoadState.DOMCONTENTLOADED);
            }
        });
        if (dropped != null) {
            throw WireFailure.away("The wire dropped the connection after " + what);
        }
        int status = answer.status();
        if (status == UNAVAILABLE) {
            throw WireFailure.away("The wire is closed for maintenance");
        }
        if (status >= SERVER_ERROR || status == TOO_MANY) {
            throw WireFailure.away("The wire answered " + status + " after " + what);
        }
        if (status >= CLIENT_ERROR) {
            throw WireFailure.lost("The wire has no such page (" + status + ") after " + what);
        }
        if (shows(Spot.CAPTCHA)) {
            throw WireFailure.attention(
                    com.bravapress.jobs.FailureCategory.WIRE, "The wire asks whether we are a robot");
        }
        closeCookieBar();
    }

    private void closeCookieBar() {
        doing("closing the cookie bar", () -> {
            Locator close = page.locator(selectors.any(Spot.COOKIE_CLOSE)).first();
            if (close.isVisible()) {
                close.click();
            }
        });
    }

    /** A page of the account: the login page in its place means that the session is gone. */
    void mustBeSignedIn() {
        if (shows(Spot.LOGIN_FORM)) {
            throw new SessionLost();
        }
    }

    /** Whether the spot is there now. */
    boolean shows(Spot spot) {
        return guarded(
                "looking for " + spot.key(),
                () -> page.locator(selectors.any(spot)).count() > 0);
    }

    /** The spot by the first of its selectors that finds it; not finding it means that the site has changed. */
    Locator find(Spot spot) {
        return page.locator(selectorOf(spot)).first();
    }

    String selectorOf(Spot spot) {
        List<String> css = selectors.of(spot);
        // As it is nearly always: one look instead of three.
        if (guarded("looking for " + spot.key(), () -> page.locator(css.get(0)).count() > 0)) {
            return css.get(0);
        }
        try {
            page.locator(selectors.any(spot))
                    .first()
                    .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        } catch (TimeoutError absent) {
            throw new SiteChanged(spot, page.url(), selectors);
        } catch (PlaywrightException e) {
            throw Mishap.translated("looking for " + spot.key(), e);
        }
        String found = guarded(
                "looking for " + spot.key(),
                () -> css.stream()
                        .filter(each -> page.locator(each).count() > 0)
                        .findFirst()
                        .orElse(css.get(0)));
        if (!found.equals(css.get(0)) && drifted.add(spot.key())) {
            LOG.warn(
                    "{} is no longer found by {}, but by {}: mend conf/wire-selectors.yaml",
                    spot.key(),
                    css.get(0),
                    found);
        }
        return found;
    }

    /** The places that their first selector did not find, by their keys; then forgets them. */
    List<String> drifted() {
        List<String> keys = List.copyOf(drifted);
        drifted.clear();
        return keys;
    }

    /** How many pages were asked for since the last time this was. */
    int pages() {
        int counted = pages;
        pages = 0;
        return counted;
    }

    /** All rows or fields of this kind, none included. */
    Locator all(Spot spot) {
        return page.locator(selectors.any(spot));
    }

    /** Within a row: by the first selector that finds something. */
    Locator within(Locator row, Spot spot) {
        return guarded(
                "reading " + spot.key(),
                () -> selectors.of(spot).stream()
                        .map(css -> row.locator(css).first())
                        .filter(cell -> cell.count() > 0)
                        .findFirst()
                        .orElseThrow(() -> WireFailure.lost("“" + spot.key() + "” is not in its row")));
    }

    /** What the page says went wrong, or an empty text. */
    String complaint() {
        return shows(Spot.FLASH_ERROR)
                ? guarded("reading the message", () -> find(Spot.FLASH_ERROR).innerText())
                : "";
    }

    /** The form fields the browser sent last, as it sent them. */
    String posted() {
        return posted;
    }

    String url() {
        return page.url();
    }

    Page page() {
        return page;
    }

    void doing(String what, Runnable action) {
        try {
            action.run();
        } catch (PlaywrightException e) {
            throw Mishap.translated(what, e);
        }
    }

    <T> T guarded(String what, java.util.function.Supplier<T> action) {
        try {
            return action.get();
        } catch (PlaywrightException e) {
            throw Mishap.translated(what, e);
        }
    }
}
