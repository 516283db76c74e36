package com.bravapress.sandbox.stripe;

import com.bravapress.database.Database;
import com.bravapress.http.Pages;
import com.bravapress.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The Stripe stand-in on a free port, a shop's webhook that takes what it delivers, and a customer's plain browser. */
public final class Box {
    /** What the stand-in wants to see. */
    public static final String KEY = "sk_test_box";

    /** What it signs with. */
    public static final String WEBHOOK_SECRET = "whsec_box";

    /** One delivery as it arrived. */
    record Arrived(String signature, JsonObject event) {}

    /** What the shop answers; a test may change it. */
    final AtomicInteger answer = new AtomicInteger(200);

    final Queue<Arrived> arrived = new ConcurrentLinkedQueue<>();
    final Vertx vertx;
    final Database database;
    private final String webhookUrl;
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;
    private int port;

    /** Starts it on this database, with a shop of its own to deliver to. */
    public Box(Vertx vertx, Database database) {
        this.vertx = vertx;
        this.database = database;
        HttpServer shop = Await.get(vertx.createHttpServer()
                .requestHandler(request -> request.body().onSuccess(body -> {
                    arrived.add(new Arrived(request.getHeader("Stripe-Signature"), body.toJsonObject()));
                    request.response().setStatusCode(answer.get()).end().onFailure(gone -> {});
                }))
                .listen(0, "127.0.0.1"));
        this.webhookUrl = "http://127.0.0.1:" + shop.actualPort() + "/api/payments/webhook";
        start(0);
    }

    /** Starts it on this database; it delivers to somebody else. */
    public Box(Vertx vertx, Database database, String webhookUrl) {
        this.vertx = vertx;
        this.database = database;
        this.webhookUrl = webhookUrl;
        start(0);
    }

    private void start(int wanted) {
        Router router = Router.router(vertx);
        router.route().handler(BodyHandler.create(false));
        Pages pages = new Pages(vertx, Map.of("public_url", "http://localhost", "assets", "1", "sandbox", true));
        StripeBox box = new StripeBox(KEY, WEBHOOK_SECRET, webhookUrl, "2026-07-29.dahlia");
        new StripeStandIn(vertx, database, pages, box, Clock.systemUTC()).mount(router);
        server = Await.get(vertx.createHttpServer().requestHandler(router).listen(wanted, "127.0.0.1"));
        port = server.actualPort();
    }

    /** Where stripe-java sends its calls. */
    public String apiBase() {
        return "http://127.0.0.1:" + port + "/stripe";
    }

    /** Stops the server and starts another one with the same world. */
    void restart() {
        Await.get(server.close());
        start(port);
    }

    /** A call of the v1 API with the key. */
    HttpResponse<String> api(String path, String form, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(apiBase() + path)).header("Authorization", "Bearer " + KEY);
        if (form != null) {
            request.header("Content-Type", "application/x-www-form-urlencoded");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(form == null ? request.GET() : request.POST(BodyPublishers.ofString(form)));
    }

    /** A form posted by a browser. */
    public HttpResponse<String> post(String url, Map<String, String> form) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form))));
    }

    /** A page seen by a browser, or the JSON of a control path. */
    public HttpResponse<String> get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    /** Pays an open session with a card. */
    public HttpResponse<String> pay(String url, String card) {
        return post(url, Map.of("card_number", card, "email", "ada@example.com"));
    }

    /** A payment of so many US cents as somebody made it; its payment intent. */
    public String payment(int cents) {
        Map<String, String> form = Map.of(
                "mode", "payment",
                "line_items[0][quantity]", "1",
                "line_items[0][price_data][unit_amount]", Integer.toString(cents),
                "line_items[0][price_data][currency]", "usd",
                "line_items[0][price_data][product_data][name]", "Basic",
                "success_url", "http://shop.example/done",
                "cancel_url", "http://shop.example/back");
        JsonObject session =
                new JsonObject(api("/v1/checkout/sessions", encoded(form)).body());
        int status = pay(session.getString("url"), "4242424242424242").statusCode();
        String id = session.getString("id");
        return ledger().getJsonArray("sessions").stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getString("id").equals(id))
                .map(each -> each.getString("payment_intent"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("not paid: " + status));
    }

    /** Something goes wrong the next so many times. */
    public void fault(String kind, int times) {
        int status = control(
                        "POST", "/faults", new JsonObject().put("kind", kind).put("times", times))
                .statusCode();
        if (status != 200) {
            throw new IllegalStateException("fault refused: " + status);
        }
    }

    HttpResponse<String> control(String method, String path, JsonObject body) {
        return send(HttpRequest.newBuilder(URI.create(apiBase() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode())));
    }

    /** The stand-in's books. */
    public JsonObject ledger() {
        return new JsonObject(get(apiBase() + "/ledger").body());
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(each -> URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Future<Void> close() {
        return server.close();
    }
}
