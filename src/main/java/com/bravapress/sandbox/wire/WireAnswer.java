package com.bravapress.sandbox.wire;

import io.vertx.core.http.Cookie;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/**
 * What a page answers: a template with its values, or a redirect, or JSON for a script. {@code cookie} may be null.
 *
 * @param location for a redirect; else null
 * @param template for a page; else null
 */
record WireAnswer(int status, String location, String template, Map<String, Object> model, Cookie cookie) {
    private static final int SEE_OTHER = 303;
    private static final int NOT_FOUND = 404;

    static WireAnswer page(String template, Map<String, Object> model) {
        return new WireAnswer(200, null, template, model, null);
    }

    static WireAnswer page(int status, String template, Map<String, Object> model) {
        return new WireAnswer(status, null, template, model, null);
    }

    static WireAnswer redirect(String path) {
        return new WireAnswer(SEE_OTHER, WireStandIn.PREFIX + path, null, Map.of(), null);
    }

    static WireAnswer json(JsonObject body) {
        return new WireAnswer(200, null, null, Map.of("json", body), null);
    }

    static WireAnswer missing() {
        return message(NOT_FOUND, "Page Not Found", "The page you are looking for does not exist.");
    }

    static WireAnswer message(int status, String title, String text) {
        return page(status, "message", Map.of("title", title, "text", text));
    }

    WireAnswer with(Cookie newCookie) {
        return new WireAnswer(status, location, template, model, newCookie);
    }
}
