package com.bravapress.admin;

import java.time.Instant;
import java.util.UUID;

/**
 * A job as lists, stream and page show it; the names of its members are those of the API.
 *
 * @param tookMs how long its last attempt ran, or null while it has not ended
 * @param step where a running job is, or null
 * @param pressReleaseSubmissions the release it is about, or null
 */
record JobRow(
        long id,
        String type,
        String status,
        int priority,
        int attempts,
        int maxAttempts,
        Instant createdAt,
        Instant runAt,
        Instant startedAt,
        Instant completedAt,
        Long tookMs,
        String error,
        String errorCategory,
        StepAt step,
        Release pressReleaseSubmissions) {
    /** The release of a job. */
    record Release(UUID id, String title, String companyName, String status, Profile profiles) {}

    /** A customer. */
    record Profile(String email, String fullName) {}
}
