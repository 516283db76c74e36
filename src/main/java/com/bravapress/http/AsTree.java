package com.bravapress.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.util.function.Function;

/** Writes a type as another tree that stands for it: Vert.x's JSON types as the maps and lists they wrap. */
final class AsTree<T> extends JsonSerializer<T> {
    private final Function<T, Object> tree;

    AsTree(Function<T, Object> tree) {
        this.tree = tree;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
        provider.defaultSerializeValue(tree.apply(value), out);
    }
}
