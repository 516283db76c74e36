package com.bravapress.releases.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.http.Principal;
import com.bravapress.testing.StudioServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Calls the studio's server as a program with a bearer token, or as a browser with cookie and form token. */
abstract class StudioHttp {
    final HttpClient client = HttpClient.newHttpClient();
    StudioServer server;

    static JsonObject json(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonObject(answer.body());
    }

    final HttpRequest.Builder request(Principal who, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path));
        return who == null ? request : request.header("Authorization", "Bearer " + StudioServer.token(who));
    }

    final HttpResponse<String> send(Principal who, String method, String path, String body) {
        HttpRequest.Builder request = request(who, path)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return exchange(body == null ? request : request.header("Content-Type", "application/json"));
    }

    final HttpResponse<String> patch(Principal who, String path, String version, String body) {
        return exchange(request(who, path)
                .header("Content-Type", "application/json")
                .header("If-Match", version)
                .method("PATCH", BodyPublishers.ofString(body)));
    }

    /** As a browser sends it: cookie and the token of a page. */
    final HttpResponse<String> form(Principal who, String path, String fields) {
        String cookie = "bp_session=" + StudioServer.token(who);
        String page = exchange(HttpRequest.newBuilder(URI.create(server.url() + "/dashboard/new-release"))
                        .header("Cookie", cookie))
                .body();
        var token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(token.find()).isTrue();
        return exchange(HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields + "&_csrf=" + encoded(token.group(1)))));
    }

    final String followed(Principal who, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        String location = answer.headers().firstValue("Location").orElseThrow().replaceAll("#.*", "");
        HttpResponse<String> page = send(who, "GET", location, null);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        return page.body();
    }

    final HttpResponse<String> exchange(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    final String begin(Principal who, String title) {
        return json(
                        201,
                        send(
                                who,
                                "POST",
                                "/api/releases",
                                new JsonObject().put("title", title).encode()))
                .getString("id");
    }
}
