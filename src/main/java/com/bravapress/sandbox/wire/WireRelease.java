package com.bravapress.sandbox.wire;

import java.time.OffsetDateTime;

/**
 * A release of the account.
 *
 * @param releaseAt when it is scheduled for; null: as soon as it is approved
 * @param orderId the order whose credit it used; null for a draft
 * @param reference that order's notes; null for a draft
 * @param submissions how often a click on publish was accepted for it
 * @param reason what the editors said; null when nothing
 * @param at when it was submitted, for a draft when it was made
 * @param publishedAt when it went out; null before
 */
record WireRelease(
        long id,
        WireStatus status,
        ReleaseFields fields,
        OffsetDateTime releaseAt,
        Long orderId,
        String reference,
        int submissions,
        String reason,
        OffsetDateTime at,
        OffsetDateTime publishedAt) {}
