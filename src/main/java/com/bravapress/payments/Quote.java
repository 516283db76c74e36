package com.bravapress.payments;

import java.time.Instant;
import java.util.UUID;

/**
 * One price offered for one version of a release, and the Stripe session it became: a row of {@code checkouts}.
 *
 * @param status creating, open, completed or expired
 * @param sessionId null until Stripe has made it, as is {@code url}
 */
record Quote(
        UUID id,
        UUID submissionId,
        int revision,
        String packageType,
        int amountCents,
        String currency,
        String status,
        String sessionId,
        String url,
        Instant expiresAt) {
    boolean isOpen() {
        return status.equals("open");
    }

    boolean isLive() {
        return isOpen() || status.equals("creating");
    }

    boolean isFor(int version, Offer offer) {
        return revision == version
                && packageType.equals(offer.id())
                && amountCents == offer.priceCents()
                && currency.equals(offer.currency());
    }
}
