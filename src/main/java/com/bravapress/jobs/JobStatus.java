package com.bravapress.jobs;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Where a job stands. The transitions are the specification ({@code docs/job-status.md} draws them); the bounds of
 * the table's two parts list the same names: {@code jobs_live} and, for what {@link #isTerminal()}, {@code jobs_done}.
 */
public enum JobStatus {
    /** Waits to be claimed, as soon as {@code run_at} has come. */
    PENDING,
    /** Claimed: a worker holds its lease. */
    PROCESSING,
    /** Done; final. */
    COMPLETED,
    /** Given up; final until a person retries it. */
    FAILED,
    /** Failed or interrupted; waits for {@code run_at} to be claimed again. */
    RETRYING,
    /** Stopped by a person; final until a person retries it. */
    CANCELLED,
    /** The truth is not known to the program; waits for a person. */
    NEEDS_ATTENTION;

    /** Whether the table allows this step. */
    public boolean canBecome(JobStatus next) {
        return successors().contains(next);
    }

    /** Whether nothing but a person moves it on. */
    public boolean isTerminal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    /** The name in rows and answers: {@code needs_attention}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of this name; an unknown one is an {@link IllegalArgumentException}. */
    public static JobStatus of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    private Set<JobStatus> successors() {
        return switch (this) {
            case PENDING -> EnumSet.of(PROCESSING, CANCELLED);
            case PROCESSING -> EnumSet.of(COMPLETED, FAILED, RETRYING, CANCELLED, NEEDS_ATTENTION);
            case RETRYING -> EnumSet.of(PROCESSING, CANCELLED);
            case NEEDS_ATTENTION -> EnumSet.of(RETRYING, FAILED, CANCELLED);
            // By a person only: a manual retry keeps the history. What was stopped before its first attempt has none.
            case FAILED -> EnumSet.of(RETRYING);
            case CANCELLED -> EnumSet.of(RETRYING, PENDING);
            case COMPLETED -> EnumSet.noneOf(JobStatus.class);
        };
    }
}
