package com.bravapress.accounts;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The signed tokens that stand for sessions (RFC 7519, HS256 only). A token by itself opens nothing: the session it
 * names is looked up at every request. The only class that knows Vert.x's JWT.
 */
public final class Tokens {
    private static final String ALGORITHM = "HS256";
    private static final String ISSUER = "bravapress";
    private static final String AUDIENCE = "bravapress-site";
    /** Told apart from any other token that may one day be signed with the same key. */
    private static final String TYPE = "session";

    private final JWTAuth jwt;

    /** Tokens signed with this secret of at least 32 bytes. */
    public Tokens(Vertx vertx, String secret) {
        this.jwt = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(secret))
                        .setJWTOptions(new JWTOptions()
                                .setAlgorithm(ALGORITHM)
                                .setIssuer(ISSUER)
                                .setAudience(List.of(AUDIENCE))));
    }

    String issue(Claim claim, Instant expiresAt) {
        JsonObject claims = new JsonObject()
                .put("typ", TYPE)
                .put("sid", claim.sessionId().toString())
                .put("exp", expiresAt.getEpochSecond());
        return jwt.generateToken(
                claims,
                new JWTOptions()
                        .setAlgorithm(ALGORITHM)
                        .setIssuer(ISSUER)
                        .setAudience(List.of(AUDIENCE))
                        .setSubject(claim.userId().toString()));
    }

    /** What the token claims; empty when it is not ours, is altered, has expired or misses a claim. */
    Future<Optional<Claim>> read(String token) {
        // compose() also catches what JWTAuth throws at once, such as for an exp that is no number.
        return Future.succeededFuture(token)
                .compose(text -> jwt.authenticate(new TokenCredentials(text)))
                .map(Tokens::claim)
                .otherwise(Optional.empty());
    }

    private static Optional<Claim> claim(User user) {
        JsonObject claims = user.attributes().getJsonObject("accessToken");
        // JWTAuth lets a token pass that has no exp, and one without iss or aud: all of them are required here.
        boolean ours = claims.getValue("exp") instanceof Number
                && TYPE.equals(claims.getValue("typ"))
                && ISSUER.equals(claims.getValue("iss"))
                && isForUs(claims.getValue("aud"));
        if (!ours) {
            return Optional.empty();
        }
        return Optional.of(
                new Claim(UUID.fromString(claims.getString("sid")), UUID.fromString(claims.getString("sub"))));
    }

    /** One audience may stand alone or in an array (RFC 7519 §4.1.3). */
    private static boolean isForUs(Object audience) {
        return AUDIENCE.equals(audience)
                || (audience instanceof JsonArray several && several.getList().equals(List.of(AUDIENCE)));
    }

    /** Which session of whom. */
    record Claim(UUID sessionId, UUID userId) {}
}
