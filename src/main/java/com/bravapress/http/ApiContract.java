package com.bravapress.http;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code openapi.yaml}: what the API promises, and what JSON bodies are validated against before any handler runs. */
public final class ApiContract {
    private static final String FILE = "/openapi.yaml";
    private static final int DEEPEST = 20;
    private static final String WHOLE = "body";
    /** What the validator says of the whole object when one of its fields, told of apart, is wrong. */
    private static final String OF_A_PROPERTY = "Property \"";

    private static final Pattern MISSING = Pattern.compile("required property \"([^\"]+)\"");

    private final String text;
    private final Set<String> operations = new LinkedHashSet<>();
    private final Map<String, Validator> bodies = new HashMap<>();

    ApiContract(String text, JsonObject document) {
        this.text = text;
        document.getJsonObject("paths")
                .forEach(path -> ((JsonObject) path.getValue()).forEach(member -> {
                    if (!member.getKey().equals("parameters")) {
                        String operation = operation(member.getKey(), path.getKey());
                        operations.add(operation);
                        body(document, (JsonObject) member.getValue(), operation);
                    }
                }));
    }

    /** Reads the contract that ships with the program. */
    public static ApiContract bundled() {
        try (InputStream in = ApiContract.class.getResourceAsStream(FILE)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            @SuppressWarnings("unchecked")
            Map<String, Object> tree = new YAMLMapper().readValue(text, Map.class);
            return new ApiContract(text, new JsonObject(tree));
        } catch (IOException e) {
            throw new IllegalStateException("the bundled " + FILE + " cannot be read", e);
        }
    }

    /** The document as it is served. */
    public String text() {
        return text;
    }

    /** Every operation, as {@code POST /api/releases/:id/checkout}. */
    public Set<String> operations() {
        return operations;
    }

    /** What is wrong with a JSON body for this endpoint; empty when it keeps the contract or has none to keep. */
    List<FieldError> faults(Endpoint endpoint, JsonObject body) {
        Validator validator = bodies.get(operation(endpoint.method().name(), endpoint.path()));
        if (validator == null) {
            return List.of();
        }
        OutputUnit result = validator.validate(body);
        if (result.getValid()) {
            return List.of();
        }
        // The validator tells the same of a field twice, first that it does not fit and then why.
        Map<String, String> byField = new LinkedHashMap<>();
        if (result.getErrors() != null) {
            result.getErrors().forEach(error -> note(byField, error));
        }
        if (byField.isEmpty()) {
            byField.put(WHOLE, "The body does not have the form it should");
        }
        return byField.entrySet().stream()
                .map(fault -> new FieldError(fault.getKey(), fault.getValue()))
                .toList();
    }

    private static void note(Map<String, String> byField, OutputUnit error) {
        String place = error.getInstanceLocation().replaceFirst("^#?/?", "").replace('/', '.');
        Matcher missing = MISSING.matcher(error.getError());
        if (missing.find()) {
            String name = missing.group(1);
            byField.put(place.isEmpty() ? name : place + "." + name, name + " is missing");
        } else if (!place.isEmpty()) {
            byField.put(place, error.getError());
        } else if (!error.getError().startsWith(OF_A_PROPERTY)) {
            byField.put(WHOLE, error.getError());
        }
    }

    private void body(JsonObject document, JsonObject operation, String name) {
        JsonObject body = operation.getJsonObject("requestBody");
        if (body == null) {
            return;
        }
        JsonObject schema = ((JsonObject) resolved(document, body, 0))
                .getJsonObject("content")
                .getJsonObject("application/json")
                .getJsonObject("schema");
        JsonSchemaOptions options = new JsonSchemaOptions()
                .setBaseUri("urn:bravapress:" + bodies.size())
                .setDraft(Draft.DRAFT202012)
                .setOutputFormat(OutputFormat.Basic);
        bodies.put(name, Validator.create(JsonSchema.of(schema), options));
    }

    /** The same tree with every local {@code $ref} replaced by what it points at. */
    private static Object resolved(JsonObject document, Object node, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalStateException(FILE + " refers to itself");
        }
        if (node instanceof JsonObject object) {
            if (object.containsKey("$ref")) {
                return resolved(document, target(document, object.getString("$ref")), depth + 1);
            }
            JsonObject copy = new JsonObject();
            object.forEach(member -> copy.put(member.getKey(), resolved(document, member.getValue(), depth + 1)));
            return copy;
        }
        if (node instanceof JsonArray array) {
            JsonArray copy = new JsonArray();
            array.forEach(item -> copy.add(resolved(document, item, depth + 1)));
            return copy;
        }
        return node;
    }

    private static Object target(JsonObject document, String reference) {
        JsonObject at = document;
        for (String step : reference.substring("#/".length()).split("/", -1)) {
            at = at.getJsonObject(step);
        }
        return at;
    }

    private static String operation(String method, String path) {
        return HttpMethod.valueOf(method.toUpperCase(java.util.Locale.ROOT)) + " "
                + path.replaceAll("\\{(\\w+)}", ":$1");
    }
}
