package com.bravapress.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens bound to a session, or to a random cookie for somebody not signed in (OWASP's "signed double-submit cookie").
 * Nothing is stored: a token is an HMAC-SHA-256 of what it is bound to.
 */
final class Csrf {
    static final String FIELD = "_csrf";
    static final String HEADER = "X-CSRF-Token";
    static final String COOKIE = "bp_csrf";
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    Csrf(String secret) {
        this.key = new SecretKeySpec(("csrf:" + secret).getBytes(StandardCharsets.UTF_8), HMAC);
    }

    String token(String boundTo) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(boundTo.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    boolean matches(String token, String boundTo) {
        return token != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), token(boundTo).getBytes(StandardCharsets.UTF_8));
    }
}
