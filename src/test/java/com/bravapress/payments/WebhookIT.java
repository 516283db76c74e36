package com.bravapress.payments;

import static com.bravapress.payments.Till.charge;
import static com.bravapress.payments.Till.completed;
import static com.bravapress.payments.Till.event;
import static com.bravapress.payments.Till.intent;
import static com.bravapress.payments.Till.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bravapress.payments.PaymentChannels.WebhookDelivery;
import com.bravapress.payments.PaymentChannels.WebhookVerdict;
import com.bravapress.payments.Till.Pending;
import com.bravapress.testing.Await;
import com.bravapress.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class WebhookIT {
    private static final String PAID =
            "paid rev 1, payments succeeded 9900 no receipt, checkouts completed, releases queued 1, mails 1";
    private static final String HELD =
            "needs_attention rev -, payments held %s no receipt, checkouts open, releases queued 0, mails 0";
    private static final String UNPAID =
            "payment_pending rev -, payments none, checkouts open, releases queued 0, mails 0";

    private Till till;
    private WebhookIntake intake;

    @BeforeEach
    void setUp(Vertx vertx) {
        till = new Till(vertx, TestDatabase.open(vertx));
        intake = till.intake();
    }

    private WebhookVerdict hand(JsonObject event) {
        return Await.get(Till.hand(intake, till.clock, event));
    }

    @Test
    void a_confirmed_payment_makes_the_release_paid_with_one_job_and_one_mail() {
        Pending pending = till.pending();
        assertThat(hand(completed(pending))).isEqualTo(new WebhookVerdict(200, "processed"));
        assertThat(till.state(pending.submission())).isEqualTo(PAID);
        JsonObject data = Await.get(till.database.one(
                "SELECT data FROM jobs WHERE type = 'press_release_submission'", row -> row.getJsonObject("data")));
        assertThat(data)
                .isEqualTo(new JsonObject()
                        .put("submission_id", pending.submission().toString())
                        .put("user_id", pending.customer().toString())
                        .put("payment_intent_id", Till.intentId(pending))
                        .put("package_type", "basic")
                        .put("test_mode", false)
                        .put("demo_mode", true));
    }

    @Test
    void w01_what_is_forged_expired_or_altered_is_400_and_leaves_no_row() {
        String payload = completed(till.pending()).encode();
        long now = till.clock.instant().getEpochSecond();
        List<WebhookDelivery> odd = List.of(
                new WebhookDelivery(payload, Signed.header(payload, "whsec_other", now)),
                new WebhookDelivery(payload, Signed.header(payload, Till.SECRET, now - 301)),
                new WebhookDelivery(payload, Signed.header(payload, Till.SECRET, now + 301)),
                new WebhookDelivery(payload.replace("9900", "9901"), Signed.header(payload, Till.SECRET, now)),
                new WebhookDelivery(payload, ""),
                new WebhookDelivery(payload, "t=,v1="),
                new WebhookDelivery("", Signed.header("", Till.SECRET, now)),
                new WebhookDelivery("[]", Signed.header("[]", Till.SECRET, now)),
                new WebhookDelivery("{\"id\":1}", Signed.header("{\"id\":1}", Till.SECRET, now)));
        for (WebhookDelivery each : odd) {
            assertThat(Await.get(intake.take(each)).status())
                    .as(each.signature())
                    .isEqualTo(400);
        }
        assertThat(till.count("stripe_events")).isZero();
        assertThat(till.count("payments")).isZero();
    }

    @Test
    void w02_nothing_is_kept_and_nothing_confirmed_when_a_part_fails() {
        Pending pending = till.pending();
        JsonObject event = completed(pending);
        WebhookIntake broken =
                till.intake((tx, notice) -> Future.failedFuture(new IllegalStateException("no mail today")));
        assertThatThrownBy(() -> Await.get(Till.hand(broken, till.clock, event)))
                .hasMessage("no mail today");
        assertThat(till.count("stripe_events")).isZero();
        assertThat(till.state(pending.submission())).isEqualTo(UNPAID);
        assertThat(hand(event).status()).isEqualTo(200);
        assertThat(till.state(pending.submission())).isEqualTo(PAID);
    }

    @Test
    void w03_the_same_event_fifty_times_at_once_makes_one_job() {
        Pending pending = till.pending();
        JsonObject event = completed(pending);
        List<Future<WebhookVerdict>> all = IntStream.range(0, 50)
                .mapToObj(n -> Till.hand(intake, till.clock, event))
                .toList();
        Await.get(Future.all(all));
        assertThat(all).allMatch(each -> each.result().status() == 200);
        assertThat(all.stream().filter(each -> each.result().code().equals("processed")))
                .hasSize(1);
        assertThat(till.count("stripe_events")).isEqualTo(1);
        assertThat(till.state(pending.submission())).isEqualTo(PAID);
    }

    @Test
    void w04_two_event_ids_for_one_payment_make_one_job() {
        Pending pending = till.pending();
        List<Future<WebhookVerdict>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            all.add(Till.hand(intake, till.clock, completed(pending)));
            all.add(Till.hand(intake, till.clock, event("payment_intent.succeeded", intent(pending, "succeeded"))));
        }
        Await.get(Future.all(all));
        assertThat(till.count("stripe_events")).isEqualTo(10);
        assertThat(till.state(pending.submission())).isEqualTo(PAID);
    }

    @Test
    void w06_a_payment_of_an_unknown_release_is_parked_with_an_alert_and_applied_once_it_is_known() {
        Pending pending = till.pending();
        UUID unknown = UUID.randomUUID();
        JsonObject event = new JsonObject(
                completed(pending).encode().replace(pending.submission().toString(), unknown.toString()));
        assertThat(hand(event)).isEqualTo(new WebhookVerdict(200, "parked"));
        assertThat(till.count("stripe_events WHERE status = 'parked'")).isEqualTo(1);
        assertThat(till.count("alerts WHERE resolved_at IS NULL")).isEqualTo(1);
        assertThat(till.count("job_events WHERE kind = 'alert'")).isEqualTo(1);
        assertThat(till.count("payments")).isZero();
        Await.get(till.database.run(
                "UPDATE press_release_submissions SET id = $1 WHERE id = $2", unknown, till.draft(pending.customer())));
        assertThat(hand(event).code()).isEqualTo("processed");
        assertThat(till.count("alerts WHERE kind = 'stripe_event_parked' AND resolved_at IS NULL"))
                .isZero();
    }

    @Test
    void w07_an_event_of_another_api_version_is_parked_with_an_alert() {
        Pending pending = till.pending();
        assertThat(hand(completed(pending).put("api_version", "2020-08-27")).code())
                .isEqualTo("parked");
        assertThat(hand(completed(pending).put("data", new JsonObject())).code())
                .isEqualTo("parked");
        assertThat(till.state(pending.submission())).isEqualTo(UNPAID);
        assertThat(till.count("alerts")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer.created", "invoice.paid", "a.type.of.the.future"})
    void w08_an_unknown_type_is_recorded(String type) {
        JsonObject event = event(type, new JsonObject().put("id", "x"));
        assertThat(hand(event)).isEqualTo(new WebhookVerdict(200, "recorded"));
        assertThat(hand(event)).isEqualTo(new WebhookVerdict(200, "duplicate"));
        assertThat(till.count("stripe_events WHERE status = 'recorded' AND type = '" + type + "'"))
                .isEqualTo(1);
    }

    @Test
    void w09_real_money_behind_a_test_key_is_parked_with_an_alert() {
        Pending pending = till.pending();
        assertThat(hand(completed(pending).put("livemode", true)).code()).isEqualTo("parked");
        assertThat(till.state(pending.submission())).isEqualTo(UNPAID);
        assertThat(till.count("alerts")).isEqualTo(1);
    }

    @Test
    void w10_a_wrong_amount_is_held_with_an_alert_and_no_job() {
        Pending pending = till.pending();
        JsonObject event = completed(pending);
        event.getJsonObject("data").getJsonObject("object").put("amount_total", 100);
        assertThat(hand(event)).isEqualTo(new WebhookVerdict(200, "processed"));
        assertThat(till.state(pending.submission())).isEqualTo(HELD.formatted("100"));
        assertThat(till.count("alerts WHERE kind = 'payment_held'")).isEqualTo(1);
        assertThat(till.count("job_events WHERE kind = 'alert'")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"currency", "revision", "checkout", "other_checkout", "reference"})
    void w10_what_does_not_agree_with_the_offer_is_held(String what) {
        Pending pending = till.pending();
        Pending other = till.pending();
        JsonObject event = completed(pending);
        JsonObject object = event.getJsonObject("data").getJsonObject("object");
        JsonObject metadata = object.getJsonObject("metadata");
        switch (what) {
            case "currency" -> object.put("currency", "eur");
            case "revision" -> metadata.put("revision", "2");
            case "checkout" -> metadata.put("checkout_id", "none");
            case "other_checkout" ->
                metadata.put("checkout_id", other.quote().id().toString());
            default -> object.put("client_reference_id", other.submission().toString());
        }
        assertThat(hand(event).status()).isEqualTo(200);
        assertThat(till.state(pending.submission())).isEqualTo(HELD.formatted("9900"));
        assertThat(till.count("alerts WHERE kind = 'payment_held'")).isEqualTo(1);
    }

    @Test
    void a_second_payment_of_a_paid_release_is_held_and_does_not_stop_it() {
        Pending pending = till.pending();
        assertThat(hand(completed(pending)).status()).isEqualTo(200);
        JsonObject second = completed(pending);
        second.getJsonObject("data").getJsonObject("object").put("payment_intent", "pi_second");
        assertThat(hand(second).status()).isEqualTo(200);
        assertThat(till.state(pending.submission()))
                .startsWith("paid rev 1")
                .contains("held 9900")
                .contains("releases queued 1");
        assertThat(till.count("alerts WHERE kind = 'payment_held'")).isEqualTo(1);
    }

    @Test
    void w12_a_delayed_payment_makes_its_job_only_when_it_succeeded() {
        Pending pending = till.pending();
        assertThat(hand(event("checkout.session.completed", session(pending, "complete", "unpaid")))
                        .code())
                .isEqualTo("recorded");
        assertThat(till.state(pending.submission())).isEqualTo(UNPAID);
        assertThat(hand(event("checkout.session.async_payment_succeeded", session(pending, "complete", "paid")))
                        .code())
                .isEqualTo("processed");
        assertThat(till.state(pending.submission())).isEqualTo(PAID);
    }

    @Test
    void an_expired_session_makes_the_release_a_draft_again_and_can_still_be_overtaken_by_its_payment() {
        Pending pending = till.pending();
        hand(event("checkout.session.expired", session(pending, "expired", "unpaid")));
        assertThat(till.state(pending.submission()))
                .isEqualTo("draft rev -, payments none, checkouts expired, releases queued 0, mails 0");
        hand(completed(pending));
        assertThat(till.state(pending.submission())).isEqualTo(PAID);
    }

    @Test
    void a_whole_refund_is_noted_and_alerted() {
        Pending pending = till.pending();
        hand(completed(pending));
        hand(event("charge.refunded", charge(pending, 1_000)));
        assertThat(till.state(pending.submission())).startsWith("paid").contains("partially_refunded");
        hand(event("charge.refunded", charge(pending, 9_900)));
        assertThat(till.state(pending.submission())).startsWith("refunded").contains("payments refunded");
        assertThat(till.count("alerts WHERE kind = 'payment_refunded'")).isEqualTo(1);
    }

    @Test
    void a_text_that_postgres_cannot_keep_is_no_reason_to_fail() {
        JsonObject event = event("customer.created", new JsonObject().put("name", "a\0b"));
        assertThat(hand(event).status()).isEqualTo(200);
    }
}
