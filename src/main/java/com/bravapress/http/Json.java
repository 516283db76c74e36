package com.bravapress.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** JSON as the API speaks it: snake_case, RFC 3339 times in UTC, unknown members ignored, shallow. */
public final class Json {
    private static final int DEEPEST = 32;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(ownTypes())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .serializationInclusion(JsonInclude.Include.ALWAYS)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    }

    private Json() {}

    /** A record, map, list or JsonObject as text. */
    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    /** A record as a Vert.x object, for a jsonb column. */
    public static JsonObject object(Object value) {
        return new JsonObject(text(value));
    }

    /** Any tree as one of our records. */
    public static <T> T as(Class<T> type, Object tree) {
        return MAPPER.convertValue(tree, type);
    }

    static JsonNode tree(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    /** A tree that is an object, as Vert.x's validator takes it. */
    @SuppressWarnings("unchecked")
    static JsonObject asObject(JsonNode tree) {
        return new JsonObject(as(Map.class, tree));
    }

    static <T> T read(JsonNode tree, Class<T> type) throws JsonProcessingException {
        return MAPPER.treeToValue(tree, type);
    }

    private static SimpleModule ownTypes() {
        return new SimpleModule()
                .addSerializer(JsonObject.class, new AsTree<>(JsonObject::getMap))
                .addSerializer(JsonArray.class, new AsTree<>(JsonArray::getList))
                .addSerializer(Role.class, new AsTree<>(Role::id));
    }
}
