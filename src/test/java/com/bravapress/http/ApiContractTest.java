package com.bravapress.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiContractTest {
    private static final Endpoint ENDPOINT =
            Endpoint.post("/api/things", Access.SIGNED_IN, request -> Future.succeededFuture(Reply.empty(204)));

    private static List<String> faults(String schema, String body) {
        JsonObject content =
                new JsonObject().put("application/json", new JsonObject().put("schema", new JsonObject(schema)));
        JsonObject document = new JsonObject()
                .put(
                        "paths",
                        new JsonObject()
                                .put(
                                        "/api/things",
                                        new JsonObject()
                                                .put(
                                                        "post",
                                                        new JsonObject()
                                                                .put(
                                                                        "requestBody",
                                                                        new JsonObject().put("content", content)))));
        return new ApiContract("", document)
                .faults(ENDPOINT, new JsonObject(body)).stream()
                        .map(FieldError::field)
                        .toList();
    }

    @Test
    void a_missing_property_is_reported_under_its_name() {
        String schema = "{\"type\":\"object\",\"required\":[\"reason\"]}";
        assertThat(faults(schema, "{}")).containsExactly("reason");
        assertThat(faults(schema, "{\"reason\":1}")).isEmpty();
    }

    @Test
    void a_missing_property_further_down_is_reported_under_its_path() {
        String schema = "{\"properties\":{\"who\":{\"type\":\"object\",\"required\":[\"name\"]}}}";
        assertThat(faults(schema, "{\"who\":{}}")).contains("who.name");
    }

    @Test
    void a_fault_of_the_whole_body_is_reported_under_body() {
        assertThat(faults("{\"type\":\"object\",\"minProperties\":1}", "{}")).containsExactly("body");
        assertThat(faults("{\"not\":{\"type\":\"object\"}}", "{}")).containsExactly("body");
    }

    @Test
    void a_wrong_field_is_reported_once_and_only_as_itself() {
        String schema = "{\"type\":\"object\",\"properties\":{\"title\":{\"type\":\"string\"}}}";
        assertThat(faults(schema, "{\"title\":5}")).containsExactly("title");
    }
}
