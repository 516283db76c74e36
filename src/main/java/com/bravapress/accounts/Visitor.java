package com.bravapress.accounts;

import com.bravapress.http.Principal;
import com.bravapress.http.Request;
import java.util.UUID;

/**
 * Where a sign-in comes from, as the session keeps it for its owner to recognise.
 *
 * @param replaces the session that ends because a new one takes its cookie, or null
 */
record Visitor(String address, String userAgent, UUID replaces) {
    private static final int LONGEST_AGENT = 300;

    static Visitor of(Request request) {
        String agent = request.header("User-Agent").orElse("");
        return new Visitor(
                request.address(),
                agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)),
                request.signedIn().map(Principal::sessionId).orElse(null));
    }
}
