package com.bravapress.wire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Leaves the wire alone for a while after several failures in a row that were its own. After the pause one try decides:
 * another failure opens it again. For one event loop.
 */
final class WireBreaker {
    private static final int FAILURES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(60);

    private final Clock clock;
    private int inARow;
    private Instant openUntil = Instant.MIN;

    WireBreaker(Clock clock) {
        this.clock = clock;
    }

    /** How long to wait; empty when the wire may be asked. */
    synchronized Optional<Duration> pause() {
        Duration left = openUntil.isAfter(clock.instant()) ? Duration.between(clock.instant(), openUntil) : null;
        return Optional.ofNullable(left);
    }

    synchronized void failed() {
        inARow++;
        if (inARow >= FAILURES) {
            openUntil = clock.instant().plus(PAUSE);
        }
    }

    synchronized void answered() {
        inARow = 0;
    }
}
