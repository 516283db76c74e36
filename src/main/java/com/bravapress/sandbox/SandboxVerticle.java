package com.bravapress.sandbox;

import com.bravapress.config.StartupProblem;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.BindException;
import java.util.List;

/**
 * The stand-ins' own server, on loopback only. It stands for the outside world, so nothing of the main site's gate
 * applies to it.
 */
public final class SandboxVerticle extends VerticleBase {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int BODY_BYTES = 2 * 1024 * 1024;
    /** Longer than any browser waits: a stand-in that hangs must not be ended by its own server. */
    private static final int IDLE_SECONDS = 600;

    private final int port;
    private final List<StandIn> standIns;
    private HttpServer server;

    /**
     * A server for the stand-ins.
     *
     * @param port where to listen; 0 takes any free one, see {@link #port()}
     */
    public SandboxVerticle(int port, List<StandIn> standIns) {
        this.port = port;
        this.standIns = List.copyOf(standIns);
    }

    /** Listens; fails with a {@link StartupProblem} when the port is taken. */
    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        // Not for GET: with the Content-Type of a form, as some clients send it, the handler fails.
        for (HttpMethod method : List.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE)) {
            router.route().method(method).handler(BodyHandler.create(false).setBodyLimit(BODY_BYTES));
        }
        standIns.forEach(each -> each.mount(router));
        server = vertx.createHttpServer(new HttpServerOptions()
                .setHost(LOOPBACK)
                .setPort(port)
                .setMaxFormAttributeSize(BODY_BYTES)
                // The stand-ins say "Connection: close", which HTTP/2 does not know.
                .setHttp2ClearTextEnabled(false)
                .setIdleTimeout(IDLE_SECONDS));
        return server.requestHandler(router)
                .listen()
                .recover(error -> Future.failedFuture(
                        error instanceof BindException
                                ? new StartupProblem("Port " + port + " is taken: set SANDBOX_PORT", error)
                                : error));
    }

    @Override
    public Future<?> stop() {
        return Future.join(standIns.stream().map(StandIn::close).toList()).transform(closed -> server.close());
    }

    /** The port it listens on; only once it is deployed. */
    public int port() {
        return server.actualPort();
    }
}
