package com.bravapress.wire;

/** The job was rescued or cancelled under this attempt: it stops and touches nothing. */
final class JobLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobLost() {
        super("The job is no longer this attempt's", null, false, false);
    }
}
