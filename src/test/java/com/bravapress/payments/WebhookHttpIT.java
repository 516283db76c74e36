package com.bravapress.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bravapress.config.Settings;
import com.bravapress.database.Database;
import com.bravapress.database.DatabaseAddress;
import com.bravapress.http.HttpOptions;
import com.bravapress.http.HttpVerticle;
import com.bravapress.http.Pages;
import com.bravapress.http.Principal;
import com.bravapress.http.Role;
import com.bravapress.http.Site;
import com.bravapress.payments.Till.Pending;
import com.bravapress.payments.stripe.StripeGateway;
import com.bravapress.sandbox.stripe.Box;
import com.bravapress.testing.Await;
import com.bravapress.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The webhook through the real server, the bus and the verticle, and the whole circle with the stand-in. */
@ExtendWith(VertxExtension.class)
class WebhookHttpIT {
    private static final int LIMIT = 256 * 1024;

    private final HttpClient client = HttpClient.newHttpClient();
    private UUID customer = UUID.randomUUID();
    private Till till;
    private String base;

    private void serve(Vertx vertx, Database database) {
        till = new Till(vertx, database, Clock.systemUTC());
        HttpOptions options = new HttpOptions("127.0.0.1", 0, false, "csrf", "worker", List.of());
        Checkout checkout = checkout(vertx, "http://127.0.0.1:1");
        Site site = new Site(
                options,
                new Pages(vertx, Map.of("public_url", "http://localhost", "assets", "1", "sandbox", true)),
                token -> Future.succeededFuture(Optional.of(me(customer))),
                List.of(new PaymentRoutes(database, checkout, till.payments), new WebhookRoutes(till.bus)),
                error -> Optional.empty());
        HttpVerticle server = new HttpVerticle(options, site);
        assertThat(Await.get(vertx.deployVerticle(new StripeWebhookVerticle(till.bus, till.intake()))))
                .isNotEmpty();
        assertThat(Await.get(vertx.deployVerticle(server))).isNotEmpty();
        base = "http://127.0.0.1:" + server.actualPort();
    }

    private Checkout checkout(Vertx vertx, String apiBase) {
        Settings.Stripe stripe =
                new Settings.Stripe(Settings.Mode.SANDBOX, apiBase, Box.KEY, List.of(Box.WEBHOOK_SECRET));
        return new Checkout(
                till.database,
                till.releases,
                till.checkouts,
                till.packages,
                new StripeGateway(vertx, stripe),
                text -> Future.succeededFuture(List.of()),
                "http://shop.example",
                till.clock);
    }

    private static Principal me(UUID id) {
        return new Principal(id, UUID.randomUUID(), "ada@example.com", "Ada", Role.CUSTOMER, Instant.MAX);
    }

