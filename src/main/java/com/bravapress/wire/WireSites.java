package com.bravapress.wire;

import com.bravapress.config.Settings;
import com.bravapress.wire.pages.Account;

/** The wire that is set, and the stand-in where demo releases go whatever is set. */
public record WireSites(Account wire, Account sandbox) {
    private static final String STAND_IN = "sandbox";

    /** The account that the sandbox wire lets in when the real one's is set. */
    public static final String SANDBOX_EMAIL = "desk@bravapress.example";

    /** See {@link #SANDBOX_EMAIL}. */
    public static final String SANDBOX_PASSWORD = "sandbox-wire";

    /** As the settings say. A real account's password never goes to the stand-in. */
    public static WireSites of(Settings.Wire settings) {
        boolean live = settings.mode() == Settings.Mode.LIVE;
        return new WireSites(
                new Account(settings.baseUrl(), settings.email(), settings.password()),
                new Account(
                        settings.sandboxUrl(),
                        live ? SANDBOX_EMAIL : settings.email(),
                        live ? SANDBOX_PASSWORD : settings.password()));
    }

    /** The name under which all processes know the account: one purchase at a time. */
    String account(boolean onSandbox) {
        Account used = of(onSandbox);
        boolean standIn = used.baseUrl().equals(sandbox.baseUrl());
        return (standIn ? STAND_IN : "wire") + ":" + used.email().toLowerCase(java.util.Locale.ROOT);
    }

    Account of(boolean onSandbox) {
        return onSandbox ? sandbox : wire;
    }
}
