package com.bravapress.wire.pages;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sign-ins that still hold, so that one serves many jobs. In memory only: they are as good as the password. */
final class Cookies {
    private final Map<String, String> kept = new ConcurrentHashMap<>();

    /** What a visit of this account begins with, as Playwright's storage state. */
    Optional<String> of(Account account) {
        return Optional.ofNullable(kept.get(key(account)));
    }

    void keep(Account account, String state) {
        kept.put(key(account), state);
    }

    void forget(Account account) {
        kept.remove(key(account));
    }

    private static String key(Account account) {
        return account.email() + " at " + account.baseUrl();
    }
}
