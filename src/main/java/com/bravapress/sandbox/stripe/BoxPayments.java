package com.bravapress.sandbox.stripe;

import com.bravapress.database.Tx;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Optional;

/** What Stripe does with money: each act and the events that tell of it in one transaction. */
final class BoxPayments {
    private static final long MOST_SECONDS = 24 * 3600;
    private static final long LEAST_SECONDS = 30 * 60;
    /** Clocks differ, and a call takes its time. */
    private static final long SLACK_SECONDS = 60;

    private final StripeBoxStore store;
    private final BoxOutboxStore outbox;
    private final StripeBox box;
    private final Clock clock;
    private final Runnable nudge;

    BoxPayments(StripeBoxStore store, BoxOutboxStore outbox, StripeBox box, Clock clock, Runnable nudge) {
        this.store = store;
        this.outbox = outbox;
        this.box = box;
        this.clock = clock;
        this.nudge = nudge;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    Future<JsonObject> createSession(Tx tx, Params sent, String origin) {
        if (!sent.needed("mode").equals("payment")) {
            throw BoxError.invalid("mode", "This stand-in knows only mode=payment.");
        }
        long unit = sent.number("line_items[0][price_data][unit_amount]")
                .orElseThrow(() ->
                        BoxError.invalid("parameter_missing", "line_items", "Missing required param: line_items."));
        long quantity = sent.number("line_items[0][quantity]").orElse(1L);
        String currency = sent.needed("line_items[0][price_data][currency]");
        if (unit < 50 || unit > 99_999_999 || quantity < 1 || sent.has("line_items[1]")) {
            throw BoxError.invalid(
                    "amount_too_small", "line_items", "The amount is out of range, or there are several items.");
        }
        if (!currency.matches("[a-z]{3}")) {
            throw BoxError.invalid("line_items[0][price_data][currency]", "Invalid currency: " + currency);
        }
        long expiresAt = sent.number("expires_at").orElse(now() + MOST_SECONDS);
        if (expiresAt < now() + LEAST_SECONDS - SLACK_SECONDS || expiresAt > now() + MOST_SECONDS + SLACK_SECONDS) {
            throw BoxError.invalid(
                    "expires_at", "The expires_at timestamp must be between 30 minutes and 24 hours from now.");
        }
        return store.insert(tx, Shapes.session(sent, unit * quantity, currency, now(), expiresAt, origin + "/pay/"));
    }

    Future<JsonObject> expireSession(Tx tx, String id) {
        return store.lock(tx, Shapes.SESSION, id).compose(session -> {
            if (!session.getString("status").equals("open")) {
                throw BoxError.invalid(
                        "session",
                        "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of "
                                + session.getString("status") + ".");
            }
            return store.update(tx, session.put("status", "expired").putNull("url"))
                    .compose(expired -> emit(tx, "checkout.session.expired", expired));
        });
    }

    /** Expires it if its time is up; a session that was paid in the meantime stays paid. */
    Future<JsonObject> lapse(Tx tx, String id) {
        return store.lock(tx, Shapes.SESSION, id)
                .compose(session -> session.getString("status").equals("open") && session.getLong("expires_at") < now()
                        ? expireSession(tx, id)
                        : Future.succeededFuture(session));
    }

    /** Tries to pay an open session; the refusal when the card was declined. */
    Future<Optional<String>> pay(Tx tx, JsonObject session, Card card, String email, String origin) {
        return intent(tx, session)
                .compose(intent -> card.isDeclined()
                        ? decline(tx, intent, card, origin).map(Optional.of(card.refusal()))
                        : succeed(tx, session, intent, card, email, origin).map(Optional.empty()));
    }

    /** Stripe makes the intent at the first try and keeps it for the next ones. */
    private Future<JsonObject> intent(Tx tx, JsonObject session) {
        if (session.getString("payment_intent") != null) {
            return store.lock(tx, Shapes.INTENT, session.getString("payment_intent"));
        }
        return store.insert(tx, Shapes.intent(session, now()))
                .compose(intent -> emit(tx, "payment_intent.created", intent))
                .compose(intent -> store.update(tx, session.put("payment_intent", intent.getString("id")))
                        .map(intent));
    }

    private Future<JsonObject> decline(Tx tx, JsonObject intent, Card card, String origin) {
        JsonObject error = new JsonObject()
                .put("type", "card_error")
                .put("code", "card_declined")
                .put("decline_code", "generic_decline")
                .put("message", card.refusal());
        return store.insert(tx, Shapes.charge(intent, card, false, origin, now()))
                .compose(charge -> emit(tx, "charge.failed", charge))
                .compose(charge -> store.update(
                        tx, intent.put("latest_charge", charge.getString("id")).put("last_payment_error", error)))
                .compose(failed -> emit(tx, "payment_intent.payment_failed", failed));
    }

    private Future<JsonObject> succeed(
            Tx tx, JsonObject session, JsonObject intent, Card card, String email, String origin) {
        JsonObject charge = Shapes.charge(intent, card, true, origin, now());
        JsonObject balance = Shapes.balance(charge, "charge", charge.getLong("amount"), now());
        intent.put("status", "succeeded")
                .put("amount_received", intent.getLong("amount"))
                .put("latest_charge", charge.getString("id"))
                .putNull("last_payment_error");
        session.put("status", "complete")
                .put("payment_status", "paid")
                .put("payment_intent", intent.getString("id"))
                .put("customer_details", new JsonObject().put("email", email))
                .putNull("url");
        return store.insert(tx, balance)
                .compose(kept -> store.insert(tx, charge.put("balance_transaction", balance.getString("id"))))
                .compose(kept -> store.update(tx, intent))
                .compose(kept -> store.update(tx, session))
                .compose(kept -> emit(tx, "payment_intent.succeeded", intent))
                .compose(told -> emit(tx, "charge.succeeded", charge))
                .compose(told -> emit(tx, "checkout.session.completed", session))
                .compose(told -> card.isDisputed() ? dispute(tx, charge) : Future.succeededFuture(told));
    }

    private Future<JsonObject> dispute(Tx tx, JsonObject charge) {
        return store.insert(tx, Shapes.dispute(charge, now()))
                .compose(dispute -> store.update(tx, charge.put("disputed", true))
                        .compose(kept -> emit(tx, "charge.dispute.created", dispute)));
    }

    Future<JsonObject> refund(Tx tx, Params sent) {
        return charged(tx, sent).compose(charge -> {
            long left = charge.getLong("amount") - charge.getLong("amount_refunded");
            long amount = sent.number("amount").orElse(left);
            if (left == 0) {
                throw BoxError.invalid(
                        "charge_already_refunded",
                        "charge",
                        "Charge " + charge.getString("id") + " has already been refunded.");
            }
            if (amount < 1 || amount > left || !charge.getBoolean("paid")) {
                throw BoxError.invalid("amount", "Refund amount is greater than unrefunded amount on charge.");
            }
            JsonObject refund =
                    Shapes.refund(charge, amount, sent.text("reason").orElse(null), sent.below("metadata"), now());
            JsonObject balance = Shapes.balance(refund, "refund", -amount, now());
            charge.put("amount_refunded", charge.getLong("amount_refunded") + amount)
                    .put("refunded", amount == left);
            return store.insert(tx, balance)
                    .compose(kept -> store.insert(tx, refund.put("balance_transaction", balance.getString("id"))))
                    .compose(kept -> store.update(tx, charge))
                    .compose(kept -> emit(tx, "charge.refunded", charge))
                    .compose(told -> emit(tx, "refund.created", refund));
        });
    }

    private Future<JsonObject> charged(Tx tx, Params sent) {
        if (sent.text("charge").isPresent()) {
            return store.lock(tx, Shapes.CHARGE, sent.needed("charge"));
        }
        return store.find(tx, Shapes.INTENT, sent.needed("payment_intent"))
                .compose(intent -> intent.getString("latest_charge") == null
                        ? Future.failedFuture(BoxError.invalid(
                                "payment_intent", "This PaymentIntent does not have a successful charge to refund."))
                        : store.lock(tx, Shapes.CHARGE, intent.getString("latest_charge")));
    }

    /** Writes an event into the outbox; answers the object it tells of. */
    private Future<JsonObject> emit(Tx tx, String type, JsonObject about) {
        tx.afterCommit("stripe-outbox", nudge);
        return store.insert(tx, Shapes.event(type, about, box.apiVersion(), now()))
                .compose(event -> outbox.add(tx, event.getString("id")))
                .map(about);
    }
}
