package com.bravapress.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/** The headers of every answer. No inline script or style exists, so the policy needs neither nonce nor hash. */
final class SecurityHeaders implements Handler<RoutingContext> {
    private static final String ONE_YEAR = "max-age=31536000; includeSubDomains";

    private final HttpOptions options;
    private final String policy;

    SecurityHeaders(HttpOptions options) {
        this.options = options;
        this.policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
                + options.formTargets().stream().map(" "::concat).reduce("", String::concat);
    }

    @Override
    public void handle(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.set("Content-Security-Policy", policy)
                .set("X-Content-Type-Options", "nosniff")
                .set("Referrer-Policy", "same-origin")
                .set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin");
        if (options.secure()) {
            headers.set("Strict-Transport-Security", ONE_YEAR);
        }
        context.next();
    }
}
