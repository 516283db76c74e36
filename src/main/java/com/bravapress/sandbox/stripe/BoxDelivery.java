package com.bravapress.sandbox.stripe;

import com.bravapress.database.Database;
import com.bravapress.database.DatabaseUnavailable;
import com.bravapress.sandbox.stripe.BoxOutboxStore.Delivery;
import com.bravapress.sandbox.stripe.BoxOutboxStore.Fault;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.WebClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the outbox: signed POSTs, one after the other, each repeated with growing pauses until a 2xx. What is left
 * when the process ends is delivered by the next one.
 */
final class BoxDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(BoxDelivery.class);
    private static final List<Long> PAUSES_MS = List.of(200L, 1_000L, 2_000L, 5_000L, 15_000L, 60_000L);
    private static final long TIMEOUT_MS = 8_000;
    private static final long LONGEST_REST_MS = 5_000;
    private static final int USUAL_DELAY_MS = 500;
    private static final String HMAC = "HmacSHA256";

    private final Database database;
    private final StripeBoxStore store;
    private final BoxOutboxStore outbox;
    private final StripeBox box;
    private final Clock clock;
    private final WebClient client;
    private final Rounds rounds;
    private volatile boolean closed;
    private boolean failing;
    private BoxPayments payments;

    BoxDelivery(
            Vertx vertx, Database database, StripeBoxStore store, BoxOutboxStore outbox, StripeBox box, Clock clock) {
        this.database = database;
        this.store = store;
        this.outbox = outbox;
        this.box = box;
        this.clock = clock;
        this.client = WebClient.create(vertx);
        this.rounds = new Rounds(vertx, this::look);
    }

    void start(BoxPayments lapsing) {
        this.payments = lapsing;
        rounds.start();
    }

    /** Looks now; while it is looking, once more afterwards. */
    void nudge() {
        rounds.nudge();
    }

    /** Delivers nothing more; what is on its way is given up and comes again with the next start. */
    Future<Void> close() {
        closed = true;
        client.close();
        return rounds.close();
    }

    private Future<Long> look() {
        return lapse().compose(done -> outbox.claim(database))
                .compose(this::deliver)
                .compose(done -> outbox.next(database))
                .map(next -> Math.min(LONGEST_REST_MS, next.orElse(LONGEST_REST_MS)))
                .onSuccess(next -> failing = false)
                .otherwise(error -> {
                    complain(error);
                    return LONGEST_REST_MS;
                });
    }

    /** Once per trouble; a database that is away is said by whoever answers people. */
    private void complain(Throwable error) {
        if (closed || failing || error instanceof DatabaseUnavailable) {
            LOG.debug("the Stripe stand-in could not deliver", error);
            return;
        }
        failing = true;
        LOG.warn("the Stripe stand-in could not deliver: {}", error.getMessage());
    }

    private Future<Void> lapse() {
        return store.lapsed(database).compose(ids -> {
            Future<Void> done = Future.succeededFuture();
            for (String id : ids) {
                done = done.compose(before -> database.inTransaction(tx -> payments.lapse(tx, id)))
                        .mapEmpty();
            }
            return done;
        });
    }

    private Future<Void> deliver(List<Delivery> due) {
        Future<Void> done = Future.succeededFuture();
        for (Delivery each : due) {
            done = done.compose(before -> outbox.strike(database, each.body().getString("type")))
                    .compose(fault -> attempt(each, fault))
                    .mapEmpty();
        }
        return done;
    }

    private Future<Integer> attempt(Delivery delivery, Optional<Fault> fault) {
        String kind = fault.map(Fault::kind).orElse("");
        return switch (kind) {
            case "drop" -> outbox.drop(database, delivery.eventId());
            case "delay", "reorder" -> {
                int wait = fault.map(Fault::delayMs).filter(ms -> ms > 0).orElse(USUAL_DELAY_MS);
                yield outbox.again(database, delivery.eventId(), wait, kind);
            }
            case "duplicate" ->
                Future.all(post(delivery), post(delivery)).compose(both -> settle(delivery, both.resultAt(1)));
            default -> post(delivery).compose(status -> settle(delivery, status));
        };
    }

    private Future<Integer> settle(Delivery delivery, String status) {
        if (status.startsWith("2")) {
            return outbox.delivered(database, delivery.eventId(), status);
        }
        int index = Math.min(delivery.attempt(), PAUSES_MS.size()) - 1;
        return outbox.again(database, delivery.eventId(), PAUSES_MS.get(index), status);
    }

    /** The status that came back, or what went wrong. */
    private Future<String> post(Delivery delivery) {
        String payload = delivery.body().encode();
        long at = clock.instant().getEpochSecond();
        // Composed, so that a client closed meanwhile is an answer that did not come.
        return Future.succeededFuture(client)
                .compose(open -> open.postAbs(box.webhookUrl())
                        .timeout(TIMEOUT_MS)
                        .putHeader("Content-Type", "application/json; charset=utf-8")
                        .putHeader("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                        .putHeader("Stripe-Signature", "t=" + at + ",v1=" + signature(at + "." + payload))
                        .sendBuffer(Buffer.buffer(payload)))
                .map(response -> Integer.toString(response.statusCode()))
                .otherwise(error -> "no answer: " + error.getClass().getSimpleName());
    }

    private String signature(String signed) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(box.webhookSecret().getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
