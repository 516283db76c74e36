package com.bravapress.accounts;

import com.bravapress.database.Database;
import com.bravapress.http.Access;
import com.bravapress.http.Endpoint;
import com.bravapress.http.HttpOptions;
import com.bravapress.http.HttpVerticle;
import com.bravapress.http.Pages;
import com.bravapress.http.Reply;
import com.bravapress.http.Routes;
import com.bravapress.http.Site;
import com.bravapress.testing.Await;
import com.bravapress.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The real gate, server and database with the accounts feature, and one page per kind of visitor behind it. */
final class TestSite implements AutoCloseable {
    static final String SECRET = "a secret of at least thirty-two bytes, for tests";
    static final String PASSWORD = "a quiet harbour at dawn";

    final Vertx vertx = Vertx.vertx();
    final SettableClock clock = new SettableClock();
    final Database database = TestDatabase.open(vertx);
    final Tokens tokens = new Tokens(vertx, SECRET);
    final Accounts accounts;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    TestSite(RateLimits.Rate signIn, RateLimits.Rate signUp) {
        SessionStore sessions = new SessionStore();
        accounts = new Accounts(
                database,
                new Accounts.Stores(new UserStore(), sessions, new AuditStore()),
                new Passwords(vertx),
                tokens,
                new RateLimits(clock, signIn, signIn, signUp),
                clock);
        HttpOptions options = new HttpOptions("127.0.0.1", 0, false, "csrf", "worker", List.of());
        Routes behind = () -> List.of(
                Endpoint.get("/dashboard", Access.SIGNED_IN, request -> text("mine")),
                Endpoint.get("/dashboard/admin", Access.SUPPORT, request -> text("team")),
                Endpoint.get(
                        "/form",
                        Access.SIGNED_IN,
                        request -> Future.succeededFuture(
                                Reply.page("auth/login", Map.of("values", Map.of(), "errors", Map.of())))),
                Endpoint.get("/api/team", Access.ADMIN, request -> text("admins")));
        HttpVerticle verticle = new HttpVerticle(
                options,
                new Site(
                        options,
                        new Pages(vertx, Map.of("public_url", "http://localhost", "assets", "1", "sandbox", true)),
                        new SessionAuthenticator(database, tokens, sessions, clock),
                        List.of(new AccountRoutes(accounts), behind),
                        error -> Optional.empty()));
        String id = Await.get(vertx.deployVerticle(verticle));
        base = "http://127.0.0.1:" + verticle.actualPort();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> postJson(String path, JsonObject body, String... headers) {
        return send(json(path, body, headers));
    }

    CompletableFuture<HttpResponse<String>> postJsonAsync(String path, JsonObject body) {
        return client.sendAsync(json(path, body).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> postForm(String path, String form, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** Signs up over the JSON API; the token. */
    String signUp(String email) {
        return new JsonObject(postJson("/api/auth/signup", wish(email)).body()).getString("token");
    }

    static JsonObject wish(String email) {
        return new JsonObject()
                .put("full_name", "Ada Harbour")
                .put("email", email)
                .put("password", PASSWORD)
                .put("accept_terms", true);
    }

    static String bearer(String token) {
        return "Bearer " + token;
    }

    private HttpRequest.Builder json(String path, JsonObject body, String... headers) {
        return request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode()));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Future<Reply> text(String text) {
        return Future.succeededFuture(Reply.text("text/plain", text));
    }

    @Override
    public void close() {
        Await.get(vertx.close());
    }
}
