package com.bravapress.jobs;

import java.time.Duration;

/**
 * How this process takes part in the queue.
 *
 * @param worker its name in {@code jobs.worker}; unique among living processes
 * @param formerSelf a name that only a dead process can have used, so that its jobs are rescued at once; never blank
 * @param mostRescues after more crashes of its worker a job waits for a person
 */
public record QueueOptions(
        String worker, String formerSelf, Duration lease, Duration retryBackoff, Duration poll, int mostRescues) {}
