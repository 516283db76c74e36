package com.bravapress.admin;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Reads an event stream in a thread of its own, as a console does. */
final class EventReader implements AutoCloseable {
    record Event(String id, String name, JsonObject data) {}

    private final HttpResponse<Stream<String>> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<String> raw = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    EventReader(String url, String token, String after) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + token);
        if (after != null) {
            request.header("Last-Event-ID", after);
        }
        response = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofLines());
        Thread thread = new Thread(this::read, "events");
        thread.setDaemon(true);
        thread.start();
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    List<Event> events() {
        return events;
    }

    List<Event> events(String name) {
        return events.stream().filter(event -> event.name().equals(name)).toList();
    }

    /** Comments and retry lines. */
    List<String> raw() {
        return raw;
    }

    boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        response.body().close();
    }

    private void read() {
        String id = null;
        String name = null;
        try {
            for (String line : (Iterable<String>) response.body()::iterator) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    events.add(new Event(id, name, new JsonObject(line.substring(6))));
                } else if (!line.isEmpty()) {
                    raw.add(line);
                }
            }
        } catch (UncheckedIOException | IllegalStateException gone) {
            raw.add("gone");
        }
        closed = true;
    }
}
