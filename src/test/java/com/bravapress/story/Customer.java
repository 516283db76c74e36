package com.bravapress.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.http.Json;
import com.bravapress.writing.FrontMatter;
import com.bravapress.writing.ReleaseText;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A customer who speaks the JSON API and pays at the hosted page. */
final class Customer {
    private final HttpClient http = HttpClient.newHttpClient();
    private final JarServer server;
    final String email = "c" + UUID.randomUUID().toString().substring(0, 8) + "@customer.example";
    private String token = "";

    Customer(JarServer server) {
        this.server = server;
    }

    static ReleaseText sample(String name) {
        try {
            return FrontMatter.parse(Files.readString(Path.of("src/main/resources/samples", name)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Customer signUp() {
        JsonObject body = new JsonObject()
                .put("full_name", "Ada Lindqvist")
                .put("email", email)
                .put("password", "a long enough phrase " + UUID.randomUUID())
                .put("accept_terms", true);
        token = ok(send("POST", "/api/auth/signup", body)).getString("token");
        return this;
    }

    /** Signs in as somebody who has an account. */
    Customer signIn(String address, String password) {
        token = ok(send(
                        "POST",
                        "/api/auth/login",
                        new JsonObject().put("email", address).put("password", password)))
                .getString("token");
        return this;
    }

    /** Makes a draft; its id. */
    String write(ReleaseText text) {
        return ok(send("POST", "/api/releases", Json.object(text))).getString("id");
    }

    JsonObject validate(String id) {
        return ok(send("POST", "/api/releases/" + id + "/validate", new JsonObject()));
    }

    JsonObject checkout(String id) {
        return ok(send("POST", "/api/releases/" + id + "/checkout", new JsonObject()));
    }

    /** Pays at the hosted page; where the browser is sent afterwards. */
    String pay(String checkoutUrl, String card) {
        String form = Map.of("card_number", card, "email", email).entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> answer = exchange(HttpRequest.newBuilder(URI.create(checkoutUrl))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
        return answer.headers().firstValue("Location").orElse("");
    }

    JsonObject release(String id) {
        return ok(send("GET", "/api/releases/" + id, null));
    }

    String status(String id) {
        return release(id).getString("status");
    }

    /** Tells a stand-in how to misbehave. */
    void control(String path, JsonObject fault) {
        ok(exchange(HttpRequest.newBuilder(URI.create(server.sandbox() + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(fault.encode()))
                .build()));
    }

    JsonObject get(String path) {
        return ok(send("GET", path, null));
    }

    JsonObject ledger(String path) {
        return new JsonObject(exchange(HttpRequest.newBuilder(URI.create(server.sandbox() + path))
                        .build())
                .body());
    }

    HttpResponse<String> send(String method, String path, JsonObject body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.site() + path))
                .header("Accept", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return exchange(request.build());
    }

    private static JsonObject ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return new JsonObject(answer.body());
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + ": " + e, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
