package com.bravapress.wire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongBinaryOperator;

/**
 * Keeps the distance between pages that the wire's robots.txt asks of its visitors; one for all browsers of an account.
 * The pages of one part of a step follow each other as fast as they come, so that a part fits into the lease; the rests
 * they owe are kept before the next part. Before an irreversible click there is none: its time runs.
 */
public final class Pace {
    /** No distance at all: the stand-in's. */
    public static final Pace NONE = new Pace(Duration.ZERO, Duration.ZERO, null, (least, most) -> 0);

    private final Duration shortest;
    private final Duration longest;
    private final Clock clock;
    private final LongBinaryOperator between;
    private Instant next = Instant.MIN;

    /**
     * A rest of {@code shortest} to {@code longest} for each page.
     *
     * @param between a number from the first to the second, both included, at random
     */
    public Pace(Duration shortest, Duration longest, Clock clock, LongBinaryOperator between) {
        this.shortest = shortest;
        this.longest = longest;
        this.clock = clock;
        this.between = between;
    }

    /** How long to rest before the next part. */
    synchronized Duration due() {
        if (longest.isZero() || next.equals(Instant.MIN)) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), next);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Notes that the wire was asked for so many pages just now. */
    synchronized void asked(int pages) {
        if (longest.isZero() || pages == 0) {
            return;
        }
        Instant now = clock.instant();
        Instant from = next.isAfter(now) ? next : now;
        for (int i = 0; i < pages; i++) {
            from = from.plusMillis(between.applyAsLong(shortest.toMillis(), longest.toMillis()));
        }
        next = from;
    }
}
