package com.bravapress.admin;

import com.bravapress.http.Json;
import com.bravapress.http.SseStream;
import com.bravapress.jobs.TimelineStore.Cursor;
import java.util.List;
import java.util.stream.Collectors;

/** One server-sent event and the place in the timeline behind which a client that has it may go on. */
record Frame(Cursor cursor, String text) {
    static Frame of(Cursor cursor, String event, Object data) {
        return new Frame(cursor, SseStream.frame(event, cursor.toString(), Json.text(data)));
    }

    static String text(List<Frame> frames) {
        return frames.stream().map(Frame::text).collect(Collectors.joining());
    }
}
