package com.bravapress.payments;

import com.bravapress.database.Database;
import com.bravapress.database.Tx;
import com.bravapress.http.AppException;
import com.bravapress.http.Problem;
import com.bravapress.payments.PaymentStore.Owed;
import com.bravapress.payments.stripe.MadeRefund;
import com.bravapress.payments.stripe.StripeGateway;
import com.bravapress.payments.stripe.StripeRefused;
import com.bravapress.payments.stripe.StripeUnavailable;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.releases.Releases;
import com.bravapress.releases.Submission;
import io.vertx.core.Future;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a customer the money back. The release is given up first, so that nothing is bought or published any more; it is
 * refunded once Stripe says that the money went back, by its answer or by its event, whichever comes first. Asking again
 * after a lost answer makes no second refund.
 */
public final class Refunds {
    private static final Logger LOG = LoggerFactory.getLogger(Refunds.class);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final Database database;
    private final Releases releases;
    private final PaymentStore payments;
    private final StripeGateway stripe;

    /** Refunds of these payments. */
    public Refunds(Database database, Releases releases, PaymentStore payments, StripeGateway stripe) {
        this.database = database;
        this.releases = releases;
        this.payments = payments;
        this.stripe = stripe;
    }

    /** A release that was given up, and the payment that is to go back. */
    public record Begun(Owed owed) {}

    /**
     * Gives the release up; the money goes back by {@link #carryOut} after the commit.
     *
     * @throws AppException 409 when it is refunded already, was never paid, or cannot become refunded
     */
    public Future<Begun> begin(Tx tx, Submission release, String actor, String reason) {
        if (!release.status().canBecome(ReleaseStatus.REFUNDED)) {
            return Future.failedFuture(AppException.of(
                    Problem.CONFLICT,
                    "A release that is " + release.status().id().replace('_', ' ')
                            + " cannot be refunded. Nothing was changed."));
        }
        return payments.refundable(tx, release.id())
                .compose(found -> found.isEmpty()
                        ? Future.failedFuture(AppException.of(
                                Problem.CONFLICT, "There is no payment left to give back. Nothing was changed."))
                        : releases.giveUp(tx, release, actor, "Given up for a refund: " + reason)
                                .map(done -> new Begun(found.get())));
    }

    /**
     * Asks Stripe for the refund and notes what it says.
     *
     * @return the release's status: {@code refunded}, or as it was while Stripe has the refund pending
     * @throws AppException 409 when Stripe refuses, 503 when it does not answer: the release stays given up, and asking
     *     again is safe
     */
    public Future<ReleaseStatus> carryOut(Begun begun, String actor, String reason) {
        Owed owed = begun.owed();
        return stripe.refund(owed.id(), owed.paymentIntent(), owed.submissionId())
                .recover(error -> whole(owed, error))
                .compose(
                        made -> made.isDead()
                                ? refused(owed, actor, "the refund is " + made.status())
                                : made(owed, made, actor, reason),
                        error -> error instanceof StripeUnavailable
                                ? Future.failedFuture(AppException.later(
                                        Problem.UNAVAILABLE,
                                        "Stripe does not answer. The release is given up and nothing more is bought for"
                                                + " it; ask for the refund again in a moment.",
                                        AGAIN))
                                : refused(owed, actor, error.getMessage()));
    }

    /** It went back before, by Stripe's own dashboard for one: that is what was wanted. */
    private static Future<MadeRefund> whole(Owed owed, Throwable error) {
        return error instanceof StripeRefused refused && refused.isRefundedAlready()
                ? Future.succeededFuture(new MadeRefund(
                        "earlier:" + owed.paymentIntent(), owed.amountCents(), owed.currency(), "succeeded"))
                : Future.failedFuture(error);
    }

    private Future<ReleaseStatus> made(Owed owed, MadeRefund made, String actor, String reason) {
        return database.inTransaction(tx -> payments.lock(tx, owed.paymentIntent())
                .compose(locked -> payments.keepRefund(tx, owed.id(), made, reason))
                .compose(kept -> releases.lock(tx, owed.submissionId()))
                .compose(found -> {
                    Submission release = found.orElseThrow();
                    if (!made.succeeded() || release.status() == ReleaseStatus.REFUNDED) {
                        return Future.succeededFuture(release.status());
                    }
                    return payments.grow(tx, owed.id(), "refunded")
                            .compose(grown -> releases.move(tx, release, ReleaseStatus.REFUNDED, actor, reason))
                            .map(Submission::status);
                }));
    }

    private Future<ReleaseStatus> refused(Owed owed, String actor, String why) {
        LOG.warn("the refund of payment {} was refused: {}", owed.id(), why);
        return database.inTransaction(tx -> releases.keepMoney(tx, owed.submissionId(), actor))
                .compose(kept -> Future.failedFuture(AppException.of(
                        Problem.CONFLICT, "Stripe did not make the refund: " + why + ". The money stayed.")));
    }
}
