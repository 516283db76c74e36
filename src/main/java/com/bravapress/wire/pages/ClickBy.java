package com.bravapress.wire.pages;

import java.time.Clock;

/**
 * Until when an irreversible click may be made. Later somebody else may have looked for its effect at the wire, found
 * none and clicked again: a process that stood still must not go on where it was.
 *
 * @param clock the one that {@code at} was read from
 * @param at epoch ms
 */
public record ClickBy(Clock clock, long at) {
    /** The ms that are left for the click, one at least. Over means that it must not be made: {@link TooLate}. */
    long left(String what) {
        long left = at - clock.millis();
        if (left <= 0) {
            throw new TooLate(what);
        }
        return left;
    }
}
