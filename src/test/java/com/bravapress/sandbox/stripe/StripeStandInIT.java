package com.bravapress.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.bravapress.payments.Signed;
import com.bravapress.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class StripeStandInIT {
    private static final String SESSIONS = "/v1/checkout/sessions";
    private static final String GOOD = "4242 4242 4242 4242";

    private Box box;

    @BeforeEach
    void setUp(Vertx vertx) {
        box = new Box(vertx, TestDatabase.open(vertx));
    }

    private static Map<String, String> wanted() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("mode", "payment");
        form.put("line_items[0][quantity]", "1");
        form.put("line_items[0][price_data][unit_amount]", "9900");
        form.put("line_items[0][price_data][currency]", "usd");
        form.put("line_items[0][price_data][product_data][name]", "BravaPress Basic");
        form.put("client_reference_id", "ref");
        form.put("metadata[submission_id]", "s1");
        form.put("payment_intent_data[metadata][submission_id]", "s1");
        form.put("success_url", "http://shop.example/done?paid={CHECKOUT_SESSION_ID}");
        form.put("cancel_url", "http://shop.example/back");
        return form;
    }

    private JsonObject session() {
        return new JsonObject(box.api(SESSIONS, Box.encoded(wanted())).body());
    }

    private List<String> arrivedTypes() {
        return box.arrived.stream().map(each -> each.event().getString("type")).toList();
    }

    private void plan(String kind, int times, int delayMs, String type) {
        JsonObject fault = new JsonObject()
                .put("kind", kind)
                .put("times", times)
                .put("delay_ms", delayMs)
                .put("event_type", type);
        assertThat(box.control("POST", "/faults", fault).statusCode()).isEqualTo(200);
    }

    @Test
    void without_the_key_it_answers_as_stripe_does() {
        HttpResponse<String> refused = box.api(SESSIONS, "", "Authorization", "Bearer sk_test_other");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(new JsonObject(refused.body()).getJsonObject("error").getString("type"))
                .isEqualTo("invalid_request_error");
        assertThat(box.api(SESSIONS, null, "Authorization", "Basic c2tfdGVzdF9ib3g6")
                        .statusCode())
                .isEqualTo(200);
        assertThat(refused.headers().firstValue("Request-Id").orElseThrow()).startsWith("req_");
    }

    @Test
    void a_key_gets_the_same_answer_again_and_an_error_for_other_parameters() {
        String form = Box.encoded(wanted());
        HttpResponse<String> first = box.api(SESSIONS, form, "Idempotency-Key", "k1");
        HttpResponse<String> again = box.api(SESSIONS, form, "Idempotency-Key", "k1");
        assertThat(new JsonObject(again.body())).isEqualTo(new JsonObject(first.body()));
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        HttpResponse<String> other = box.api(SESSIONS, form.replace("9900", "9901"), "Idempotency-Key", "k1");
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(other.body()).getJsonObject("error").getString("type"))
                .isEqualTo("idempotency_error");
        assertThat(box.ledger().getJsonArray("sessions")).hasSize(1);
    }

    @Test
    void what_is_missing_is_named() {
        Map<String, String> form = wanted();
        form.remove("success_url");
        HttpResponse<String> refused = box.api(SESSIONS, Box.encoded(form));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(refused.body()).getJsonObject("error").getString("param"))
                .isEqualTo("success_url");
        assertThat(box.api(SESSIONS + "/cs_test_none", null).statusCode()).isEqualTo(404);
        assertThat(box.api("/v1/nothing", null).statusCode()).isEqualTo(404);
    }

    @Test
    void a_good_card_pays_and_signed_events_tell_of_it() {
        JsonObject session = session();
        String url = session.getString("url");
        assertThat(session.getString("id")).startsWith("cs_test_");
        assertThat(box.get(box.apiBase() + "/pay.css").body()).contains("color-scheme");
        assertThat(box.get(url).body()).contains("BravaPress Basic", "99.00 USD", "4242 4242 4242 4242");
        HttpResponse<String> paid = box.pay(url, GOOD);
        assertThat(paid.statusCode()).isEqualTo(303);
        assertThat(paid.headers().firstValue("Location"))
                .contains("http://shop.example/done?paid=" + session.getString("id"));
        await().until(() -> box.arrived.size() == 4);
        assertThat(arrivedTypes())
                .containsExactly(
                        "payment_intent.created",
                        "payment_intent.succeeded",
                        "charge.succeeded",
                        "checkout.session.completed");
        box.arrived.forEach(each -> {
            long at = Long.parseLong(each.signature().replaceAll("t=(\\d+),.*", "$1"));
            assertThat(each.signature()).isEqualTo(Signed.header(each.event().encode(), Box.WEBHOOK_SECRET, at));
        });
        assertThat(box.get(url).body()).contains("already been paid");
        assertThat(box.pay(url, GOOD).body()).contains("already been paid");
        assertThat(box.ledger().getJsonArray("payment_intents")).hasSize(1);
    }

    @Test
    void a_declined_card_shows_the_page_again_and_the_next_one_may_pay() {
        String url = session().getString("url");
        HttpResponse<String> declined = box.pay(url, "4000 0000 0000 0002");
        assertThat(declined.statusCode()).isEqualTo(200);
        assertThat(declined.body()).contains("Your card was declined.", "ada@example.com");
        assertThat(box.pay(url, "1234").body()).contains("not one of the test cards");
        assertThat(box.pay(url, GOOD).statusCode()).isEqualTo(303);
        await().until(() -> arrivedTypes().contains("checkout.session.completed"));
        assertThat(arrivedTypes()).contains("payment_intent.payment_failed", "charge.failed");
        assertThat(box.ledger().getJsonArray("payment_intents")).hasSize(1);
    }

    @Test
    void three_d_secure_is_asked_for_and_can_fail() {
        String url = session().getString("url");
        assertThat(box.pay(url, "4000002760003184").body()).contains("3-D Secure");
        Map<String, String> answer = new LinkedHashMap<>(
                Map.of("card_number", "4000002760003184", "email", "ada@example.com", "authenticate", "fail"));
        assertThat(box.post(url, answer).body()).contains("unable to authenticate");
        answer.put("authenticate", "complete");
        assertThat(box.post(url, answer).statusCode()).isEqualTo(303);
    }

    @Test
    void the_disputed_card_succeeds_first() {
        assertThat(box.pay(session().getString("url"), "4000000000000259").statusCode())
                .isEqualTo(303);
        await().until(() -> arrivedTypes().contains("charge.dispute.created"));
        assertThat(arrivedTypes().indexOf("checkout.session.completed"))
                .isLessThan(arrivedTypes().indexOf("charge.dispute.created"));
    }

    @Test
    void an_expired_session_takes_no_money() {
        JsonObject session = session();
        String path = SESSIONS + "/" + session.getString("id");
        assertThat(new JsonObject(box.api(path + "/expire", "").body()).getString("status"))
                .isEqualTo("expired");
        assertThat(box.api(path + "/expire", "").statusCode()).isEqualTo(400);
        assertThat(box.pay(session.getString("url"), GOOD).body()).contains("expired");
        assertThat(box.ledger().getJsonArray("payment_intents")).isEmpty();
        await().until(() -> arrivedTypes().equals(List.of("checkout.session.expired")));
    }

    @Test
    void refunds_are_counted_against_the_charge() {
        String url = session().getString("url");
        assertThat(box.pay(url, GOOD).statusCode()).isEqualTo(303);
        String intent = new JsonObject(
                        box.api("/v1/payment_intents?limit=1", null).body())
                .getJsonArray("data")
                .getJsonObject(0)
                .getString("id");
        assertThat(box.api("/v1/refunds", "payment_intent=" + intent + "&amount=900")
                        .statusCode())
                .isEqualTo(200);
        assertThat(box.api("/v1/refunds", "payment_intent=" + intent + "&amount=9001")
                        .statusCode())
                .isEqualTo(400);
        assertThat(box.api("/v1/refunds", "payment_intent=" + intent).statusCode())
                .isEqualTo(200);
        assertThat(new JsonObject(box.api("/v1/refunds", "payment_intent=" + intent)
                                .body())
                        .getJsonObject("error")
                        .getString("code"))
                .isEqualTo("charge_already_refunded");
        assertThat(box.ledger().getJsonArray("refunds")).hasSize(2);
    }

    @Test
    void a_delivery_is_repeated_until_it_is_taken_even_by_the_next_process() {
        box.answer.set(503);
        assertThat(box.pay(session().getString("url"), GOOD).statusCode()).isEqualTo(303);
        await().until(() -> !box.arrived.isEmpty());
        box.restart();
        box.answer.set(200);
        await().untilAsserted(() -> assertThat(box.ledger().getJsonArray("events"))
                .hasSize(4)
                .allMatch(each -> ((JsonObject) each).getBoolean("delivered")));
        assertThat(box.ledger().getJsonArray("events"))
                .anyMatch(each -> ((JsonObject) each).getInteger("attempts") > 1);
    }

    @Test
    void what_was_dropped_comes_by_redelivery_only_and_duplicates_come_twice() {
        plan("drop", 1, 0, "checkout.session.completed");
        plan("duplicate", 1, 0, "charge.succeeded");
        plan("reorder", 1, 300, "payment_intent.succeeded");
        assertThat(box.pay(session().getString("url"), GOOD).statusCode()).isEqualTo(303);
        await().until(() -> arrivedTypes().size() == 4);
        assertThat(arrivedTypes())
                .containsExactly(
                        "payment_intent.created", "charge.succeeded", "charge.succeeded", "payment_intent.succeeded");
        String dropped = box.ledger().getJsonArray("events").stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getBoolean("dropped"))
                .findFirst()
                .orElseThrow()
                .getString("id");
        assertThat(box.control("POST", "/redeliver", new JsonObject().put("event_id", dropped))
                        .statusCode())
                .isEqualTo(200);
        await().until(() -> arrivedTypes().contains("checkout.session.completed"));
        assertThat(box.control("POST", "/redeliver", new JsonObject().put("event_id", "evt_none"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_failing_and_a_silent_api_can_be_asked_for() {
        plan("http500", 1, 0, null);
        String form = Box.encoded(wanted());
        assertThat(box.api(SESSIONS, form, "Idempotency-Key", "k").statusCode()).isEqualTo(500);
        plan("timeout", 1, 50, null);
        assertThatThrownBy(() -> box.api(SESSIONS, form, "Idempotency-Key", "k"))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(box.api(SESSIONS, form, "Idempotency-Key", "k").statusCode()).isEqualTo(200);
        assertThat(box.ledger().getJsonArray("sessions")).hasSize(1);
        plan("delay", 5, 50, null);
        JsonObject left = new JsonObject(box.control("DELETE", "/faults", null).body());
        assertThat(left.getJsonArray("faults")).isEmpty();
        assertThat(box.control("POST", "/faults", new JsonObject().put("kind", "flood"))
                        .statusCode())
                .isEqualTo(400);
    }
}
