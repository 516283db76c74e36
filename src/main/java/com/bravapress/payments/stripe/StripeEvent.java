package com.bravapress.payments.stripe;

import com.google.gson.JsonParseException;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeObject;
import com.stripe.model.checkout.Session;
import com.stripe.net.ApiResource;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A signed event: its envelope, read by ourselves so that any event can be kept, and what it says.
 *
 * @param apiVersion as the event names it, or null
 * @param created when it happened by Stripe's clock, or null
 */
public record StripeEvent(
        String id,
        String type,
        boolean livemode,
        String apiVersion,
        Instant created,
        JsonObject payload,
        StripeFact fact) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,255}");

    /** Reads an event; empty when it is not one at all. */
    public static Optional<StripeEvent> read(String payload) {
        try {
            JsonObject json = new JsonObject(payload);
            if (!(json.getValue("id") instanceof String id)
                    || !(json.getValue("type") instanceof String type)
                    || !NAME.matcher(id).matches()
                    || !NAME.matcher(type).matches()) {
                return Optional.empty();
            }
            Instant created = json.getValue("created") instanceof Number seconds
                    ? Instant.ofEpochSecond(seconds.longValue() & 0xFFFF_FFFFL)
                    : null;
            String version = json.getValue("api_version") instanceof String text ? text : null;
            boolean livemode = Boolean.TRUE.equals(json.getValue("livemode"));
            return Optional.of(new StripeEvent(id, type, livemode, version, created, json, fact(type, payload)));
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private static StripeFact fact(String type, String payload) {
        try {
            return switch (type) {
                case "checkout.session.completed", "checkout.session.async_payment_succeeded" ->
                    paid(object(payload, Session.class));
                case "checkout.session.expired", "checkout.session.async_payment_failed" ->
                    new StripeFact.SessionEnded(
                            needed(object(payload, Session.class).getId()));
                case "payment_intent.succeeded" -> paid(object(payload, PaymentIntent.class));
                case "charge.succeeded" -> receipt(object(payload, Charge.class));
                case "charge.refunded" -> refunded(object(payload, Charge.class));
                case "charge.dispute.created" -> disputed(object(payload, Dispute.class));
                default -> new StripeFact.Noted();
            };
        } catch (JsonParseException | IllegalArgumentException | NullPointerException | ClassCastException e) {
            return new StripeFact.Unreadable(
                    e.getMessage() == null ? "it is not shaped as it should be" : e.getMessage());
        }
    }

    /** Stripe-java's own type of the object; empty at Stripe-java when the event's API version is another. */
    private static <T extends StripeObject> T object(String payload, Class<T> type) {
        Event event = ApiResource.GSON.fromJson(payload, Event.class);
        return event.getDataObjectDeserializer()
                .getObject()
                .filter(type::isInstance)
                .map(type::cast)
                .orElseThrow(() -> new IllegalArgumentException("no " + type.getSimpleName() + " of API version "
                        + com.stripe.Stripe.API_VERSION + " in an event of " + event.getApiVersion()));
    }

    private static StripeFact paid(Session session) {
        if (!"payment".equals(session.getMode()) || "unpaid".equals(session.getPaymentStatus())) {
            return new StripeFact.Noted();
        }
        if (!"paid".equals(session.getPaymentStatus())) {
            throw new IllegalArgumentException("a session whose payment is " + session.getPaymentStatus());
        }
        Map<String, String> metadata = session.getMetadata() == null ? Map.of() : session.getMetadata();
        return new StripeFact.Paid(
                needed(session.getPaymentIntent()),
                needed(session.getId()),
                session.getAmountTotal(),
                needed(session.getCurrency()),
                session.getClientReferenceId(),
                metadata.get("submission_id"),
                metadata.get("checkout_id"),
                metadata.get("revision"));
    }

    private static StripeFact paid(PaymentIntent intent) {
        Map<String, String> metadata = intent.getMetadata() == null ? Map.of() : intent.getMetadata();
        return new StripeFact.Paid(
                needed(intent.getId()),
                null,
                intent.getAmountReceived(),
                needed(intent.getCurrency()),
                null,
                metadata.get("submission_id"),
                metadata.get("checkout_id"),
                metadata.get("revision"));
    }

    private static StripeFact receipt(Charge charge) {
        return charge.getPaymentIntent() == null || charge.getReceiptUrl() == null
                ? new StripeFact.Noted()
                : new StripeFact.Receipt(charge.getPaymentIntent(), charge.getReceiptUrl());
    }

    private static StripeFact refunded(Charge charge) {
        return new StripeFact.Refunded(
                needed(charge.getPaymentIntent()), charge.getAmountRefunded(), charge.getAmount());
    }

    private static StripeFact disputed(Dispute dispute) {
        return new StripeFact.Disputed(needed(dispute.getPaymentIntent()), String.valueOf(dispute.getReason()));
    }

    private static String needed(String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("an id or currency is missing");
        }
        return value;
    }
}
