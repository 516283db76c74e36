package com.bravapress.releases;

import com.bravapress.writing.ReleaseText;
import java.time.Instant;
import java.util.UUID;

/**
 * A release as it stands: one row of {@code press_release_submissions}.
 *
 * @param version counts every saved change; the {@code ETag} of the API
 * @param wireStatus the wire's own word: in_review, on_hold, rejected, scheduled, published; null before it has it
 * @param wireReason why the wire's editors hold or refuse it, in their words; null unless they do
 * @param paidRevision the version that was paid for and goes out; null before payment
 * @param paymentAmount minor units of {@code currency}; null before payment
 */
public record Submission(
        UUID id,
        UUID userId,
        ReleaseText text,
        ReleaseStatus status,
        String wireStatus,
        String wireReason,
        int version,
        Integer paidRevision,
        Integer paymentAmount,
        String currency,
        String stripePaymentIntentId,
        String einpresswireOrderId,
        String einpresswireSubmissionId,
        String wireUrl,
        String error,
        Instant createdAt,
        Instant updatedAt,
        Instant paidAt,
        Instant completedAt) {}
