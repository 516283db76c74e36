package com.bravapress.jobs;

import java.util.Locale;

/** Which part of the house or the world a failure belongs to; every failure has one. */
public enum FailureCategory {
    /** The money is not as it should be. */
    PAYMENT,
    /** Our browser or the way we drive it. */
    AUTOMATION,
    /** The wire refused or was not available. */
    WIRE,
    /** Anything of ours: database, mail server, a bug. */
    SYSTEM;

    /** The name in rows and answers. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
