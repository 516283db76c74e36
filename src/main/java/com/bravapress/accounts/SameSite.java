package com.bravapress.accounts;

import java.util.Optional;

/** Where a visitor is sent after signing in: a path of this site and nothing else. */
final class SameSite {
    private static final int LONGEST = 2_000;

    private SameSite() {}

    /**
     * The path, if it is one. Browsers read {@code //host} and {@code /\host} as another site, and drop tabs and line
     * breaks before they look (WHATWG URL §4.4), so anything but visible ASCII is refused too.
     */
    static Optional<String> path(String wanted) {
        boolean ours = wanted != null
                && wanted.length() <= LONGEST
                && wanted.startsWith("/")
                && !wanted.startsWith("//")
                && wanted.indexOf('\\') < 0
                && wanted.chars().allMatch(c -> c > ' ' && c <= '~')
                // Back to a form just filled in, or out again.
                && !wanted.startsWith("/auth/");
        return ours ? Optional.of(wanted) : Optional.empty();
    }
}
