package com.bravapress.jobs;

import java.util.UUID;

/**
 * A job that is ours until its lease ends. {@code attempt} is the fencing token of every later write.
 *
 * @param data its payload as JSON text
 * @param cancelAsked somebody wanted it stopped before this attempt began
 */
record Claim(long id, String type, int attempt, int maxAttempts, UUID submissionId, String data, boolean cancelAsked) {}
