package com.bravapress.wire.pages;

import com.bravapress.jobs.FailureCategory;

/** The wire sent us back to its login page. */
final class SessionLost extends WireFailure {
    private static final long serialVersionUID = 1L;

    SessionLost() {
        super(Kind.RETRYABLE, FailureCategory.WIRE, "The wire asked to sign in again");
    }
}
