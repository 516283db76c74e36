package com.bravapress.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * What the main server needs to know.
 *
 * @param secure the public address is https: Secure cookies and HSTS
 * @param csrfSecret what CSRF tokens are made with
 * @param workerToken opens {@link Access#WORKER} endpoints
 * @param formTargets other origins that a form may end at after a redirect: the hosted payment page
 */
public record HttpOptions(
        String host, int port, boolean secure, String csrfSecret, String workerToken, List<String> formTargets) {
    /** Whether this is the worker token; takes as long for a wrong one as for the right one. */
    public boolean isWorkerToken(String token) {
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), workerToken.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "HttpOptions[" + host + ":" + port + "]";
    }
}
