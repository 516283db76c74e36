package com.bravapress.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.PlatformHandler;
import io.vertx.ext.web.handler.StaticHandler;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All endpoints behind one gate: security headers, body limit, session, access, CSRF, in this order, then the action and
 * its reply. A feature cannot forget a check, because it cannot mount a route by itself.
 */
public final class Site {
    private static final Logger LOG = LoggerFactory.getLogger(Site.class);
    /** A body that drips in slower than this is given up: the idle timeout alone never ends it. */
    private static final long DEADLINE_MS = 20_000;

    private static final long ASSET_SECONDS = 31_536_000;

    private final HttpOptions options;
    private final Pages pages;
    private final Authenticator authenticator;
    private final List<Endpoint> endpoints;
    private final Failures failures;
    private final Csrf csrf;
    private final ApiContract contract = ApiContract.bundled();

    /**
     * The site.
     *
     * @param translator what failures of other rooms mean to a visitor, such as a database that is away (503)
     */
    public Site(
            HttpOptions options,
            Pages pages,
            Authenticator authenticator,
            List<Routes> routes,
            Function<Throwable, Optional<AppException>> translator) {
        this.options = options;
        this.pages = pages;
        this.authenticator = authenticator;
        this.endpoints = routes.stream().flatMap(r -> r.endpoints().stream()).toList();
        this.failures = new Failures(translator);
        this.csrf = new Csrf(options.csrfSecret());
    }

    /** What the API promises. */
    public ApiContract contract() {
        return contract;
    }

