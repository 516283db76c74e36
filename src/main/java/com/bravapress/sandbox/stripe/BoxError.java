package com.bravapress.sandbox.stripe;

import io.vertx.core.json.JsonObject;

/** A refusal in Stripe's form, https://docs.stripe.com/api/errors. */
final class BoxError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient JsonObject body;

    private BoxError(int status, String type, String code, String param, String message) {
        super(message, null, false, false);
        JsonObject error = new JsonObject().put("type", type).put("message", message);
        if (code != null) {
            error.put("code", code);
        }
        if (param != null) {
            error.put("param", param);
        }
        this.status = status;
        this.body = new JsonObject().put("error", error);
    }

    static BoxError invalid(String param, String message) {
        return new BoxError(400, "invalid_request_error", null, param, message);
    }

    static BoxError invalid(String code, String param, String message) {
        return new BoxError(400, "invalid_request_error", code, param, message);
    }

    static BoxError missing(String what, String id) {
        return new BoxError(
                404, "invalid_request_error", "resource_missing", "id", "No such " + what + ": '" + id + "'");
    }

    static BoxError unauthorized() {
        return new BoxError(401, "invalid_request_error", null, null, "Invalid API Key provided.");
    }

    static BoxError unknownPath(String path) {
        return new BoxError(404, "invalid_request_error", null, null, "Unrecognized request URL (" + path + ").");
    }

    static BoxError otherRequest() {
        return new BoxError(
                400,
                "idempotency_error",
                null,
                null,
                "Keys for idempotent requests can only be used with the same parameters they were first used with.");
    }

    static BoxError broken() {
        return new BoxError(
                500, "api_error", null, null, "An error occurred on our side (a fault that was asked for).");
    }

    int status() {
        return status;
    }

    JsonObject body() {
        return body;
    }
}
