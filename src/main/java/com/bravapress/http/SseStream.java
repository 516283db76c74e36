package com.bravapress.http;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/**
 * One open connection of server-sent events (WHATWG HTML §9.2). Writing is safe from any thread. A client that does not
 * read is cut off instead of being buffered for; it comes back and resumes from the last id it saw.
 */
public final class SseStream {
    private final HttpServerResponse response;

    private SseStream(HttpServerResponse response) {
        this.response = response;
    }

    static SseStream open(HttpServerResponse response) {
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                // Compression would hold events back.
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                .putHeader("X-Accel-Buffering", "no");
        response.exceptionHandler(gone -> {});
        return new SseStream(response);
    }

    /** Formats one event; {@code data} is one line or several, {@code id} may be null. */
    public static String frame(String event, String id, String data) {
        StringBuilder frame = new StringBuilder();
        if (id != null) {
            frame.append("id: ").append(id).append('\n');
        }
        frame.append("event: ").append(event).append('\n');
        data.lines().forEach(line -> frame.append("data: ").append(line).append('\n'));
        return frame.append('\n').toString();
    }

    /** Writes prepared frames; false when the client is gone or was just cut off for not reading. */
    @CanIgnoreReturnValue
    public boolean write(String frames) {
        if (response.closed() || response.ended()) {
            return false;
        }
        if (response.writeQueueFull()) {
            response.reset();
            return false;
        }
        response.write(frames).onFailure(gone -> response.reset());
        return true;
    }

    /** Ends the stream; the client will reconnect. */
    public void end() {
        if (!response.ended() && !response.closed()) {
            response.end().onFailure(gone -> response.reset());
        }
    }

    /** Runs once when the connection is gone, for whatever reason. */
    public void onClose(Runnable action) {
        response.closeHandler(closed -> action.run());
    }
}
