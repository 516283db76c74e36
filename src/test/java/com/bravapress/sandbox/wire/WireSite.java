package com.bravapress.sandbox.wire;

import com.bravapress.config.Settings;
import com.bravapress.database.Database;
import com.bravapress.sandbox.SandboxVerticle;
import com.bravapress.testing.Await;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The stand-in on a port of its own, and one visitor with cookies who follows redirects but runs no scripts. */
final class WireSite {
    static final String EMAIL = "wire@bravapress.example";
    static final String PASSWORD = "correct horse";
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String base;
    final String deployment;

    private WireSite(String base, String deployment) {
        this.base = base;
        this.deployment = deployment;
    }

    static WireSite open(Vertx vertx, Database database) {
        Settings.Wire account = new Settings.Wire(
                Settings.Mode.SANDBOX,
                "",
                "",
                EMAIL,
                PASSWORD,
                Settings.Purchase.BALANCE_THEN_BUY,
                1,
                Duration.ZERO,
                false,
                Optional.empty());
        SandboxVerticle verticle = new SandboxVerticle(
                0, List.of(new WireStandIn(vertx, database, account, Clock.fixed(NOW, ZoneOffset.UTC))));
        String deployment = Await.get(vertx.deployVerticle(verticle));
        return new WireSite("http://127.0.0.1:" + verticle.port() + "/wire", deployment);
    }

    /** A page, whatever its status. */
    Page get(String path) throws IOException {
        return send(request(path).GET());
    }

    Page post(String path, Map<String, String> form) throws IOException {
        String body = form.entrySet().stream()
                // "channels[]#2" is a second field of that name.
                .map(each -> encoded(each.getKey().replaceAll("#.*", "")) + "=" + encoded(each.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    Page control(String method, String path, JsonObject body, String... headers) throws IOException {
        HttpRequest.Builder request = request(path).method(method, BodyPublishers.ofString(body.encode()));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    Page fault(String step, String kind) throws IOException {
        return control("POST", "/faults", new JsonObject().put("step", step).put("kind", kind));
    }

    JsonObject ledger() throws IOException {
        return get("/ledger").json();
    }

    Page signIn() throws IOException {
        return post("/login-email", Map.of("login", EMAIL, "password", PASSWORD));
    }

    Page buy(String plan, String notes) throws IOException {
        return post("/buy", Map.of("plan", plan, "payment_method", "credits", "notes", notes, "place_order", "1"));
    }

    /** Starts a release; its id. */
    String compose() throws IOException {
        return get("/press-releases/edit").found("name=\"id\" value=\"(\\d{9})\"");
    }

    Page preview(String id, Map<String, String> changes) throws IOException {
        Map<String, String> form = release(id);
        form.putAll(changes);
        return post("/press-releases/edit", form);
    }

    Page distribute(String id) throws IOException {
        Map<String, String> form = new LinkedHashMap<>(Map.of("id", id));
        form.put("channels[]", "29");
        form.put("channels[]#2", channel("United States"));
        form.put("save_and_publish", "1");
        return post("/press-releases/edit-location", form);
    }

    Page publish(String id) throws IOException {
        return post("/press-releases/publish/" + id, Map.of());
    }

    /** From compose to published; the id. */
    String release(Map<String, String> changes) throws IOException {
        String id = compose();
        Page previewed = preview(id, changes);
        Page distributed = distribute(id);
        if (!previewed.path().equals("/wire/press-releases/preview")
                || !distributed.uri.getQuery().contains("publish")) {
            throw new AssertionError(previewed.body + distributed.body);
        }
        return publish(id).body.contains("was submitted") ? id : "";
    }

    static String channel(String country) {
        return WireCatalogue.CHANNEL_COUNTRIES.entrySet().stream()
                .filter(each -> each.getValue().equals(country))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static Map<String, String> release(String id) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("id", id);
        form.put("title", "Harbourlight Marine Opens Repair Yard");
        form.put("subtitle", "A yard for electric ferries");
        form.put("text", "First paragraph.\n\nSecond paragraph.");
        form.put("location_city", "Portland");
        form.put("location_state", "Maine");
        form.put("location_country", "US");
        form.put("language", "en");
        form.put("release_date_active", "0");
        form.put("release_time_zone", "America/New_York");
        form.put("contact_name", "Ingrid Salo");
        form.put("contact_organization", "Harbourlight Marine");
        form.put("contact_phone", "+1 207 555 0142");
        form.put("contact_email", "press@harbourlight.example");
        form.put("preview", "1");
        return form;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(10));
    }

    private Page send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            return new Page(
                    response.statusCode(),
                    response.uri(),
                    response.body(),
                    response.headers().firstValue("Connection"));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** What came back in the end. */
    record Page(int status, URI uri, String body, Optional<String> connection) {
        String path() {
            return uri.getPath();
        }

        JsonObject json() {
            return new JsonObject(body);
        }

        String found(String pattern) {
            Matcher matcher = Pattern.compile(pattern).matcher(body);
            if (!matcher.find()) {
                throw new AssertionError("no " + pattern + " in " + body);
            }
            return matcher.group(1);
        }

        String error() {
            return found("id=\"flash_error\"[^>]*>([^<]*)<");
        }
    }
}
