package com.bravapress.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A client of one port: a polite one, and a raw one for what no polite client sends. */
final class Web {
    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";
    private static final int PATIENCE_MS = 15_000;
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    Web(int port) {
        this.port = port;
    }

    String url(String path) {
        return "http://localhost:" + port + path;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, null, "", headers);
    }

    HttpResponse<String> form(String path, Map<String, String> fields, String... headers) {
        return send("POST", path, FORM, encoded(fields), headers);
    }

    /** Sends JSON that must be taken; the answer. */
    JsonObject json(String method, String path, String body, String... headers) {
        HttpResponse<String> answer = send(method, path, JSON, body, headers);
        assertThat(answer.statusCode())
                .as("%s %s: %s", method, path, answer.body())
                .isBetween(200, 299);
        return new JsonObject(answer.body());
    }

    /** Sends it; {@code type} may be null for no Content-Type. */
    HttpResponse<String> send(String method, String path, String type, String body, String... headers) {
        return send(method, path, type, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    HttpResponse<String> send(String method, String path, String type, byte[] body, String... headers) {
        try {
            return client.send(request(method, path, type, body, headers), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(method + " " + path + ": " + e, e);
        }
    }

    /** The status alone, without waiting for a body that may never end: event streams. */
    int status(String method, String path, String type, String body, String... headers) {
        try {
            HttpResponse<InputStream> answer = client.send(
                    request(method, path, type, body.getBytes(StandardCharsets.UTF_8), headers),
                    BodyHandlers.ofInputStream());
            answer.body().close();
            return answer.statusCode();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(method + " " + path + ": " + e, e);
        }
    }

    /** Sends bytes as they are and reads until the server closes; the request should ask it to. */
    String raw(String request) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A request line and headers, closed afterwards. */
    String rawRequest(String line, String... headers) {
        return raw(line + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + Arrays.stream(headers).map(header -> header + "\r\n").collect(Collectors.joining()) + "\r\n");
    }

    static int statusOf(String rawAnswer) {
        Matcher status = STATUS.matcher(rawAnswer);
        assertThat(status.lookingAt()).as("an HTTP answer: %s", rawAnswer).isTrue();
        return Integer.parseInt(status.group(1));
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The token of the first form of a page. */
    static String csrf(String page) {
        Matcher token = CSRF.matcher(page);
        assertThat(token.find()).as("a form with its token in: %s", page).isTrue();
        return token.group(1);
    }

    static String cookie(HttpResponse<?> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.replaceAll(";.*", ""))
                .findFirst()
                .orElseThrow();
    }

    /** Joins headers of several origins. */
    static String[] headers(String[] some, String... more) {
        String[] all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    private HttpRequest request(String method, String path, String type, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMillis(PATIENCE_MS))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }
}
