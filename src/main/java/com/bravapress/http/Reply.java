package com.bravapress.http;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a handler answers. Immutable but for headers and cookies added while it is being put together. */
public final class Reply {
    private final int status;
    private final Body body;
    private final boolean stream;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<Cookie> cookies = new ArrayList<>();

    private Reply(int status, Body body) {
        this(status, body, false);
    }

    private Reply(int status, Body body, boolean stream) {
        this.status = status;
        this.body = body;
        this.stream = stream;
    }

    /** A record, map or list as JSON, 200. */
    public static Reply json(Object value) {
        return json(200, value);
    }

    /** A record, map or list as JSON. */
    public static Reply json(int status, Object value) {
        return bytes(status, "application/json; charset=utf-8", Buffer.buffer(Json.text(value)));
    }

    /** A page: {@code templates/<template>.ftlh} with this model and the things every page has. */
    public static Reply page(String template, Map<String, ?> model) {
        return page(200, template, model);
    }

    /** A page with another status, for forms that come back with errors. */
    public static Reply page(int status, String template, Map<String, ?> model) {
        return new Reply(
                status,
                (response, pages) -> pages.render(template, model).compose(html -> {
                    response.putHeader("Content-Type", "text/html; charset=utf-8");
                    return response.end(html);
                }));
    }

    /** 303: go and GET that. */
    public static Reply redirect(String location) {
        return empty(303).header("Location", location);
    }

    /** No body. */
    public static Reply empty(int status) {
        return new Reply(status, (response, pages) -> response.end());
    }

    /** Plain text. */
    public static Reply text(String contentType, String text) {
        return bytes(200, contentType, Buffer.buffer(text));
    }

    /** Any bytes. */
    public static Reply bytes(int status, String contentType, Buffer bytes) {
        return new Reply(status, (response, pages) -> {
            response.putHeader("Content-Type", contentType);
            return response.end(bytes);
        });
    }

    /** An open stream of server-sent events; {@code opened} keeps the connection and writes to it from then on. */
    public static Reply stream(Consumer<SseStream> opened) {
        return new Reply(
                200,
                (response, pages) -> {
                    opened.accept(SseStream.open(response));
                    return Future.succeededFuture();
                },
                true);
    }

    /** Adds a header. */
    @CanIgnoreReturnValue
    public Reply header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Adds a cookie; HttpOnly, SameSite=Lax, path / are set here, Secure by the server. */
    @CanIgnoreReturnValue
    public Reply cookie(String name, String value, long maxAgeSeconds) {
        cookies.add(Cookie.cookie(name, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setMaxAge(maxAgeSeconds));
        return this;
    }

    /** A sentence that the next page shows once; {@code kind} is success, error or info. */
    public Reply flash(String kind, String text) {
        return cookie(Flash.COOKIE, Flash.encoded(kind, text), Flash.SECONDS);
    }

    int status() {
        return status;
    }

    /** Whether its body has no end of its own. */
    boolean isStream() {
        return stream;
    }

    Future<Void> send(HttpServerResponse response, Pages.View pages, boolean secure) {
        response.setStatusCode(status);
        headers.forEach(response::putHeader);
        cookies.forEach(cookie -> response.addCookie(cookie.setSecure(secure)));
        return body.write(response, pages);
    }

    @FunctionalInterface
    private interface Body {
        Future<Void> write(HttpServerResponse response, Pages.View pages);
    }
}
