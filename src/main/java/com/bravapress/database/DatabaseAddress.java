package com.bravapress.database;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where PostgreSQL is and who we are there.
 *
 * @param uri {@code postgresql://user:pass@host:port/name}
 */
public record DatabaseAddress(String uri, String host, int port, String name, String user, String password) {
    private static final int DEFAULT_PORT = 5432;

    /**
     * Reads a libpq-style URI.
     *
     * @throws IllegalArgumentException with a sentence for the operator when it is not one
     */
    public static DatabaseAddress parse(String uri) {
        URI parsed = URI.create(uri.trim());
        String scheme = String.valueOf(parsed.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("postgresql") && !scheme.equals("postgres")) {
            throw new IllegalArgumentException("must start with postgresql://");
        }
        if (parsed.getHost() == null
                || parsed.getPath() == null
                || parsed.getPath().length() < 2) {
            throw new IllegalArgumentException("must look like postgresql://user:pass@host/db");
        }
        String[] who = String.valueOf(parsed.getRawUserInfo()).split(":", 2);
        if (parsed.getRawUserInfo() == null || who[0].isEmpty()) {
            throw new IllegalArgumentException("must name a user: postgresql://user:pass@host/db");
        }
        return new DatabaseAddress(
                uri.trim(),
                parsed.getHost(),
                parsed.getPort() < 0 ? DEFAULT_PORT : parsed.getPort(),
                parsed.getPath().substring(1),
                decoded(who[0]),
                who.length > 1 ? decoded(who[1]) : "");
    }

    /** The address of a database on this machine. */
    public static DatabaseAddress local(int port, String name, String user, String password) {
        String uri = "postgresql://" + user + ":" + password + "@127.0.0.1:" + port + "/" + name;
        return new DatabaseAddress(uri, "127.0.0.1", port, name, user, password);
    }

    String jdbc() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + name;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Never shows the password. */
    @Override
    public String toString() {
        return user + "@" + host + ":" + port + "/" + name;
    }
}
