package com.bravapress.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bravapress.config.Settings;
import com.bravapress.http.AppException;
import com.bravapress.http.FieldError;
import com.bravapress.http.Principal;
import com.bravapress.http.Problem;
import com.bravapress.http.Role;
import com.bravapress.payments.stripe.StripeGateway;
import com.bravapress.sandbox.stripe.Box;
import com.bravapress.testing.Await;
import com.bravapress.testing.TestDatabase;
import com.bravapress.writing.ReleaseText;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class CheckoutIT {
    private Vertx vertx;
    private Box box;
    private Till till;
    private Checkout checkout;
    private UUID customer;
    private Function<ReleaseText, Future<List<FieldError>>> reader = text -> Future.succeededFuture(
            text.title().isEmpty() ? List.of(new FieldError("title", "A title is missing")) : List.of());

    @BeforeEach
    void setUp(Vertx vertx) {
        this.vertx = vertx;
        till = new Till(vertx, TestDatabase.open(vertx));
        box = new Box(vertx, till.database);
        checkout = checkout(Till.PRICES, box.apiBase(), Clock.systemUTC());
        customer = till.customer();
    }

    private Checkout checkout(Settings.Prices prices, String apiBase, Clock clock) {
        Settings.Stripe stripe =
                new Settings.Stripe(Settings.Mode.SANDBOX, apiBase, Box.KEY, List.of(Box.WEBHOOK_SECRET));
        return new Checkout(
                till.database,
                till.releases,
                till.checkouts,
                new Packages(prices),
                new StripeGateway(vertx, stripe),
                text -> reader.apply(text),
                "http://shop.example",
                clock);
    }

    private Principal me() {
        return new Principal(customer, UUID.randomUUID(), "ada@example.com", "Ada", Role.CUSTOMER, Instant.MAX);
    }

    private CheckoutOpened open(UUID release) {
        return Await.get(checkout.open(release, me()));
    }

    private List<String> sessions() {
        return box.ledger().getJsonArray("sessions").stream()
                .map(JsonObject.class::cast)
                .map(each -> each.getString("status") + " " + each.getLong("amount_total") + " rev "
                        + each.getJsonObject("metadata").getString("revision"))
                .toList();
    }

    private void edit(UUID release) {
        Await.get(till.database.run(
                "UPDATE press_release_submissions SET summary = 'new', version = version + 1 WHERE id = $1", release));
    }

    private static void refused(Runnable act, Problem problem) {
        assertThatThrownBy(act::run)
                .isInstanceOfSatisfying(
                        AppException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    @Test
    void a_text_changed_while_it_was_read_is_read_again_and_only_the_new_one_is_offered() {
        UUID release = till.draft(customer);
        Queue<String> read = new ConcurrentLinkedQueue<>();
        reader = text -> {
            read.add(text.summary());
            // Would wait for ever if the row were locked meanwhile.
            return read.size() > 1
                    ? Future.succeededFuture(List.of())
                    : till.database
                            .run(
                                    "UPDATE press_release_submissions SET summary = 'new', version = version + 1"
                                            + " WHERE id = $1",
                                    release)
                            .map(List.of());
        };
        assertThat(open(release).status()).isEqualTo("payment_pending");
        assertThat(read).containsExactly("", "new");
        assertThat(sessions()).containsExactly("open 9900 rev 2");
    }

    @Test
    void a_headline_that_was_paid_for_before_by_anybody_is_not_sold_again() {
        UUID earlier = till.draft(till.customer());
        UUID release = till.draft(customer);
        assertThat(open(release).status()).isEqualTo("payment_pending");
        Await.get(till.database.run(
                "UPDATE press_release_submissions SET status = 'completed', title = ' HARBOUR  opens' WHERE id = $1",
                earlier));
        assertThatThrownBy(() -> open(release)).isInstanceOfSatisfying(AppException.class, refused -> {
            assertThat(refused.problem()).isEqualTo(Problem.UNPROCESSABLE);
            assertThat(refused.errors()).extracting(FieldError::field).containsExactly("title");
            assertThat(refused.errors().get(0).message()).startsWith("E17 ");
        });
    }

    @Test
    void w13_fifty_clicks_at_once_and_one_later_make_one_session() {
        UUID release = till.draft(customer);
        List<Future<CheckoutOpened>> clicks = IntStream.range(0, 50)
                .mapToObj(n -> checkout.open(release, me()))
                .toList();
        Await.get(Future.all(clicks));
        CheckoutOpened opened = open(release);
        assertThat(clicks).allMatch(each -> each.result().equals(opened));
        assertThat(opened.amountCents()).isEqualTo(9_900);
        assertThat(opened.status()).isEqualTo("payment_pending");
        assertThat(opened.checkoutUrl()).startsWith(box.apiBase() + "/pay/cs_test_");
        assertThat(sessions()).containsExactly("open 9900 rev 1");
        assertThat(till.count("checkouts")).isEqualTo(1);
        JsonObject session = box.ledger().getJsonArray("sessions").getJsonObject(0);
        assertThat(session.getString("client_reference_id")).isEqualTo(release.toString());
        assertThat(session.getJsonObject("metadata").getString("submission_id")).isEqualTo(release.toString());
        assertThat(session.getString("success_url"))
                .isEqualTo("http://shop.example/dashboard/releases/" + release + "?paid={CHECKOUT_SESSION_ID}");
    }

    @Test
    void w13_two_processes_make_one_session_too() {
        UUID release = till.draft(customer);
        Checkout second = checkout(Till.PRICES, box.apiBase(), Clock.systemUTC());
        List<Future<CheckoutOpened>> clicks = IntStream.range(0, 20)
                .mapToObj(n -> (n % 2 == 0 ? checkout : second).open(release, me()))
                .toList();
        Await.get(Future.all(clicks));
        assertThat(clicks.stream().map(each -> each.result().checkoutUrl()).distinct())
                .hasSize(1);
        assertThat(sessions()).hasSize(1);
    }

    @Test
    void an_edited_text_closes_the_old_session_and_opens_another() {
        UUID release = till.draft(customer);
        CheckoutOpened first = open(release);
        edit(release);
        CheckoutOpened second = open(release);
        assertThat(second.checkoutUrl()).isNotEqualTo(first.checkoutUrl());
        assertThat(sessions()).containsExactly("open 9900 rev 2", "expired 9900 rev 1");
        assertThat(box.pay(first.checkoutUrl(), "4242424242424242").body()).contains("expired");
        assertThat(till.count("release_revisions", release)).isEqualTo(2);
    }

    @Test
    void many_clicks_after_an_edit_still_end_at_one_open_session() {
        UUID release = till.draft(customer);
        CheckoutOpened first = open(release);
        edit(release);
        List<Future<CheckoutOpened>> clicks = IntStream.range(0, 10)
                .mapToObj(n -> checkout.open(release, me()))
                .toList();
        Await.get(Future.all(clicks));
        assertThat(clicks.stream().map(each -> each.result().checkoutUrl()).distinct())
                .hasSize(1)
                .doesNotContain(first.checkoutUrl());
        assertThat(sessions()).containsExactly("open 9900 rev 2", "expired 9900 rev 1");
    }

    @Test
    void a_changed_price_makes_a_new_session_at_the_servers_price() {
        UUID release = till.draft(customer);
        open(release);
        checkout = checkout(
                new Settings.Prices("usd", Map.of("basic", 12_000, "premium", 39_500, "enterprise", 69_500)),
                box.apiBase(),
                Clock.systemUTC());
        assertThat(open(release).amountCents()).isEqualTo(12_000);
        assertThat(sessions()).containsExactly("open 12000 rev 1", "expired 9900 rev 1");
    }

    @Test
    void a_session_whose_time_is_up_is_replaced() {
        UUID release = till.draft(customer);
        CheckoutOpened first = open(release);
        Await.get(till.database.run("UPDATE checkouts SET expires_at = now() - interval '1 minute'"));
        assertThat(open(release).checkoutUrl()).isNotEqualTo(first.checkoutUrl());
        assertThat(sessions()).containsExactly("open 9900 rev 1", "expired 9900 rev 1");
    }

    @Test
    void a_crash_before_the_answer_is_resumed_with_the_same_key() {
        UUID release = till.draft(customer);
        CheckoutOpened first = open(release);
        Await.get(till.database.run(
                "UPDATE checkouts SET status = 'creating', stripe_session_id = NULL, checkout_url = NULL"));
        assertThat(open(release)).isEqualTo(first);
        assertThat(sessions()).hasSize(1);
    }

    @Test
    void when_the_key_was_used_for_something_else_a_new_quote_is_made() {
        UUID release = till.draft(customer);
        open(release);
        Await.get(till.database.run(
                "UPDATE checkouts SET status = 'creating', stripe_session_id = NULL, checkout_url = NULL,"
                        + " expires_at = expires_at - interval '5 minutes'"));
        assertThat(open(release).checkoutUrl()).contains("/pay/cs_test_");
        assertThat(till.count("checkouts")).isEqualTo(2);
    }

    @Test
    void an_edit_after_the_payment_does_not_sell_it_twice() {
        UUID release = till.draft(customer);
        CheckoutOpened first = open(release);
        assertThat(box.pay(first.checkoutUrl(), "4242424242424242").statusCode())
                .isEqualTo(303);
        edit(release);
        refused(() -> open(release), Problem.CONFLICT);
        assertThat(sessions()).containsExactly("complete 9900 rev 1");
    }

    @Test
    void what_is_not_for_sale_is_refused() {
        UUID release = till.draft(customer);
        UUID others = till.draft(till.customer());
        refused(() -> open(others), Problem.NOT_FOUND);
        refused(() -> open(UUID.randomUUID()), Problem.NOT_FOUND);
        Await.get(till.database.run("UPDATE press_release_submissions SET title = '' WHERE id = $1", release));
        refused(() -> open(release), Problem.UNPROCESSABLE);
        Await.get(till.database.run(
                "UPDATE press_release_submissions SET title = 'x', status = 'paid' WHERE id = $1", release));
        refused(() -> open(release), Problem.CONFLICT);
        assertThat(sessions()).isEmpty();
        assertThat(till.count("checkouts")).isZero();
    }

    @Test
    void while_stripe_is_away_the_release_is_kept_and_the_next_click_goes_on() {
        UUID release = till.draft(customer);
        Checkout lost = checkout(Till.PRICES, "http://127.0.0.1:1", Clock.systemUTC());
        refused(() -> Await.get(lost.open(release, me())), Problem.UNAVAILABLE);
        assertThat(open(release).checkoutUrl()).contains("/pay/cs_test_");
        assertThat(till.count("checkouts")).isEqualTo(1);
    }

    @Test
    void a_quote_too_old_to_be_made_is_replaced() {
        UUID release = till.draft(customer);
        refused(
                () -> Await.get(checkout(Till.PRICES, "http://127.0.0.1:1", Clock.systemUTC())
                        .open(release, me())),
                Problem.UNAVAILABLE);
        checkout =
                checkout(Till.PRICES, box.apiBase(), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(22 * 60 + 40)));
        assertThatThrownBy(() -> open(release)).isInstanceOf(AppException.class);
        assertThat(till.count("checkouts WHERE status = 'expired'")).isEqualTo(1);
    }
}
