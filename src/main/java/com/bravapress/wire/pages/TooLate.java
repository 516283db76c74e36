package com.bravapress.wire.pages;

import com.bravapress.jobs.FailureCategory;

/** An irreversible click was asked for, but its time was over; it was surely not made. */
final class TooLate extends WireFailure {
    private static final long serialVersionUID = 1L;

    TooLate(String what) {
        super(
                Kind.RETRYABLE,
                FailureCategory.AUTOMATION,
                "It was too late for clicking " + what + ", so it was not done: the process had stood still");
    }
}
