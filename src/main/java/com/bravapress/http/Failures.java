package com.bravapress.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a failure becomes an answer: a page for people, RFC 9457 problem details for programs. What we did
 * not foresee is a 500 with a correlation id and no text; the log has the rest under the same id.
 */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private final Function<Throwable, Optional<AppException>> translator;

    Failures(Function<Throwable, Optional<AppException>> translator) {
        this.translator = translator;
    }

    Reply reply(RoutingContext context) {
        return reply(understood(context), context.request().path());
    }

    private AppException understood(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof AppException app) {
            return app;
        }
        if (failure instanceof HttpException http && http.getStatusCode() < 500) {
            return ofStatus(http.getStatusCode());
        }
        if (failure == null && context.statusCode() > 0) {
            return ofStatus(context.statusCode());
        }
        // A status with a cause that is the framework's own refusal, such as 413 from the body limit.
        if (context.statusCode() >= 400 && context.statusCode() < 500) {
            return ofStatus(context.statusCode());
        }
        return Optional.ofNullable(failure)
                .flatMap(translator)
                .orElseGet(() -> AppException.of(Problem.INTERNAL, "It has been noted; please try again.", failure));
    }

    private static AppException ofStatus(int status) {
        Problem problem = Problem.ofStatus(status);
        return AppException.of(
                problem,
                switch (problem) {
                    case NOT_FOUND -> "The address may be misspelled, or what was here is gone.";
                    case METHOD_NOT_ALLOWED -> "This address does not take that method.";
                    case TOO_LARGE -> "What you sent is larger than this page takes. Nothing was changed.";
                    case UNAVAILABLE -> "Please try again in a moment.";
                    default -> "The request could not be read. Nothing was changed.";
                });
    }

    private Reply reply(AppException failure, String path) {
        String id = UUID.randomUUID().toString();
        int status = failure.problem().status();
        boolean meant = failure.getCause() == null && failure.problem() != Problem.INTERNAL;
        if (status >= 500 && meant) {
            LOG.info("{} {} [{}] {}", status, path.replaceAll("[\\r\\n]", "_"), id, failure.getMessage());
        } else if (status >= 500) {
            LOG.error("{} {} [{}]", status, path.replaceAll("[\\r\\n]", "_"), id, failure);
        } else {
            LOG.debug("{} {} [{}] {}", status, path, id, failure.getMessage());
        }
        Reply reply = path.startsWith("/api/") ? problem(failure, id) : page(failure, id);
        failure.retryAfter()
                .ifPresent(wait -> reply.header("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))));
        return reply.header("Cache-Control", "no-store");
    }

    private static Reply problem(AppException failure, String id) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", failure.problem().title());
        body.put("status", failure.problem().status());
        body.put("detail", failure.getMessage());
        body.put("code", failure.problem().code());
        body.put("correlation_id", id);
        body.put("errors", failure.errors());
        return Reply.bytes(
                failure.problem().status(), "application/problem+json; charset=utf-8", Buffer.buffer(Json.text(body)));
    }

    private static Reply page(AppException failure, String id) {
        return Reply.page(
                failure.problem().status(),
                "error",
                Map.of(
                        "status", failure.problem().status(),
                        "title", failure.problem().title(),
                        "message", failure.getMessage(),
                        "errors", failure.errors(),
                        "correlation_id", id));
    }
}
