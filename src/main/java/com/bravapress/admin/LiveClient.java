package com.bravapress.admin;

import com.bravapress.http.SseStream;
import com.bravapress.jobs.TimelineStore.Cursor;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;

/**
 * One open console. Until its opening (snapshot or replay) is ready, what happens meanwhile waits here; nothing before the
 * opening's cursor is sent twice and nothing behind it is lost.
 */
final class LiveClient {
    private static final int MOST_WAITING = 5_000;

    private final SseStream out;
    private final String token;
    private List<Frame> waiting = new ArrayList<>();
    private Cursor opened;

    LiveClient(SseStream out, String token) {
        this.out = out;
        this.token = token;
    }

    String token() {
        return token;
    }

    /** Sends frames, given also as one text; false when the client is gone. */
    synchronized boolean offer(List<Frame> frames, String text) {
        if (waiting != null) {
            waiting.addAll(frames);
            return waiting.size() <= MOST_WAITING;
        }
        return out.write(frames.get(0).cursor().compareTo(opened) > 0 ? text : behind(frames));
    }

    /** Sends the opening and whatever came behind it. */
    @CanIgnoreReturnValue
    synchronized boolean open(Cursor cursor, String opening) {
        opened = cursor;
        String text = opening + behind(waiting);
        waiting = null;
        return out.write(text);
    }

    private String behind(List<Frame> frames) {
        return Frame.text(frames.stream()
                .filter(frame -> frame.cursor().compareTo(opened) > 0)
                .toList());
    }

    boolean beat() {
        return out.write(": still here\n\n");
    }

    @CanIgnoreReturnValue
    boolean greet(long retryMs) {
        return out.write("retry: " + retryMs + "\n\n");
    }

    void end() {
        out.end();
    }
}
