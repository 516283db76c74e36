package com.bravapress.sandbox.wire;

import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** One request to the stand-in: its session, if it is signed in, and the fault that has struck it, if any. */
final class WireVisit {
    static final String COOKIE = "wire_session";

    final RoutingContext context;
    final Optional<WireSessionStore.Flash> session;
    final Optional<Fault> fault;

    private WireVisit(RoutingContext context, Optional<WireSessionStore.Flash> session, Optional<Fault> fault) {
        this.context = context;
        this.session = session;
        this.fault = fault;
    }

    static WireVisit of(RoutingContext context, Optional<WireSessionStore.Flash> session) {
        return new WireVisit(context, session, Optional.empty());
    }

    WireVisit struckBy(Optional<Fault> struck) {
        return new WireVisit(context, session, struck);
    }

    static String token(RoutingContext context) {
        Cookie cookie = context.request().getCookie(COOKIE);
        return cookie == null ? "" : cookie.getValue();
    }

    String token() {
        return token(context);
    }

    boolean signedIn() {
        return session.isPresent();
    }

    boolean suffers(FaultKind kind) {
        return fault.filter(struck -> struck.kind() == kind).isPresent();
    }

    MultiMap form() {
        return context.request().formAttributes();
    }

    String field(String name) {
        String value = form().get(name);
        return value == null ? "" : value.replace("\0", "").strip();
    }

    String query(String name) {
        var values = context.queryParam(name);
        return values.isEmpty() ? "" : values.get(0);
    }

    /** A number out of the path, the query or the form; -1 when it is none, which no row has. */
    static long number(String text) {
        return text != null && text.matches("\\d{1,15}") ? Long.parseLong(text) : -1;
    }
}
