package com.bravapress.sandbox.stripe;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Objects as Stripe shapes them, https://docs.stripe.com/api. Members that begin with {@code _} are the stand-in's own
 * notes and never leave it.
 */
final class Shapes {
    static final String SESSION = "checkout.session";
    static final String INTENT = "payment_intent";
    static final String CHARGE = "charge";
    static final String REFUND = "refund";
    static final String EVENT = "event";
    static final String CUSTOMER = "customer";
    static final String BALANCE = "balance_transaction";

    private Shapes() {}

    private static JsonObject base(String prefix, String object, long now) {
        return new JsonObject()
                .put("id", Ids.next(prefix))
                .put("object", object)
                .put("created", now)
                .put("livemode", false);
    }

    static JsonObject session(Params sent, long amount, String currency, long now, long expiresAt, String payUrl) {
        JsonObject session = base("cs_test_", SESSION, now);
        JsonObject item = new JsonObject()
                .put("id", Ids.next("li_"))
                .put("object", "item")
                .put(
                        "description",
                        sent.text("line_items[0][price_data][product_data][name]")
                                .orElse("Payment"))
                .put("quantity", 1)
                .put("amount_total", amount)
                .put("currency", currency);
        return session.put("mode", "payment")
                .put("status", "open")
                .put("payment_status", "unpaid")
                .put("amount_subtotal", amount)
                .put("amount_total", amount)
                .put("currency", currency)
                .put("client_reference_id", sent.text("client_reference_id").orElse(null))
                .put("customer_email", sent.text("customer_email").orElse(null))
                .putNull("customer_details")
                .put("metadata", sent.below("metadata"))
                .putNull("payment_intent")
                .put("payment_method_types", new JsonArray().add("card"))
                .put("success_url", sent.needed("success_url"))
                .put("cancel_url", sent.text("cancel_url").orElse(null))
                .put("expires_at", expiresAt)
                .put("url", payUrl + session.getString("id"))
                .put("_item", item)
                .put("_intent_metadata", sent.below("payment_intent_data[metadata]"));
    }

    static JsonObject intent(JsonObject session, long now) {
        return base("pi_", INTENT, now)
                .put("amount", session.getLong("amount_total"))
                .put("amount_received", 0)
                .put("amount_capturable", 0)
                .put("currency", session.getString("currency"))
                .put("status", "requires_payment_method")
                .put("capture_method", "automatic")
                .put("payment_method_types", new JsonArray().add("card"))
                .put("receipt_email", session.getString("customer_email"))
                .put("metadata", session.getJsonObject("_intent_metadata"))
                .putNull("latest_charge")
                .putNull("last_payment_error");
    }

    static JsonObject charge(JsonObject intent, Card card, boolean paid, String origin, long now) {
        JsonObject charge = base("ch_", CHARGE, now);
        return charge.put("amount", intent.getLong("amount"))
                .put("amount_captured", paid ? intent.getLong("amount") : 0)
                .put("amount_refunded", 0)
                .put("currency", intent.getString("currency"))
                .put("captured", paid)
                .put("paid", paid)
                .put("refunded", false)
                .put("disputed", false)
                .put("status", paid ? "succeeded" : "failed")
                .put("payment_intent", intent.getString("id"))
                .put("metadata", intent.getJsonObject("metadata"))
                .put("failure_code", paid ? null : "card_declined")
                .put("failure_message", paid ? null : card.refusal())
                .put("receipt_url", paid ? origin + "/receipts/" + charge.getString("id") : null)
                .put(
                        "payment_method_details",
                        new JsonObject()
                                .put("type", "card")
                                .put(
                                        "card",
                                        new JsonObject().put("brand", "visa").put("last4", card.last4())));
    }

    static JsonObject refund(JsonObject charge, long amount, String reason, JsonObject metadata, long now) {
        return base("re_", REFUND, now)
                .put("amount", amount)
                .put("currency", charge.getString("currency"))
                .put("charge", charge.getString("id"))
                .put("payment_intent", charge.getString("payment_intent"))
                .put("reason", reason)
                .put("metadata", metadata)
                .put("status", "succeeded");
    }

    static JsonObject dispute(JsonObject charge, long now) {
        return base("dp_", "dispute", now)
                .put("amount", charge.getLong("amount"))
                .put("currency", charge.getString("currency"))
                .put("charge", charge.getString("id"))
                .put("payment_intent", charge.getString("payment_intent"))
                .put("reason", "fraudulent")
                .put("status", "needs_response")
                .put("metadata", new JsonObject());
    }

    static JsonObject customer(Params sent, long now) {
        return base("cus_", CUSTOMER, now)
                .put("email", sent.text("email").orElse(null))
                .put("name", sent.text("name").orElse(null))
                .put("metadata", sent.below("metadata"));
    }

    /** The fee is Stripe's 2.9 % + 30, rounded; a refund brings none back. */
    static JsonObject balance(JsonObject source, String type, long amount, long now) {
        long fee = amount > 0 ? Math.round(amount * 0.029) + 30 : 0;
        return base("txn_", BALANCE, now)
                .put("type", type)
                .put("amount", amount)
                .put("fee", fee)
                .put("net", amount - fee)
                .put("currency", source.getString("currency"))
                .put("status", "available")
                .put("available_on", now)
                .put("reporting_category", type)
                .put("source", source.getString("id"));
    }

    static JsonObject event(String type, JsonObject about, String apiVersion, long now) {
        return base("evt_", EVENT, now)
                .put("api_version", apiVersion)
                .put("type", type)
                .put("pending_webhooks", 1)
                .put("request", new JsonObject().putNull("id").putNull("idempotency_key"))
                .put("data", new JsonObject().put("object", shown(about)));
    }

    /** A copy without the stand-in's own notes. */
    static JsonObject shown(JsonObject object) {
        JsonObject copy = object.copy();
        copy.fieldNames().stream().filter(name -> name.startsWith("_")).toList().forEach(copy::remove);
        return copy;
    }
}
