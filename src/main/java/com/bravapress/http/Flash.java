package com.bravapress.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** One sentence carried over a redirect in a short-lived cookie, shown once, always as text. */
final class Flash {
    static final String COOKIE = "bp_flash";
    static final long SECONDS = 60;
    private static final int LONGEST = 600;

    private Flash() {}

    static String encoded(String kind, String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((kind + "\n" + text).getBytes(StandardCharsets.UTF_8));
    }

    static Optional<Map<String, String>> decoded(String cookie) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cookie), StandardCharsets.UTF_8).split("\n", 2);
            boolean known = parts.length == 2 && parts[0].matches("success|error|info") && parts[1].length() <= LONGEST;
            return known ? Optional.of(Map.of("kind", parts[0], "text", parts[1])) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
