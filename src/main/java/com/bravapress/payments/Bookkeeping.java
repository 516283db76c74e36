package com.bravapress.payments;

import com.bravapress.database.Tx;
import com.bravapress.jobs.JobQueue;
import com.bravapress.jobs.NewJob;
import com.bravapress.payments.stripe.StripeEvent;
import com.bravapress.payments.stripe.StripeFact.Paid;
import com.bravapress.releases.Payment;
import com.bravapress.releases.ReleaseJob;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.releases.Releases;
import com.bravapress.releases.Submission;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;

/**
 * What a received payment does: checked against the price we offered, it makes the release paid, its job and its mail;
 * otherwise it is held for a person. Whatever says it first, whatever says it again: it happens once per payment intent.
 */
public final class Bookkeeping {
    private final Releases releases;
    private final CheckoutStore checkouts;
    private final PaymentStore payments;
    private final JobQueue queue;
    private final PaymentAlerts alerts;
    private final PaidMail mail;
    private final boolean testMode;

    /**
     * The books.
     *
     * @param testMode whether releases are played through without the irreversible steps ({@code WIRE_TEST_MODE})
     */
    public Bookkeeping(
            Releases releases,
            CheckoutStore checkouts,
            PaymentStore payments,
            JobQueue queue,
            PaymentAlerts alerts,
            PaidMail mail,
            boolean testMode) {
        this.releases = releases;
        this.checkouts = checkouts;
        this.payments = payments;
        this.queue = queue;
        this.alerts = alerts;
        this.mail = mail;
        this.testMode = testMode;
    }

    /** Applies a payment nobody has told us of yet; the payment intent is locked. */
    Future<Outcome> receive(Tx tx, StripeEvent event, Paid paid) {
        Optional<UUID> submissionId = uuid(paid.submissionId()).or(() -> uuid(paid.reference()));
        return submissionId
                .map(id -> releases.lock(tx, id))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()))
                .compose(found -> found.map(submission ->
                                quoted(tx, paid).compose(quote -> settle(tx, event, paid, submission, quote)))
                        .orElseGet(
                                () -> alerts.parked(tx, event, "A payment for a release that does not exist here.")));
    }

    private Future<Optional<Quote>> quoted(Tx tx, Paid paid) {
        return uuid(paid.checkoutId())
                .map(id -> checkouts.find(tx, id))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private Future<Outcome> settle(Tx tx, StripeEvent event, Paid paid, Submission submission, Optional<Quote> quote) {
        Optional<String> fault = fault(paid, submission, quote);
        if (fault.isPresent()) {
            return hold(tx, event, paid, submission, fault.get());
        }
        Quote bought = quote.orElseThrow();
        String actor = "stripe:" + event.id();
        ReleaseJob job = new ReleaseJob(
                submission.id(),
                submission.userId(),
                paid.paymentIntent(),
                bought.packageType(),
                testMode,
                !event.livemode());
        Payment payment = new Payment(paid.paymentIntent(), bought.amountCents(), bought.currency(), bought.revision());
        PaidNotice notice = new PaidNotice(
                submission.id(),
                submission.userId(),
                submission.text().title(),
                bought.packageType(),
                bought.amountCents(),
                bought.currency(),
                paid.paymentIntent());
        return payments.insert(tx, submission.id(), paid, event.livemode(), null)
                .compose(kept -> releases.pay(tx, submission, payment, actor))
                .compose(done -> queue.enqueue(
                        tx, NewJob.now(ReleaseJob.TYPE, job, job.dedupeKey()).about(submission.id()), actor))
                .compose(made -> mail.enqueue(tx, notice))
                .compose(sent -> checkouts.complete(tx, bought.id(), paid.sessionId()))
                .compose(done -> checkouts.expireOthers(tx, submission.id(), bought.id()))
                .map(Outcome.processed("paid"));
    }

    private Future<Outcome> hold(Tx tx, StripeEvent event, Paid paid, Submission submission, String fault) {
        String message = "Payment " + paid.paymentIntent() + " is held: " + fault;
        JsonObject detail = new JsonObject()
                .put("payment_intent_id", paid.paymentIntent())
                .put("submission_id", submission.id().toString())
                .put("amount_cents", paid.amount())
                .put("currency", paid.currency());
        // A second payment must not stop a release that is on its way.
        boolean stops = submission.status().isEditable();
        return payments.insert(tx, submission.id(), paid, event.livemode(), fault)
                .compose(kept -> stops
                        ? releases.move(tx, submission, ReleaseStatus.NEEDS_ATTENTION, "stripe:" + event.id(), message)
                        : Future.succeededFuture(submission))
                .compose(moved ->
                        alerts.raise(tx, "payment_held", paid.paymentIntent(), event, submission.id(), message, detail))
                .map(Outcome.processed(message));
    }

    /** Why a payment does not count; empty when everything agrees with what we offered. */
    private static Optional<String> fault(Paid paid, Submission submission, Optional<Quote> quote) {
        if (quote.isEmpty() || !quote.get().submissionId().equals(submission.id())) {
            return Optional.of("it belongs to no price that we offered for this release");
        }
        Quote offered = quote.get();
        if (paid.amount() != offered.amountCents() || !offered.currency().equalsIgnoreCase(paid.currency())) {
            return Optional.of("received " + paid.amount() + " " + paid.currency() + " where " + offered.amountCents()
                    + " " + offered.currency() + " (minor units) was the price");
        }
        boolean sameReference = paid.reference() == null
                || paid.reference().equals(submission.id().toString());
        boolean sameSession = paid.sessionId() == null
                || offered.sessionId() == null
                || offered.sessionId().equals(paid.sessionId());
        if (!sameReference
                || !sameSession
                || !Integer.toString(offered.revision()).equals(paid.revision())) {
            return Optional.of("its metadata does not agree with the checkout it names");
        }
        if (!submission.status().isEditable()) {
            return Optional.of("the release was already " + submission.status().id() + " when it came");
        }
        return Optional.empty();
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.ofNullable(text).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
