package com.bravapress.sandbox.wire;

import java.util.Locale;

/** Where a release stands at the wire; the same words as the CHECK {@code wire_releases_status}. */
enum WireStatus {
    DRAFT("Draft"),
    IN_REVIEW("In Review"),
    ON_HOLD("On Hold"),
    REJECTED("Rejected"),
    SCHEDULED("Scheduled"),
    PUBLISHED("Published");

    final String label;

    WireStatus(String label) {
        this.label = label;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static WireStatus stored(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** Staying in review is a move too: the publish link clicked once more. */
    boolean canBecome(WireStatus next) {
        return switch (this) {
            case DRAFT -> next == IN_REVIEW;
            case IN_REVIEW -> next != DRAFT;
            case ON_HOLD -> next != DRAFT && next != ON_HOLD;
            case SCHEDULED -> next == PUBLISHED;
            case REJECTED, PUBLISHED -> false;
        };
    }

    /** Whether its author may still change it. */
    boolean editable() {
        return this == DRAFT || this == ON_HOLD;
    }
}
