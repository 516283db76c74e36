package com.bravapress.sandbox.wire;

import com.bravapress.http.Pages;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every page of the stand-in goes through: session, sign-in, faults, then its answer or what a fault makes of it. */
final class WireGate {
    private static final Logger LOG = LoggerFactory.getLogger(WireGate.class);
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    /** How long "slow" takes when nobody says: longer than a hurried automation waits, shorter than a patient one. */
    private static final int SLOW_MS = 5_000;

    private final Vertx vertx;
    private final Pages pages;
    private final WireSessionStore sessions;
    private final WireFaultStore faults;
    private final Clock clock;

    WireGate(Vertx vertx, Pages pages, WireSessionStore sessions, WireFaultStore faults, Clock clock) {
        this.vertx = vertx;
        this.pages = pages;
        this.sessions = sessions;
        this.faults = faults;
        this.clock = clock;
    }

    /** A page that anybody may see. */
    Handler<RoutingContext> open(Optional<WireStep> step, Function<WireVisit, Future<WireAnswer>> page) {
        return context -> handle(context, step, false, page);
    }

    /** A page of the account: without a session it leads to the login page and back. */
    Handler<RoutingContext> account(Optional<WireStep> step, Function<WireVisit, Future<WireAnswer>> page) {
        return context -> handle(context, step, true, page);
    }

    private void handle(
            RoutingContext context,
            Optional<WireStep> step,
            boolean account,
            Function<WireVisit, Future<WireAnswer>> page) {
        sessions.find(WireVisit.token(context))
                .map(session -> WireVisit.of(context, session))
                .compose(visit -> account && !visit.signedIn()
                        ? send(visit, toLogin(visit))
                        : strike(visit, step).compose(struck -> play(struck, page)))
                .onFailure(error -> broken(context, error));
    }

    private Future<WireVisit> strike(WireVisit visit, Optional<WireStep> step) {
        return step.map(at -> faults.strike(at, visit.context.request().method().name())
                        .map(visit::struckBy))
                .orElseGet(() -> Future.succeededFuture(visit));
    }

    private Future<Void> play(WireVisit visit, Function<WireVisit, Future<WireAnswer>> page) {
        if (visit.fault.isEmpty()) {
            return page.apply(visit).compose(answer -> send(visit, answer));
        }
        Fault fault = visit.fault.get();
        return switch (fault.kind()) {
            case HTTP500 -> send(visit, WireAnswer.message(SERVER_ERROR, "Internal Server Error", "Please try again."));
            case MAINTENANCE ->
                send(
                        visit,
                        WireAnswer.message(
                                UNAVAILABLE,
                                "Scheduled Maintenance",
                                "We are currently performing scheduled maintenance. Please check back later."));
            case CAPTCHA -> send(visit, WireAnswer.page("captcha", Map.of()));
            case SESSION_EXPIRED -> sessions.end(visit.token()).compose(ended -> send(visit, toLogin(visit)));
            case SLOW ->
                vertx.timer(fault.delayMs() > 0 ? fault.delayMs() : SLOW_MS)
                        .compose(waited -> page.apply(visit))
                        .compose(answer -> send(visit, answer));
            case HANG ->
                fault.delayMs() > 0
                        ? vertx.timer(fault.delayMs()).compose(waited -> drop(visit))
                        : Future.succeededFuture();
            case LOSE_RESPONSE ->
                fault.delayMs() > 0
                        ? drop(visit)
                                .compose(gone -> vertx.timer(fault.delayMs()))
                                .compose(waited -> page.apply(visit))
                                .mapEmpty()
                        : page.apply(visit).compose(answer -> drop(visit));
            default -> page.apply(visit).compose(answer -> send(visit, answer));
        };
    }

    private static WireAnswer toLogin(WireVisit visit) {
        boolean get = visit.context.request().method().name().equals("GET");
        String back = get ? visit.context.request().uri() : "";
        return WireAnswer.redirect(
                "/login-email" + (get ? "?back=" + URLEncoder.encode(back, StandardCharsets.UTF_8) : ""));
    }

    private static Future<Void> drop(WireVisit visit) {
        return visit.context.request().connection().close();
    }

    private Future<Void> send(WireVisit visit, WireAnswer answer) {
        var response = visit.context.response();
        if (response.closed() || response.ended()) {
            return Future.succeededFuture();
        }
        response.setStatusCode(answer.status()).putHeader("Cache-Control", "no-store");
        if (answer.cookie() != null) {
            response.addCookie(answer.cookie());
        }
        if (answer.location() != null) {
            return response.putHeader("Location", answer.location()).end();
        }
        if (answer.model().get("json") instanceof JsonObject body) {
            return response.putHeader("Content-Type", "application/json").end(body.encode());
        }
        return render(visit, answer)
                .compose(html -> response.putHeader("Content-Type", "text/html; charset=utf-8")
                        .putHeader("X-Content-Type-Options", "nosniff")
                        .end(html));
    }

    private Future<String> render(WireVisit visit, WireAnswer answer) {
        Map<String, Object> model = new HashMap<>();
        model.put("base", WireStandIn.PREFIX);
        model.put("year", ZonedDateTime.now(clock).getYear());
        model.put("signed_in", visit.signedIn());
        visit.session
                .filter(flash -> flash.error() != null)
                .ifPresent(flash -> model.put("flash_error", flash.error()));
        visit.session
                .filter(flash -> flash.notice() != null)
                .ifPresent(flash -> model.put("flash_notice", flash.notice()));
        model.putAll(answer.model());
        Future<?> cleared = visit.session.filter(WireSessionStore.Flash::any).isPresent()
                ? sessions.shown(visit.token())
                : Future.succeededFuture();
        return cleared.compose(done -> pages.text("sandbox/wire/" + answer.template(), model))
                .map(html -> visit.suffers(FaultKind.DRIFT) ? Drift.of(html) : html);
    }

    private static void broken(RoutingContext context, Throwable error) {
        LOG.warn("the wire's stand-in broke at {}", context.request().path(), error);
        if (!context.response().ended() && !context.response().closed()) {
            context.response()
                    .setStatusCode(SERVER_ERROR)
                    .end("Internal Server Error")
                    .onFailure(gone -> {});
        }
    }

    /** The session's cookie; it ends with the browser. */
    static Cookie cookie(String token) {
        return Cookie.cookie(WireVisit.COOKIE, token)
                .setPath(WireStandIn.PREFIX)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX);
    }
}
