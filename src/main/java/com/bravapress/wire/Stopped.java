package com.bravapress.wire;

import com.bravapress.jobs.FailureCategory;
import com.bravapress.wire.pages.WireFailure;

/** A person asked for the job to stop, and it did before its next irreversible step. */
final class Stopped extends WireFailure {
    private static final long serialVersionUID = 1L;

    Stopped() {
        super(Kind.ATTENTION, FailureCategory.SYSTEM, "A person asked for this job to stop");
    }
}
