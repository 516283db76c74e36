package com.bravapress.payments;

import java.util.Locale;

/** What became of an event; {@code note} is for people and may be null. */
record Outcome(Status status, String note) {
    enum Status {
        /** It changed something, or what it says was known. */
        PROCESSED,
        /** Kept; it asks for nothing. */
        RECORDED,
        /** Kept; cannot be acted on yet, and the team was told. */
        PARKED;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Outcome processed(String note) {
        return new Outcome(Status.PROCESSED, note);
    }

    static Outcome recorded() {
        return new Outcome(Status.RECORDED, null);
    }

    static Outcome parked(String note) {
        return new Outcome(Status.PARKED, note);
    }
}
