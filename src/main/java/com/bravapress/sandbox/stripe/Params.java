package com.bravapress.sandbox.stripe;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The form-encoded parameters of a v1 call; nested ones are named {@code line_items[0][price_data][currency]}. */
final class Params {
    private final Map<String, String> values = new TreeMap<>();

    Params(MultiMap sent) {
        sent.forEach(entry -> values.put(entry.getKey(), entry.getValue()));
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    String needed(String name) {
        return text(name)
                .orElseThrow(
                        () -> BoxError.invalid("parameter_missing", name, "Missing required param: " + name + "."));
    }

    Optional<Long> number(String name) {
        return text(name).map(text -> {
            try {
                return Long.valueOf(text);
            } catch (NumberFormatException e) {
                throw BoxError.invalid("parameter_invalid_integer", name, "Invalid integer: " + text);
            }
        });
    }

    /** The entries below a name, such as {@code metadata}. */
    JsonObject below(String name) {
        JsonObject found = new JsonObject();
        values.forEach((key, value) -> {
            if (key.startsWith(name + "[") && key.endsWith("]")) {
                found.put(key.substring(name.length() + 1, key.length() - 1), value);
            }
        });
        return found;
    }

    boolean has(String prefix) {
        return values.keySet().stream().anyMatch(key -> key.startsWith(prefix));
    }

    /** One text for the same parameters in any order. */
    String canonical() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n"));
    }
}
