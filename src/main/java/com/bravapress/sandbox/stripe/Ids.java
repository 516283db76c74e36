package com.bravapress.sandbox.stripe;

import java.security.SecureRandom;

/** Ids as Stripe has them: a prefix that says what it is, then 24 letters and digits. */
final class Ids {
    private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    static String next(String prefix) {
        StringBuilder id = new StringBuilder(prefix);
        RANDOM.ints(LENGTH, 0, SIGNS.length()).forEach(i -> id.append(SIGNS.charAt(i)));
        return id.toString();
    }
}
