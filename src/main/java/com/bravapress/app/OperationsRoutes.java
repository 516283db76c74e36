package com.bravapress.app;

import com.bravapress.bus.Bus;
import com.bravapress.database.Database;
import com.bravapress.http.Access;
import com.bravapress.http.AppException;
import com.bravapress.http.Endpoint;
import com.bravapress.http.HttpOptions;
import com.bravapress.http.Problem;
import com.bravapress.http.Reply;
import com.bravapress.http.Request;
import com.bravapress.http.Routes;
import com.bravapress.jobs.JobChannels;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

/** What the people and programs that run the server ask it. */
final class OperationsRoutes implements Routes {
    private static final String BEARER = "Bearer ";
    private static final List<String> PROXY_HEADERS = List.of("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via");

    private final Bus bus;
    private final Database database;
    private final PrometheusMeterRegistry meters;
    private final HttpOptions options;
    private final boolean works;
    private final String openApi;

    /** {@code works} is whether this process takes jobs. */
    OperationsRoutes(
            Bus bus,
            Database database,
            PrometheusMeterRegistry meters,
            HttpOptions options,
            boolean works,
            String openApi) {
        this.bus = bus;
        this.database = database;
        this.meters = meters;
        this.options = options;
        this.works = works;
        this.openApi = openApi;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                        "/health/live",
                        Access.PUBLIC,
                        request ->
                                Future.succeededFuture(Reply.json(Map.of("status", "up", "version", Version.text())))),
                Endpoint.get("/health/ready", Access.PUBLIC, request -> ready()),
                Endpoint.get("/metrics", Access.PUBLIC, this::metrics),
                Endpoint.get(
                        "/openapi.yaml",
                        Access.PUBLIC,
                        request -> Future.succeededFuture(Reply.text("application/yaml; charset=utf-8", openApi))),
                Endpoint.post("/api/jobs/process", Access.WORKER, request -> process()));
    }

    private Future<Reply> ready() {
        return database.ping()
                .map(answered -> Reply.json(Map.of("status", "up", "database", "up")))
                .otherwise(away -> Reply.json(503, Map.of("status", "down", "database", "down")));
    }

    private Future<Reply> metrics(Request request) {
        boolean allowed = isThisMachine(request)
                || request.header("Authorization")
                        .filter(header -> header.startsWith(BEARER))
                        .filter(header -> options.isWorkerToken(header.substring(BEARER.length())))
                        .isPresent();
        if (!allowed) {
            throw AppException.of(Problem.FORBIDDEN, "Metrics are for this machine, or for the worker token.");
        }
        return Future.succeededFuture(Reply.text("text/plain; version=0.0.4; charset=utf-8", meters.scrape()));
    }

    private Future<Reply> process() {
        if (!works) {
            throw AppException.of(
                    Problem.UNAVAILABLE, "No worker runs in this process: ask one whose ROLES have worker in them.");
        }
        return bus.call(JobChannels.PROCESS, new JobChannels.ProcessDue())
                .map(claimed -> Reply.json(
                        Map.of("success", true, "claimed", claimed.jobIds().size(), "job_ids", claimed.jobIds())))
                .recover(error -> Future.failedFuture(
                        AppException.of(Problem.UNAVAILABLE, "The worker of this process did not answer.", error)));
    }

    /** Behind a reverse proxy everybody comes from loopback; the headers that proxies add give them away. */
    private static boolean isThisMachine(Request request) {
        return isLoopback(request.address())
                && PROXY_HEADERS.stream().allMatch(name -> request.header(name).isEmpty());
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
