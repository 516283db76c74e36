package com.bravapress.wire;

import java.time.Duration;
import java.util.Locale;

/** The steps that put a release on the wire, in their order. */
public enum WireStep {
    /** Into the wire's account. */
    SIGN_IN("Sign in to the wire", false),
    /** How many releases are left. */
    BALANCE("Read the balance", false),
    /** Buying a package: costs money. */
    PURCHASE("Buy a package", true),
    /** Typing the release. */
    COMPOSE("Write the release", false),
    /** The wire's own preview. */
    PREVIEW("Check the preview", false),
    /** Country and industry. */
    DISTRIBUTION("Choose the distribution", false),
    /** Sending it to the editors: cannot be taken back. */
    PUBLISH("Publish", true),
    /** Finding it in "My Press Releases". */
    VERIFY("Verify on the wire", false);

    // Shorter than the lease (JOBS_LEASE, 60 s unless set) with time for our own rows: every part begins with a
    // heartbeat.
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private final String label;
    private final boolean irreversible;

    WireStep(String label, boolean irreversible) {
        this.label = label;
        this.irreversible = irreversible;
    }

    /** Words for people. */
    public String label() {
        return label;
    }

    /** Whether it has an effect that cannot be undone, and so goes through the ledger. */
    public boolean irreversible() {
        return irreversible;
    }

    /** How long the browser may take for one part of it before it counts as hung. */
    public Duration limit() {
        return LIMIT;
    }

    /** Counts from 1. */
    public int number() {
        return ordinal() + 1;
    }

    /** The name in rows: {@code sign_in}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The step of this name; an unknown one is an {@link IllegalArgumentException}. */
    public static WireStep of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