    private HttpResponse<String> deliver(String payload, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/api/payments/webhook"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(payload));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer x"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String signed(String payload) {
        return Signed.header(payload, Till.SECRET, till.clock.instant().getEpochSecond());
    }

    @Test
    void w01_a_signed_delivery_is_200_and_everything_else_400(Vertx vertx) {
        serve(vertx, TestDatabase.open(vertx));
        Pending pending = till.pending();
        String payload = Till.completed(pending).encode();
        assertThat(deliver(payload).statusCode()).isEqualTo(400);
        assertThat(deliver(payload, "Stripe-Signature", "t=1,v1=00").statusCode())
                .isEqualTo(400);
        assertThat(deliver(payload + " ", "Stripe-Signature", signed(payload)).statusCode())
                .isEqualTo(400);
        assertThat(till.count("stripe_events")).isZero();
        assertThat(deliver(payload, "Stripe-Signature", signed(payload)).statusCode())
                .isEqualTo(200);
        assertThat(till.state(pending.submission())).startsWith("paid").contains("releases queued 1");
    }

    @Test
    void a_body_above_the_limit_is_413(Vertx vertx) {
        serve(vertx, TestDatabase.open(vertx));
        String payload = "x".repeat(LIMIT + 1);
        assertThat(deliver(payload, "Stripe-Signature", signed(payload)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void w02_while_the_database_is_away_stripe_is_told_to_come_again(Vertx vertx) throws IOException {
        int closed;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = free.getLocalPort();
        }
        serve(vertx, Database.open(vertx, DatabaseAddress.local(closed, "none", "nobody", "x")));
        String payload = "{\"id\":\"evt_1\",\"type\":\"customer.created\"}";
        HttpResponse<String> answer = deliver(payload, "Stripe-Signature", signed(payload));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void w02_a_database_that_never_answers_is_a_503_within_five_seconds(Vertx vertx) throws IOException {
        try (ServerSocket frozen = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            serve(vertx, Database.open(vertx, DatabaseAddress.local(frozen.getLocalPort(), "none", "nobody", "x")));
            String payload = "{\"id\":\"evt_1\",\"type\":\"a.b\"}";
            long began = System.nanoTime();
            assertThat(deliver(payload, "Stripe-Signature", signed(payload)).statusCode())
                    .isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void the_history_goes_on_behind_its_opaque_cursor(Vertx vertx) {
        serve(vertx, TestDatabase.open(vertx));
        customer = till.customer();
        for (int n = 0; n < 3; n++) {
            assertThat(Await.get(till.database.run("""
                    INSERT INTO payments (submission_id, stripe_payment_intent_id, amount_cents, currency, livemode, status)
                    VALUES ($1, $2, 100, 'usd', false, 'succeeded')
                    """, till.draft(customer), "pi_" + n)))
                    .isEqualTo(1);
        }
        JsonObject first = new JsonObject(get("/api/payments/history?limit=2").body());
        assertThat(first.getJsonArray("items")).hasSize(2);
        assertThat(first.getString("next"))
                .doesNotContain(first.getJsonArray("items").getJsonObject(1).getString("id"));
        JsonObject rest = new JsonObject(get("/api/payments/history?limit=2&after=" + first.getString("next"))
                .body());
        assertThat(rest.getJsonArray("items")).hasSize(1);
        assertThat(rest.getString("next")).isNull();
        assertThat(rest.getJsonArray("items").getJsonObject(0).getString("payment_intent_id"))
                .isEqualTo("pi_0");
    }

    @Test
    void w11_only_stripes_word_makes_a_payment_and_the_history_shows_it(Vertx vertx) {
        Database database = TestDatabase.open(vertx);
        serve(vertx, database);
        customer = till.customer();
        Box box = new Box(vertx, database, base + "/api/payments/webhook");
        UUID release = till.draft(customer);
        String url = Await.get(checkout(vertx, box.apiBase()).open(release, me(customer)))
                .checkoutUrl();
        String sessionId = url.replaceFirst(".*/", "");
        assertThat(get("/dashboard/releases/" + release + "?paid=" + sessionId).statusCode())
                .isEqualTo(404);
        assertThat(get("/api/payments/history?paid=" + sessionId).body()).isEqualTo("{\"next\":null,\"items\":[]}");
        assertThat(get("/dashboard/payments").body()).contains("Nothing paid yet");
        assertThat(till.state(release)).startsWith("payment_pending").contains("releases queued 0");
        assertThat(box.pay(url, "4242 4242 4242 4242").statusCode()).isEqualTo(303);
        await().until(() -> till.state(release).startsWith("paid"));
        await().until(() -> !till.state(release).contains("no receipt"));
        assertThat(till.state(release))
                .startsWith("paid rev 1, payments succeeded 9900 http")
                .endsWith("checkouts completed, releases queued 1, mails 1");
        assertThat(get("/api/payments/history").body())
                .contains("\"title\":\"Harbour opens\"", "\"amount_cents\":9900", "\"status\":\"succeeded\"");
        HttpResponse<String> page = get("/dashboard/payments");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Harbour opens", "$99.00", "Receipt");
        assertThat(get("/api/payments/history?after=nonsense").statusCode()).isEqualTo(400);
        assertThat(get("/api/payments/history?after=" + UUID.randomUUID()).statusCode())
                .isEqualTo(400);
    }
}
