package com.bravapress.wire;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Where a step stands. The irreversible ones go through {@code dispatched}, which is committed before the click; the
 * CHECK constraint {@code wire_steps_state} lists the same names.
 */
public enum StepState {
    /** Begun; nothing lasting has happened. */
    INTENDED,
    /** The irreversible click is being made, or was. */
    DISPATCHED,
    /** Proved to have happened. */
    CONFIRMED,
    /** Proved not to have happened, although it was dispatched. */
    ABSENT,
    /** Nobody can tell; a person decides. */
    IN_DOUBT,
    /** Ended before anything lasting happened. */
    FAILED,
    /** Not needed. */
    SKIPPED;

    /** Whether the ledger allows this step. */
    public boolean canBecome(StepState next) {
        return successors().contains(next);
    }

    /** The name in rows: {@code in_doubt}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of this name; an unknown one is an {@link IllegalArgumentException}. */
    public static StepState of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    private Set<StepState> successors() {
        return switch (this) {
            case INTENDED -> EnumSet.of(DISPATCHED, CONFIRMED, FAILED, SKIPPED);
            case DISPATCHED -> EnumSet.of(CONFIRMED, ABSENT, IN_DOUBT);
            case IN_DOUBT -> EnumSet.of(CONFIRMED, ABSENT);
            case CONFIRMED, ABSENT, FAILED, SKIPPED -> EnumSet.noneOf(StepState.class);
        };
    }
}
