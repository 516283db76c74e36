package com.bravapress.releases;

/**
 * One place that picked a release up, as the wire's distribution report says.
 *
 * @param outlet its name
 * @param url where it can be read there; http or https, or null when the report has no such link
 */
public record Outlet(String outlet, String url) {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_URL = 2_000;

    /** From somebody else's page: cut to a sensible length, and without a link that nobody should follow. */
    public static Outlet read(String name, String url) {
        boolean sound = url != null && url.length() <= LONGEST_URL && url.matches("https?://[^\\s\"'<>]+");
        String flat = name.replaceAll("\\s+", " ").strip();
        return new Outlet(flat.substring(0, Math.min(flat.length(), LONGEST_NAME)), sound ? url : null);
    }
}
