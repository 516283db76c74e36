package com.bravapress.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.util.function.Function;

/**
 * One method on one path, who may use it and what it does. Plain data, so that the router, the access test and the API
 * description all read the same list.
 *
 * @param path with {@code :name} for parameters
 * @param bodyLimit bytes; a larger body is 413
 * @param action answers the request; a failed future becomes a problem answer
 */
public record Endpoint(
        HttpMethod method, String path, Access access, int bodyLimit, Function<Request, Future<Reply>> action) {
    /** Enough for any form of ours. */
    public static final int BODY_LIMIT = 1 << 20;

    /** Enough for what some clients send along with a DELETE, though nothing of it is read. */
    private static final int DELETE_LIMIT = 16 * 1024;

    /** Reads; must change nothing. */
    public static Endpoint get(String path, Access access, Function<Request, Future<Reply>> action) {
        return new Endpoint(HttpMethod.GET, path, access, 0, action);
    }

    /** Changes something; needs a CSRF token unless the caller shows a bearer or worker token or a signature. */
    public static Endpoint post(String path, Access access, Function<Request, Future<Reply>> action) {
        return new Endpoint(HttpMethod.POST, path, access, BODY_LIMIT, action);
    }

    /** Changes part of a thing. */
    public static Endpoint patch(String path, Access access, Function<Request, Future<Reply>> action) {
        return new Endpoint(HttpMethod.PATCH, path, access, BODY_LIMIT, action);
    }

    /** Removes a thing. */
    public static Endpoint delete(String path, Access access, Function<Request, Future<Reply>> action) {
        return new Endpoint(HttpMethod.DELETE, path, access, DELETE_LIMIT, action);
    }

    /** The same with another limit for its body. */
    public Endpoint limitedTo(int bytes) {
        return new Endpoint(method, path, access, bytes, action);
    }

    /** Whether it answers programs rather than people. */
    public boolean isApi() {
        return path.startsWith("/api/");
    }

    boolean changesState() {
        return !method.equals(HttpMethod.GET);
    }
}
