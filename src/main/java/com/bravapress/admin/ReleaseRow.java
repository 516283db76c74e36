package com.bravapress.admin;

import java.time.Instant;
import java.util.UUID;

/**
 * A press release as the team's list and the stream show it.
 *
 * @param paymentAmount cents, as the seed's column has it; null before payment
 * @param jobId its newest job, or null
 */
record ReleaseRow(
        UUID id,
        String title,
        String companyName,
        String status,
        String wireStatus,
        String packageType,
        Integer paymentAmount,
        Integer paymentAmountCents,
        String currency,
        String einpresswireOrderId,
        String einpresswireSubmissionId,
        String wireUrl,
        Long jobId,
        Instant createdAt,
        Instant completedAt,
        JobRow.Profile profiles) {}
