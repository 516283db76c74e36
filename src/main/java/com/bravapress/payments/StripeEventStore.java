package com.bravapress.payments;

import com.bravapress.database.Sql;
import com.bravapress.payments.stripe.StripeEvent;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;

/** The table {@code stripe_events}: everything Stripe has told us, once. */
public final class StripeEventStore {
    private static final String NUL = "\\u0000";

    // A parked event that comes again gets another chance; any other is a repetition and touches nothing.
    private static final String KEEP = """
            INSERT INTO stripe_events (id, type, livemode, api_version, created, payload, status)
            VALUES ($1, $2, $3, $4, $5, $6, 'recorded')
            ON CONFLICT (id) DO UPDATE SET status = 'recorded' WHERE stripe_events.status = 'parked'
            """;

    /** Keeps an event; false when it was there and needs nothing more. */
    Future<Boolean> keep(Sql sql, StripeEvent event) {
        return sql.run(
                        KEEP,
                        event.id(),
                        event.type(),
                        event.livemode(),
                        event.apiVersion(),
                        event.created() == null ? null : event.created().atOffset(ZoneOffset.UTC),
                        storable(event.payload()))
                .map(rows -> rows > 0);
    }

    private static final String FINISH = """
            UPDATE stripe_events SET status = $2, note = $3, processed_at = now() WHERE id = $1
            """;

    /** Notes what became of it. */
    Future<Integer> finish(Sql sql, String id, Outcome outcome) {
        return sql.run(FINISH, id, outcome.status().id(), outcome.note());
    }

    private static final String EARLIER = """
            SELECT payload FROM stripe_events
            WHERE payload #>> '{data,object,payment_intent}' = $1 AND status <> 'processed'
                AND type IN ('charge.succeeded', 'charge.refunded', 'charge.dispute.created')
            ORDER BY received_at, id
            """;

    /** What was said about a payment before we knew of it. */
    Future<List<String>> earlier(Sql sql, String paymentIntent) {
        return sql.list(EARLIER, row -> row.getJsonObject("payload").encode(), paymentIntent);
    }

    /** PostgreSQL keeps any JSON but the character NUL. */
    private static JsonObject storable(JsonObject payload) {
        String text = payload.encode();
        return text.contains(NUL)
                ? new JsonObject()
                        .put("base64", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)))
                : payload;
    }
}
