package com.bravapress.config;

import java.util.Arrays;
import java.util.Optional;

/** Every setting there is, by the name it has in {@code conf/application.properties} and in the environment. */
enum Setting {
    PORT,
    HOST,
    PUBLIC_URL,
    DATA_DIR,
    DATABASE_URL,
    ROLES,
    CLUSTER,
    JWT_SECRET,
    ADMIN_EMAIL,
    ADMIN_PASSWORD,
    STRIPE_MODE,
    STRIPE_SECRET_KEY,
    STRIPE_WEBHOOK_SECRET,
    WIRE_MODE,
    WIRE_TERMS_ACCEPTED,
    EINPRESSWIRE_EMAIL,
    EINPRESSWIRE_PASSWORD,
    WIRE_BASE_URL,
    WIRE_PURCHASE,
    WIRE_BROWSERS,
    WIRE_SETTLE,
    WIRE_TEST_MODE,
    WIRE_FOLLOW,
    WIRE_REPORT,
    WIRE_SENTINEL,
    WIRE_LOW_BALANCE,
    AI_PROVIDER,
    SMTP_URL,
    MAIL_FROM,
    ALERT_EMAIL,
    BROWSER_PATH,
    JOBS_RETRY_BACKOFF,
    JOBS_LEASE,
    JOBS_MAX_CRASHES,
    WORKER_TOKEN,
    SANDBOX,
    SANDBOX_PORT,
    CURRENCY,
    PRICE_BASIC,
    PRICE_PREMIUM,
    PRICE_ENTERPRISE;

    /** The most letters two names may differ in for one to be taken as a misspelling of the other; one in short names. */
    private static final int TYPO = 2;

    private static final int SHORT = 5;

    static Optional<Setting> named(String name) {
        return Arrays.stream(values()).filter(s -> s.name().equals(name)).findFirst();
    }

    /** The setting somebody probably meant. */
    static Optional<Setting> nearest(String name) {
        return Arrays.stream(values())
                .filter(s -> distance(name, s.name()) <= (name.length() <= SHORT ? 1 : TYPO))
                .min((a, b) -> Integer.compare(distance(name, a.name()), distance(name, b.name())));
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(swap, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
