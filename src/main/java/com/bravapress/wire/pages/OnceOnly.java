package com.bravapress.wire.pages;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the request of an irreversible click out of the browser once. Chromium sends a request again by itself, even a
 * POST, when a connection it has used before is dropped without an answer
 * (<a href="https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2">RFC 9110 §9.2.2</a> forbids that); a double click of
 * the page's own scripts does the same. So the request is taken from the browser and sent on a connection of its own
 * that is used for nothing else, never again after an error, and without following redirects blindly.
 */
final class OnceOnly {
    private static final Logger LOG = LoggerFactory.getLogger(OnceOnly.class);
    private static final int TEMPORARY = 307;
    private static final int PERMANENT = 308;
    private static final Predicate<String> EVERYTHING = url -> true;

    private final Page page;
    private final String origin;
    private final ClickBy by;
    private final int limitMs;
    private final Consumer<Route> handler = this::handle;
    private boolean sent;
    private boolean tooLate;
    private boolean shut;

    private OnceOnly(Page page, String origin, ClickBy by, int limitMs) {
        this.page = page;
        this.origin = origin;
        this.by = by;
        this.limitMs = limitMs;
    }

    /**
     * Stands in front of the page's requests from now on.
     *
     * @param origin the only site it sends to; everything else is left to the browser's own rules
     * @param by looked at once more right before the request leaves
     */
    static OnceOnly guard(Page page, String origin, ClickBy by, int limitMs) {
        OnceOnly guard = new OnceOnly(page, origin, by, limitMs);
        page.route(EVERYTHING, guard.handler);
        return guard;
    }

    private void handle(Route route) {
        Request request = route.request();
        boolean post = !request.method().equals("GET") && !request.method().equals("HEAD");
        boolean leads = request.isNavigationRequest() && request.frame().equals(page.mainFrame());
        if (!(post || leads && !shut) || !request.url().startsWith(origin + "/")) {
            route.fallback();
        } else if (sent || shut) {
            LOG.warn("a second {} {} was held back", request.method(), request.url());
            route.abort("blockedbyclient");
        } else {
            sent = true;
            send(route, request);
        }
    }

    private void send(Route route, Request request) {
        Map<String, String> headers = new HashMap<>(request.headers());
        headers.put("connection", "close");
        headers.put("accept-encoding", "identity");
        APIResponse answer;
        try {
            int left = (int) Math.min(limitMs, by.left(request.url()));
            LOG.debug("{} {} leaves, {} ms before its time is over", request.method(), request.url(), left);
            answer = route.fetch(new Route.FetchOptions()
                    .setHeaders(headers)
                    .setMaxRedirects(0)
                    .setMaxRetries(0)
                    .setTimeout(limitMs));
        } catch (TooLate late) {
            tooLate = true;
            route.abort("timedout");
            return;
        } catch (PlaywrightException lost) {
            LOG.debug("no answer to {} {}", request.method(), request.url(), lost);
            route.abort("connectionfailed");
            return;
        }
        if (leadsAstray(request.url(), answer)) {
            // The browser would follow it out of our sight, and 307 and 308 would send the form once more.
            LOG.warn("{} {} was answered {} to elsewhere", request.method(), request.url(), answer.status());
            route.abort("blockedbyresponse");
        } else {
            route.fulfill(new Route.FulfillOptions().setResponse(answer));
        }
    }

    private boolean leadsAstray(String url, APIResponse answer) {
        String location = answer.headers().get("location");
        if (location == null) {
            return false;
        }
        try {
            boolean repeats = answer.status() == TEMPORARY || answer.status() == PERMANENT;
            return repeats || !URI.create(url).resolve(location).toString().startsWith(origin + "/");
        } catch (IllegalArgumentException malformed) {
            return true;
        }
    }

    /** Whether the request was held back because its time was over. */
    boolean tooLate() {
        return tooLate;
    }

    /** From now on nothing but pages may be asked for: whatever the click still sets off stays in the browser. */
    void shut() {
        shut = true;
    }

    /** Steps aside. */
    void release() {
        page.unroute(EVERYTHING, handler);
    }
}
