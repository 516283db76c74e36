package com.bravapress.payments;

import com.bravapress.database.Tx;
import com.bravapress.payments.PaymentStore.Received;
import com.bravapress.payments.stripe.StripeEvent;
import com.bravapress.payments.stripe.StripeFact;
import com.bravapress.payments.stripe.StripeFact.Disputed;
import com.bravapress.payments.stripe.StripeFact.Receipt;
import com.bravapress.payments.stripe.StripeFact.Refunded;
import com.bravapress.payments.stripe.StripeFact.SessionEnded;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.releases.Releases;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Everything that may happen around a payment: sessions that end, receipts, money that goes back, disputes. */
public final class Aftermath {
    private final Releases releases;
    private final CheckoutStore checkouts;
    private final PaymentStore payments;
    private final PaymentAlerts alerts;

    /** The aftermath of payments in these tables. */
    public Aftermath(Releases releases, CheckoutStore checkouts, PaymentStore payments, PaymentAlerts alerts) {
        this.releases = releases;
        this.checkouts = checkouts;
        this.payments = payments;
        this.alerts = alerts;
    }

    Future<Outcome> apply(Tx tx, StripeEvent event) {
        StripeFact fact = event.fact();
        if (fact instanceof SessionEnded ended) {
            return ended(tx, event, ended);
        }
        if (fact instanceof Receipt receipt) {
            return payments.lock(tx, receipt.paymentIntent())
                    .compose(locked -> payments.ofIntent(tx, receipt.paymentIntent()))
                    .compose(known -> known.map(payment -> payments.receipt(tx, payment.id(), receipt.url())
                                    .map(Outcome.processed("receipt")))
                            .orElseGet(() -> Future.succeededFuture(Outcome.recorded())));
        }
        if (fact instanceof Refunded refunded) {
            return payments.lock(tx, refunded.paymentIntent())
                    .compose(locked -> payments.ofIntent(tx, refunded.paymentIntent()))
                    .compose(known -> known.map(payment -> refunded(tx, event, refunded, payment))
                            .orElseGet(() -> alerts.parked(tx, event, "A refund of a payment we do not know yet.")));
        }
        if (fact instanceof Disputed disputed) {
            return payments.lock(tx, disputed.paymentIntent())
                    .compose(locked -> payments.ofIntent(tx, disputed.paymentIntent()))
                    .compose(known -> known.map(payment -> disputed(tx, event, disputed, payment))
                            .orElseGet(() -> alerts.parked(tx, event, "A dispute of a payment we do not know yet.")));
        }
        return Future.succeededFuture(Outcome.recorded());
    }

    /** The page was left unpaid: the release is a draft again. After a payment it means nothing. */
    private Future<Outcome> ended(Tx tx, StripeEvent event, SessionEnded ended) {
        return checkouts.ofSession(tx, ended.sessionId()).compose(found -> {
            if (found.isEmpty()) {
                return Future.succeededFuture(Outcome.recorded());
            }
            Quote quote = found.get();
            return releases.lock(tx, quote.submissionId())
                    .compose(locked -> checkouts
                            .expire(tx, quote.id())
                            .compose(expired ->
                                    expired == 1 && locked.orElseThrow().status() == ReleaseStatus.PAYMENT_PENDING
                                            ? releases.move(
                                                            tx,
                                                            locked.orElseThrow(),
                                                            ReleaseStatus.DRAFT,
                                                            "stripe:" + event.id())
                                                    .map(Outcome.processed("back to draft"))
                                            : Future.succeededFuture(Outcome.processed("nothing left to end"))));
        });
    }

    private Future<Outcome> refunded(Tx tx, StripeEvent event, Refunded refunded, Received payment) {
        boolean whole = refunded.amount() >= refunded.total();
        String what = "Payment " + refunded.paymentIntent() + " was refunded: " + refunded.amount() + " of "
                + refunded.total() + " (minor units).";
        return payments.grow(tx, payment.id(), whole ? "refunded" : "partially_refunded")
                .compose(grown -> grown == 0
                        ? Future.succeededFuture(Outcome.processed("known already"))
                        : (whole ? takeBack(tx, event, payment) : Future.<Void>succeededFuture())
                                .compose(done -> alert(tx, "payment_refunded", event, payment, what))
                                .map(Outcome.processed(what)));
    }

    /** A job that is still waiting fails at its first step: a refunded release can become nothing else. */
    private Future<Void> takeBack(Tx tx, StripeEvent event, Received payment) {
        if (payment.status().equals("held")) {
            return Future.succeededFuture();
        }
        return releases.lock(tx, payment.submissionId())
                .compose(locked -> locked.filter(s -> s.status().canBecome(ReleaseStatus.REFUNDED))
                        .map(s -> releases.move(tx, s, ReleaseStatus.REFUNDED, "stripe:" + event.id()))
                        .orElseGet(Future::succeededFuture))
                .mapEmpty();
    }

    private Future<Outcome> disputed(Tx tx, StripeEvent event, Disputed disputed, Received payment) {
        String what = "Payment " + disputed.paymentIntent() + " is disputed: " + disputed.reason() + ".";
        return payments.grow(tx, payment.id(), "disputed")
                .compose(grown -> alert(tx, "payment_disputed", event, payment, what))
                .map(Outcome.processed(what));
    }

    private Future<Void> alert(Tx tx, String kind, StripeEvent event, Received payment, String message) {
        JsonObject detail = new JsonObject()
                .put("payment_id", payment.id().toString())
                .put("submission_id", payment.submissionId().toString());
        return alerts.raise(tx, kind, payment.id().toString(), event, payment.submissionId(), message, detail);
    }
}
