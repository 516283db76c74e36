package com.bravapress.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One request on its way through: the session's token, the CSRF binding and what pages know of the visitor. */
final class Visit {
    static final String SESSION_COOKIE = Request.SESSION_COOKIE;

    private final RoutingContext context;
    private final Csrf csrf;
    private final boolean secure;

    Visit(RoutingContext context, Csrf csrf, boolean secure) {
        this.context = context;
        this.csrf = csrf;
        this.secure = secure;
    }

    Request request() {
        return new Request(context);
    }

    /** The bearer token, else the session cookie. */
    Optional<String> token() {
        return request().token();
    }

    Optional<String> bearer() {
        return request().bearer();
    }

    /**
     * Whether the request proves that it was made on one of our pages. A bearer token proves it, since no browser adds
     * one by itself; so does JSON from somebody without a living session, which other sites cannot send without a preflight.
     */
    boolean passesCsrf() {
        String site = context.request().getHeader("Sec-Fetch-Site");
        if ("cross-site".equals(site)) {
            return false;
        }
        if (bearer().isPresent()) {
            return true;
        }
        if (request().isJson() && request().signedIn().isEmpty()) {
            return true;
        }
        String sent = Optional.ofNullable(context.request().getHeader(Csrf.HEADER))
                .orElseGet(() -> context.request().getFormAttribute(Csrf.FIELD));
        return boundTo().filter(bound -> csrf.matches(sent, bound)).isPresent();
    }

    private Optional<String> boundTo() {
        return request()
                .signedIn()
                .map(principal -> principal.sessionId().toString())
                .or(() -> Optional.ofNullable(context.request().getCookie(Csrf.COOKIE))
                        .map(Cookie::getValue));
    }

    /** What every page may show. Gives a visitor without a session the cookie that its forms are bound to. */
    Map<String, Object> model() {
        Map<String, Object> model = new HashMap<>();
        model.put("path", context.request().path());
        request()
                .signedIn()
                .ifPresent(me -> model.put(
                        "me",
                        Map.of(
                                "email", me.email(),
                                "full_name", me.fullName(),
                                "role", me.role().id(),
                                "team", me.role().isTeam())));
        model.put("csrf", csrf.token(boundTo().orElseGet(this::newBinding)));
        Cookie flash = context.request().getCookie(Flash.COOKIE);
        if (flash != null) {
            Flash.decoded(flash.getValue()).ifPresent(shown -> model.put("flash", shown));
            context.response().addCookie(cookie(Flash.COOKIE, "").setMaxAge(0));
        }
        return model;
    }

    private String newBinding() {
        String random = UUID.randomUUID().toString();
        context.response().addCookie(cookie(Csrf.COOKIE, random));
        return random;
    }

    private Cookie cookie(String name, String value) {
        return Cookie.cookie(name, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(secure)
                .setSameSite(CookieSameSite.LAX);
    }
}
