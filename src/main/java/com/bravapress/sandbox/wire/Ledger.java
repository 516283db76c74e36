package com.bravapress.sandbox.wire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The account's books as {@code GET /wire/ledger} shows them. Ids are strings, times RFC 3339 in UTC. */
final class Ledger {
    private Ledger() {}

    static JsonObject order(WireOrder order) {
        return new JsonObject()
                .put("order_id", String.valueOf(order.id()))
                .put("plan", order.plan().label)
                .put("reference", order.notes())
                .put("price_cents", order.priceCents())
                .put("at", order.at().toInstant().toString());
    }

    static JsonObject release(WireRelease release) {
        ReleaseFields fields = release.fields();
        return new JsonObject()
                .put("release_id", String.valueOf(release.id()))
                .put("order_id", String.valueOf(release.orderId()))
                .put("title", fields.get("title"))
                .put("reference", release.reference())
                .put("status", release.status().id())
                .put("at", release.at().toInstant().toString())
                .put("submissions", release.submissions())
                .put("reason", release.reason())
                .put("subtitle", fields.get("subtitle"))
                .put("body", fields.get("text"))
                .put("city", fields.get("location_city"))
                .put("state", fields.get("location_state"))
                .put("country", WireCatalogue.COUNTRIES.get(fields.get("location_country")))
                .put("language", fields.get("language"))
                .put("timing", fields.scheduled() ? "scheduled" : "immediate")
                .put(
                        "release_at",
                        release.releaseAt() == null
                                ? null
                                : release.releaseAt().toInstant().toString())
                .put("time_zone", fields.get("release_time_zone"))
                .put("contact_name", fields.get("contact_name"))
                .put("contact_organization", fields.get("contact_organization"))
                .put("contact_phone", fields.get("contact_phone"))
                .put("contact_email", fields.get("contact_email"))
                .put("channels", new JsonArray(fields.channelLabels()));
    }
}
