package com.bravapress.jobs;

/** A person asked for something that the job's present state does not allow; nothing was changed. */
public final class JobConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final JobStatus status;

    JobConflict(JobStatus status, String message) {
        super(message);
        this.status = status;
    }

    /** Where the job stands now; null when there is no such job. */
    public JobStatus status() {
        return status;
    }
}
