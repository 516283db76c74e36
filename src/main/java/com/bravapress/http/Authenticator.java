package com.bravapress.http;

import io.vertx.core.Future;
import java.util.Optional;

/** Turns the token of a request into who it belongs to; the accounts feature knows how. */
public interface Authenticator {
    /** The session's owner; empty when the token is missing, forged, expired or its session was revoked. */
    Future<Optional<Principal>> authenticate(String token);
}
