package com.bravapress.payments;

import com.bravapress.database.Database;
import com.bravapress.database.Tx;
import com.bravapress.payments.PaymentChannels.WebhookDelivery;
import com.bravapress.payments.PaymentChannels.WebhookVerdict;
import com.bravapress.payments.stripe.StripeEvent;
import com.bravapress.payments.stripe.StripeFact;
import com.bravapress.payments.stripe.StripeFact.Paid;
import com.bravapress.payments.stripe.StripeSignature;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One delivery of Stripe's: proved, kept and acted on in one transaction; 200 only after its commit. Facts may come in
 * any order and any number of times, the books end the same.
 */
public final class WebhookIntake {
    private final Database database;
    private final StripeSignature signature;
    private final StripeEventStore events;
    private final PaymentStore payments;
    private final Bookkeeping books;
    private final Aftermath aftermath;
    private final PaymentAlerts alerts;
    private final boolean livemode;

    /**
     * The intake.
     *
     * @param livemode whether our key moves real money; events of the other kind are not ours to act on
     */
    public WebhookIntake(
            Database database,
            StripeSignature signature,
            StripeEventStore events,
            PaymentStore payments,
            Bookkeeping books,
            Aftermath aftermath,
            PaymentAlerts alerts,
            boolean livemode) {
        this.database = database;
        this.signature = signature;
        this.events = events;
        this.payments = payments;
        this.books = books;
        this.aftermath = aftermath;
        this.alerts = alerts;
        this.livemode = livemode;
    }

    /** The verdict; a failed future means that nothing was kept and the delivery must come again. */
    public Future<WebhookVerdict> take(WebhookDelivery delivery) {
        if (!signature.verify(delivery.payload(), delivery.signature())) {
            return Future.succeededFuture(new WebhookVerdict(400, "bad_signature"));
        }
        Optional<StripeEvent> event = StripeEvent.read(delivery.payload());
        if (event.isEmpty()) {
            return Future.succeededFuture(new WebhookVerdict(400, "not_an_event"));
        }
        return database.inTransaction(tx -> keep(tx, event.get())).map(code -> new WebhookVerdict(200, code));
    }

    private Future<String> keep(Tx tx, StripeEvent event) {
        return events.keep(tx, event)
                .compose(fresh -> fresh
                        ? apply(tx, event)
                                .compose(outcome -> finish(tx, event, outcome))
                                .map(outcome -> outcome.status().name().toLowerCase(Locale.ROOT))
                        : Future.succeededFuture("duplicate"));
    }

    private Future<Outcome> finish(Tx tx, StripeEvent event, Outcome outcome) {
        Future<Void> noticed =
                outcome.status() == Outcome.Status.PARKED ? Future.succeededFuture() : alerts.unparked(tx, event);
        return noticed.compose(done -> events.finish(tx, event.id(), outcome)).map(outcome);
    }

    private Future<Outcome> apply(Tx tx, StripeEvent event) {
        if (event.fact() instanceof StripeFact.Noted) {
            return Future.succeededFuture(Outcome.recorded());
        }
        if (event.livemode() != livemode) {
            String kind = event.livemode() ? "real" : "play";
            return alerts.parked(tx, event, "An event about " + kind + " money, which our key does not move.");
        }
        if (event.fact() instanceof StripeFact.Unreadable unreadable) {
            return alerts.parked(tx, event, "An event that cannot be read: " + unreadable.why());
        }
        if (event.fact() instanceof Paid paid) {
            return payments.lock(tx, paid.paymentIntent()).compose(locked -> paid(tx, event, paid));
        }
        return aftermath.apply(tx, event);
    }

    private Future<Outcome> paid(Tx tx, StripeEvent event, Paid paid) {
        return payments.ofIntent(tx, paid.paymentIntent()).compose(known -> {
            if (known.isPresent()) {
                return payments.nameSession(tx, known.get().id(), paid.sessionId())
                        .map(Outcome.processed("known already"));
            }
            return books.receive(tx, event, paid)
                    .compose(outcome -> outcome.status() == Outcome.Status.PROCESSED
                            ? events.earlier(tx, paid.paymentIntent())
                                    .compose(said -> catchUp(tx, said))
                                    .map(outcome)
                            : Future.succeededFuture(outcome));
        });
    }

    /** Applies what was said about the payment before it was known. */
    private Future<Void> catchUp(Tx tx, List<String> said) {
        Future<Void> done = Future.succeededFuture();
        for (String payload : said) {
            StripeEvent event = StripeEvent.read(payload).orElseThrow();
            if (event.livemode() == livemode) {
                done = done.compose(before -> aftermath.apply(tx, event))
                        .compose(outcome -> finish(tx, event, outcome))
                        .mapEmpty();
            }
        }
        return done;
    }
}
