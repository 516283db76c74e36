package com.bravapress.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.nio.charset.StandardCharsets;

/** Passes records by reference inside one JVM and as JSON, preceded by their class name, between JVMs. */
final class RecordCodec implements MessageCodec<Record, Record> {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    @Override
    public void encodeToWire(Buffer buffer, Record message) {
        byte[] type = message.getClass().getName().getBytes(StandardCharsets.UTF_8);
        byte[] body;
        try {
            body = JSON.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be sent: " + message.getClass(), e);
        }
        buffer.appendInt(type.length).appendBytes(type).appendInt(body.length).appendBytes(body);
    }

    @Override
    public Record decodeFromWire(int position, Buffer buffer) {
        int typeLength = buffer.getInt(position);
        int bodyAt = position + 4 + typeLength;
        String type = buffer.getString(position + 4, bodyAt);
        byte[] body = buffer.getBytes(bodyAt + 4, bodyAt + 4 + buffer.getInt(bodyAt));
        // The name comes from another node: only our own records are ever made from it.
        if (!type.startsWith("com.bravapress.")) {
            throw new IllegalArgumentException("not one of our records: " + type);
        }
        try {
            return JSON.readValue(body, Class.forName(type).asSubclass(Record.class));
        } catch (Exception e) {
            throw new IllegalArgumentException("cannot be read: " + type, e);
        }
    }

    @Override
    public Record transform(Record message) {
        return message;
    }

    @Override
    public String name() {
        return "record";
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
