package com.bravapress.sandbox.stripe;

import com.bravapress.database.Database;
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
import java.util.concurrent.atomic.AtomicBoolean;
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

    private final Vertx vertx;
    private final Database database;
    private final StripeBoxStore store;
    private final BoxOutboxStore outbox;
    private final StripeBox box;
    private final Clock clock;
    private final WebClient client;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private BoxPayments payments;

    BoxDelivery(
            Vertx vertx, Database database, StripeBoxStore store, BoxOutboxStore outbox, StripeBox box, Clock clock) {
        this.vertx = vertx;
        this.database = database;
        this.store = store;
        this.outbox = outbox;
        this.box = box;
        this.clock = clock;
        this.client = WebClient.create(vertx);
    }

    void start(BoxPayments lapsing) {
        this.payments = lapsing;
        nudge();
    }

    /** Looks now; while it is looking, once more afterwards. */
    void nudge() {
        if (!busy.compareAndSet(false, true)) {
            again.set(true);
            return;
        }
        again.set(false);
        lapse().compose(done -> outbox.claim(database))
                .compose(this::deliver)
                .compose(done -> outbox.next(database))
                .onComplete(next -> {
                    if (next.failed()) {
                        LOG.warn(
                                "the Stripe stand-in could not deliver: {}",
                                next.cause().getMessage());
                    }
                    rest(next.succeeded() ? next.result() : Optional.empty());
                });
    }

    private void rest(Optional<Long> next) {
        busy.set(false);
        if (again.get() || next.filter(wait -> wait == 0).isPresent()) {
            vertx.runOnContext(now -> nudge());
        } else {
            vertx.setTimer(Math.max(1, Math.min(LONGEST_REST_MS, next.orElse(LONGEST_REST_MS))), due -> nudge());
        }
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
        return client.postAbs(box.webhookUrl())
                .timeout(TIMEOUT_MS)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
                .putHeader("Stripe-Signature", "t=" + at + ",v1=" + signature(at + "." + payload))
                .sendBuffer(Buffer.buffer(payload))
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
