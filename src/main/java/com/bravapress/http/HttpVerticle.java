package com.bravapress.http;

import com.bravapress.config.StartupProblem;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.BindException;

/** Listens and hands every request to the {@link Site}; deployed once per core, all on one port. */
public final class HttpVerticle extends VerticleBase {
    private static final int HEADER_BYTES = 8 * 1024;
    private static final int LINE_BYTES = 4 * 1024;
    private static final int IDLE_SECONDS = 60;

    private final HttpOptions options;
    private final Site site;
    private HttpServer server;

    /** A server for the site. */
    public HttpVerticle(HttpOptions options, Site site) {
        this.options = options;
        this.site = site;
    }

    @Override
    public Future<?> start() {
        server = vertx.createHttpServer(new HttpServerOptions()
                .setHost(options.host())
                .setPort(options.port())
                .setMaxHeaderSize(HEADER_BYTES)
                .setMaxInitialLineLength(LINE_BYTES)
                // A release is one form field; the body limit of its endpoint is what bounds it.
                .setMaxFormAttributeSize(Endpoint.BODY_LIMIT)
                .setIdleTimeout(IDLE_SECONDS)
                .setCompressionSupported(true));
        return server.requestHandler(site.router(vertx)).listen().recover(this::explained);
    }

    private <T> Future<T> explained(Throwable error) {
        return Future.failedFuture(
                error instanceof BindException
                        ? new StartupProblem("Port " + options.port() + " is taken: set PORT to a free one")
                        : error);
    }

    /** The port it listens on, once started; for tests, which ask for port 0. */
    public int actualPort() {
        return server.actualPort();
    }

    @Override
    public Future<?> stop() {
        return server.close();
    }
}
