package com.bravapress.payments;

import static com.bravapress.payments.Till.charge;
import static com.bravapress.payments.Till.completed;
import static com.bravapress.payments.Till.event;
import static com.bravapress.payments.Till.intent;
import static com.bravapress.payments.Till.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.payments.PaymentChannels.WebhookVerdict;
import com.bravapress.payments.Till.Pending;
import com.bravapress.testing.Await;
import com.bravapress.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class EventOrderIT {
    private static final int AT_ONCE = 12;

    private Till till;
    private WebhookIntake intake;

    @BeforeEach
    void setUp(Vertx vertx) {
        till = new Till(vertx, TestDatabase.open(vertx));
        intake = till.intake();
    }

    @Test
    void w05_every_order_of_a_payments_six_events_ends_in_the_same_state() {
        Map<String, Integer> ends = play(
                6,
                pending -> List.of(
                        event("payment_intent.payment_failed", intent(pending, "requires_payment_method")),
                        event("payment_intent.succeeded", intent(pending, "succeeded")),
                        event("charge.succeeded", charge(pending, 0)),
                        completed(pending),
                        event("payment_intent.canceled", intent(pending, "canceled")),
                        event("checkout.session.expired", session(pending, "expired", "unpaid"))));
        assertThat(ends)
                .containsExactly(Map.entry(
                        "paid rev 1, payments succeeded 9900 https://receipts.example/1, checkouts completed,"
                                + " releases queued 1, mails 1",
                        720));
    }

    @Test
    void w05_refunds_and_disputes_may_come_before_the_payment_itself() {
        Map<String, Integer> ends = play(
                5,
                pending -> List.of(
                        event("payment_intent.succeeded", intent(pending, "succeeded")),
                        completed(pending),
                        event("charge.refunded", charge(pending, 500)),
                        event("charge.refunded", charge(pending, 9_900)),
                        Till.dispute(pending)));
        assertThat(ends)
                .containsExactly(Map.entry(
                        "refunded rev 1, payments refunded 9900 no receipt, checkouts completed, releases queued 1,"
                                + " mails 1",
                        120));
        assertThat(till.count("stripe_events WHERE status = 'parked'")).isZero();
        assertThat(till.count("alerts WHERE kind = 'stripe_event_parked' AND resolved_at IS NULL"))
                .isZero();
    }

    @Test
    void w05_events_of_one_payment_at_the_same_moment_end_in_the_same_state() {
        Pending pending = till.pending();
        List<JsonObject> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            all.add(event("payment_intent.succeeded", intent(pending, "succeeded")));
            all.add(completed(pending));
            all.add(event("charge.refunded", charge(pending, 9_900)));
            all.add(Till.dispute(pending));
            all.add(event("charge.succeeded", charge(pending, 0)));
            all.add(event("checkout.session.expired", session(pending, "expired", "unpaid")));
        }
        Await.get(Future.all(
                all.stream().map(each -> Till.hand(intake, till.clock, each)).toList()));
        assertThat(till.state(pending.submission()))
                .isEqualTo("refunded rev 1, payments refunded 9900 https://receipts.example/1, checkouts completed,"
                        + " releases queued 1, mails 1");
        assertThat(till.count("stripe_events WHERE status = 'parked'")).isZero();
    }

    /** Plays every order on a release of its own; how often each final state was reached. */
    private Map<String, Integer> play(int size, Function<Pending, List<JsonObject>> story) {
        Map<String, Integer> ends = new TreeMap<>();
        List<List<Integer>> orders = orders(size);
        for (int from = 0; from < orders.size(); from += AT_ONCE) {
            List<Pending> played = new ArrayList<>();
            List<Future<WebhookVerdict>> running = new ArrayList<>();
            for (List<Integer> order : orders.subList(from, Math.min(orders.size(), from + AT_ONCE))) {
                Pending pending = till.pending();
                List<JsonObject> events = story.apply(pending);
                Future<WebhookVerdict> last = Future.succeededFuture();
                for (int index : order) {
                    last = last.compose(done -> Till.hand(intake, till.clock, events.get(index)));
                }
                played.add(pending);
                running.add(last);
            }
            Await.get(Future.all(running));
            played.forEach(each -> ends.merge(till.state(each.submission()), 1, Integer::sum));
        }
        return ends;
    }

    private static List<List<Integer>> orders(int size) {
        List<List<Integer>> found = new ArrayList<>();
        List<Integer> first = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            first.add(i);
        }
        permute(first, 0, found);
        return found;
    }

    private static void permute(List<Integer> order, int at, List<List<Integer>> found) {
        if (at == order.size()) {
            found.add(List.copyOf(order));
            return;
        }
        for (int i = at; i < order.size(); i++) {
            Collections.swap(order, at, i);
            permute(order, at + 1, found);
            Collections.swap(order, at, i);
        }
    }
}