    /** Every endpoint there is. */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(new SecurityHeaders(options));
        router.route("/assets/*")
                .method(HttpMethod.GET)
                .method(HttpMethod.HEAD)
                .handler(Site::revalidateUnversioned)
                .handler(StaticHandler.create("webroot")
                        .setIncludeHidden(false)
                        .setDirectoryListing(false)
                        .setCachingEnabled(true)
                        .setMaxAgeSeconds(ASSET_SECONDS));
        for (Endpoint endpoint : endpoints) {
            Route route = router.route(endpoint.method(), endpoint.path()).handler((PlatformHandler) Site::deadline);
            if (!endpoint.changesState()) {
                route.method(HttpMethod.HEAD);
            } else {
                route.handler(BodyHandler.create(false).setBodyLimit(endpoint.bodyLimit()));
            }
            route.handler(guarded(endpoint)).failureHandler(this::fail);
        }
        for (int status : List.of(400, 404, 405, 413, 414, 415, 500, 503)) {
            router.errorHandler(status, this::fail);
        }
        return router;
    }

    /** A module imported by another carries no version in its address, so it must be asked for again. */
    private static void revalidateUnversioned(RoutingContext context) {
        boolean versioned = context.request().getParam("v") != null
                || context.request().path().startsWith("/assets/fonts/");
        if (!versioned) {
            context.addHeadersEndHandler(sent -> context.response().putHeader("Cache-Control", "no-cache"));
        }
        context.next();
    }

    /** Not Vert.x's TimeoutHandler: that one also cuts an answer that has begun, so no event stream would outlive it. */
    private static void deadline(RoutingContext context) {
        long timer = context.vertx().setTimer(DEADLINE_MS, late -> {
            if (!context.response().headWritten()) {
                boolean dripping = !context.request().isEnded();
                if (dripping) {
                    context.request().resume();
                }
                context.fail(dripping ? 408 : 503);
            }
        });
        context.addEndHandler(done -> context.vertx().cancelTimer(timer));
        context.next();
    }

    private Handler<RoutingContext> guarded(Endpoint endpoint) {
        return context -> {
            Visit visit = new Visit(context, csrf, options.secure());
            identify(visit)
                    .recover(away -> endpoint.access() == Access.PUBLIC && !endpoint.changesState()
                            // Nobody needs to be known to read it: a database that is away takes no public page along.
                            ? Future.succeededFuture()
                            : Future.failedFuture(away))
                    .compose(identified -> admit(endpoint, visit)
                            .map(Future::succeededFuture)
                            .orElseGet(() -> endpoint.action().apply(visit.request())))
                    .compose(reply -> send(context, visit, endpoint.access(), reply))
                    .onFailure(context::fail);
        };
    }

    private Future<Void> identify(Visit visit) {
        return visit.token()
                .map(token -> authenticator.authenticate(token).<Void>map(found -> {
                    found.ifPresent(visit.request()::signedInAs);
                    return null;
                }))
                .orElseGet(Future::succeededFuture);
    }

    /** Empty when the request may pass; a reply when it is sent elsewhere; a thrown refusal otherwise. */
    private Optional<Reply> admit(Endpoint endpoint, Visit visit) {
        Request request = visit.request();
        if (endpoint.access() == Access.SIGNATURE) {
            return Optional.empty();
        }
        if (endpoint.access() == Access.WORKER && hasWorkerToken(request)) {
            return Optional.empty();
        }
        if (endpoint.access().needsSession() && request.signedIn().isEmpty()) {
            if (endpoint.isApi()) {
                throw AppException.of(Problem.UNAUTHORIZED, "Sign in, or send a bearer token.");
            }
            String back = endpoint.changesState() ? "" : request.uri();
            return Optional.of(
                    Reply.redirect("/auth/login?redirect_to=" + URLEncoder.encode(back, StandardCharsets.UTF_8)));
        }
        if (endpoint.access().needsSession()
                && !endpoint.access().permits(request.principal().role())) {
            throw AppException.of(Problem.FORBIDDEN, "Your account does not have the role for this.");
        }
        if (endpoint.changesState() && !visit.passesCsrf()) {
            throw AppException.of(
                    Problem.FORBIDDEN,
                    "The form was too old or came from another site. Nothing was changed: go back, reload and send it again.");
        }
        if (endpoint.isApi() && endpoint.changesState()) {
            List<FieldError> faults =
                    request.json().map(body -> contract.faults(endpoint, body)).orElse(List.of());
            if (!faults.isEmpty()) {
                throw AppException.badFields(faults);
            }
        }
        return Optional.empty();
    }

    private boolean hasWorkerToken(Request request) {
        return request.header("X-Worker-Token").filter(options::isWorkerToken).isPresent();
    }

    private Future<Void> send(RoutingContext context, Visit visit, Access access, Reply reply) {
        if (context.response().ended() || context.response().closed()) {
            return Future.succeededFuture();
        }
        // Whatever depends on who asks must not be kept by anybody in between.
        boolean personal = access != Access.PUBLIC || visit.token().isPresent();
        // An open page still carries the form token of one visitor.
        context.response().putHeader("Cache-Control", personal ? "no-store" : "private, no-cache");
        if (reply.isStream() && context.request().method().equals(HttpMethod.HEAD)) {
            return context.response().end();
        }
        return reply.send(context.response(), pages.view(visit::model), options.secure());
    }

    /** The methods of a path (RFC 9110 §10.2.1); only assets are no endpoints. */
    private String allowed(String path) {
        String methods = endpoints.stream()
                .filter(endpoint -> path.matches(endpoint.path().replaceAll(":\\w+", "[^/]+")))
                .map(endpoint -> endpoint.changesState() ? endpoint.method().name() : "GET, HEAD")
                .distinct()
                .collect(Collectors.joining(", "));
        return methods.isEmpty() ? "GET, HEAD" : methods;
    }

    private void fail(RoutingContext context) {
        if (context.response().headWritten()) {
            context.response().reset();
            return;
        }
        Visit visit = new Visit(context, csrf, options.secure());
        Reply reply = failures.reply(context);
        if (reply.status() == Problem.METHOD_NOT_ALLOWED.status()) {
            reply.header("Allow", allowed(context.request().path()));
        }
        reply.send(context.response(), pages.view(visit::model), options.secure())
                .onFailure(error -> {
                    LOG.error("the error page itself failed", error);
                    if (!context.response().ended()) {
                        context.response()
                                .setStatusCode(500)
                                .end("Something broke on our side.")
                                .onFailure(gone -> {});
                    }
                });
    }
}
