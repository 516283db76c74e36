package com.bravapress.wire;

import java.time.Instant;
import java.util.UUID;

/**
 * One row of {@code wire_steps}.
 *
 * @param reference what will be found at the wire when the click went through; null before it was dispatched
 * @param externalId the wire's own number, once known
 * @param artifactId the picture of it, or null
 */
public record StepRow(
        long id,
        long jobId,
        int attempt,
        WireStep step,
        StepState state,
        String reference,
        String externalId,
        String url,
        String note,
        String error,
        UUID artifactId,
        Instant startedAt,
        Instant finishedAt,
        Integer durationMs) {}
