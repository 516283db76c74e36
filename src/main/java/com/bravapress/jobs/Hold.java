package com.bravapress.jobs;

/** How a run stands with its job, as its heartbeat found it. */
public enum Hold {
    /** The job is ours: go on. */
    KEPT,
    /** A person wants it stopped: end before the next step that cannot be undone; the queue writes it down as cancelled. */
    CANCEL_ASKED,
    /** Somebody else has it: stop and touch nothing. */
    LOST
}
