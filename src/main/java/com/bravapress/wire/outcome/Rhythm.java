package com.bravapress.wire.outcome;

import com.bravapress.wire.outcome.FollowupStore.Followup;
import com.bravapress.wire.outcome.FollowupStore.Phase;
import java.time.Duration;

/**
 * When to look again, and when to stop looking.
 *
 * @param follow the first wait for the editors' word; each later one is half as long again, up to 24 times the first
 * @param report how long after publication the report is first asked for; later waits are a quarter of it
 */
public record Rhythm(Duration follow, Duration report) {
    private static final double GROWTH = 1.5;
    private static final int LONGEST = 24;
    /** Two weeks when the first wait is ten minutes. */
    private static final int PATIENCE = 2_016;
    /** A week when the report takes a day. */
    private static final int REPORT_PATIENCE = 7;

    /** The wait after this many looks in a phase. */
    Duration wait(Phase phase, int looks) {
        if (phase == Phase.REPORT) {
            return report.dividedBy(4);
        }
        double times = Math.min(LONGEST, Math.pow(GROWTH, Math.min(looks, LONGEST)));
        return Duration.ofMillis(Math.round(follow.toMillis() * times));
    }

    /** How long until it is worth a visit; zero when it is now. A look in somebody else's visit counts too. */
    Duration untilDue(Followup row) {
        Duration tooSoon = row.phase() == Phase.REPORT ? report.minus(row.since()) : Duration.ZERO;
        Duration wait = wait(row.phase(), row.looks());
        // Half the wait is near enough: so the followers of one account come together.
        boolean fresh =
                row.seen().filter(ago -> ago.compareTo(wait.dividedBy(2)) < 0).isPresent();
        Duration rest = fresh ? wait.minus(row.seen().get()) : Duration.ZERO;
        Duration longer = tooSoon.compareTo(rest) > 0 ? tooSoon : rest;
        return longer.isNegative() ? Duration.ZERO : longer;
    }

    /** Whether it has been looked for long enough. */
    boolean isOver(Followup row) {
        Duration limit =
                row.phase() == Phase.REPORT ? report.multipliedBy(REPORT_PATIENCE) : follow.multipliedBy(PATIENCE);
        return row.since().compareTo(limit) > 0;
    }
}
