package com.bravapress.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What handlers see of a request: who, which, and the input, already checked for size, encoding and access. */
public final class Request {
    /** The cookie that carries the session's token. */
    public static final String SESSION_COOKIE = "bp_session";

    private static final String PRINCIPAL = "bp.principal";
    private static final String BEARER = "Bearer ";

    private final RoutingContext context;

    Request(RoutingContext context) {
        this.context = context;
    }

    /** Who is signed in; the router guarantees somebody where the endpoint's access needs a session. */
    public Principal principal() {
        return signedIn().orElseThrow(() -> AppException.of(Problem.UNAUTHORIZED, "Sign in to go on."));
    }

    /** Who is signed in, if anybody. */
    public Optional<Principal> signedIn() {
        return Optional.ofNullable(context.get(PRINCIPAL));
    }

    void signedInAs(Principal principal) {
        context.put(PRINCIPAL, principal);
    }

    /** The token it came with, the bearer one before the session cookie's: for streams that ask again later. */
    public Optional<String> token() {
        return bearer().or(() -> cookie(SESSION_COOKIE));
    }

    Optional<String> bearer() {
        return header("Authorization")
                .filter(header -> header.startsWith(BEARER))
                .map(header -> header.substring(BEARER.length()));
    }

    /** A parameter of the path. */
    public String path(String name) {
        return context.pathParam(name);
    }

    /** A parameter of the path that is an id; anything else does not exist (404). */
    public UUID pathUuid(String name) {
        try {
            return UUID.fromString(path(name));
        } catch (IllegalArgumentException e) {
            throw AppException.notFound();
        }
    }

    /** A parameter of the path that is a number; anything else does not exist (404). */
    public long pathLong(String name) {
        try {
            return Long.parseLong(path(name));
        } catch (NumberFormatException e) {
            throw AppException.notFound();
        }
    }

    /** A query parameter that is there and not blank. */
    public Optional<String> query(String name) {
        List<String> values = context.queryParam(name);
        return values.isEmpty() || values.get(0).isBlank()
                ? Optional.empty()
                : Optional.of(checked(name, values.get(0)).trim());
    }

    /** A whole number from the query, or {@code otherwise}; out of range or no number is 400. */
    public int queryInt(String name, int otherwise, int least, int most) {
        Optional<String> text = query(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw badField(name, "must be a whole number from " + least + " to " + most);
    }

    /** The path as the browser asked for it. */
    public String path() {
        return context.request().path();
    }

    /** The path with its query. */
    public String uri() {
        return context.request().uri();
    }

    /** A request header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(context.request().getHeader(name));
    }

    /** A cookie's value. */
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(context.request().getCookie(name)).map(Cookie::getValue);
    }

    /** The caller's address. */
    public String address() {
        return context.request().connection().remoteAddress().hostAddress();
    }

    /** Whether the caller takes this media type by name. */
    public boolean accepts(String mediaType) {
        return header("Accept").filter(accept -> accept.contains(mediaType)).isPresent();
    }

    /** The body as it came; for signatures. */
    public Buffer body() {
        return Optional.ofNullable(context.body().buffer()).orElseGet(Buffer::buffer);
    }

    /** Whether the body says that it is JSON; no browser sends such a body to another site without asking it first. */
    boolean isJson() {
        return format().startsWith("application/json");
    }

    private String format() {
        return header("Content-Type").orElse("").toLowerCase(java.util.Locale.ROOT);
    }

    /** The body as a JSON object; empty when there is none. 400 when it claims to be JSON and is not. */
    Optional<JsonObject> json() {
        if (!isJson() || body().length() == 0) {
            return Optional.empty();
        }
        return Optional.of(convert(() -> {
            JsonNode tree = Json.tree(body().toString());
            if (!tree.isObject()) {
                throw AppException.of(Problem.BAD_REQUEST, "The body must be a JSON object.");
            }
            return Json.asObject(tree);
        }));
    }

    /** The form's fields by name, first values only. */
    public Map<String, String> form() {
        Map<String, String> fields = new LinkedHashMap<>();
        MultiMap sent = context.request().formAttributes();
        sent.names().forEach(name -> fields.put(name, checked(name, sent.get(name))));
        return fields;
    }

    /**
     * The body, a form or JSON, as a record; members it does not name are ignored, missing ones are null.
     *
     * @throws AppException 400 naming the field that does not fit, 415 for another format
     */
    public <T> T input(Class<T> type) {
        String format = format();
        if (format.startsWith("application/x-www-form-urlencoded")) {
            return convert(() -> Json.as(type, form()));
        }
        if (!format.isEmpty() && !format.startsWith("application/json")) {
            throw AppException.of(
                    Problem.UNSUPPORTED_MEDIA_TYPE, "Send application/json or application/x-www-form-urlencoded.");
        }
        return convert(() -> {
            JsonNode tree = Json.tree(body().toString());
            if (tree == null || !tree.isObject()) {
                throw AppException.of(Problem.BAD_REQUEST, "The body must be a JSON object.");
            }
            checkStrings((ObjectNode) tree);
            return Json.read(tree, type);
        });
    }

    private static <T> T convert(Conversion<T> conversion) {
        try {
            return conversion.run();
        } catch (JsonMappingException e) {
            throw misfit(e);
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " near character " + e.getLocation().getCharOffset();
            throw AppException.of(Problem.BAD_REQUEST, "The body is not valid JSON" + where + ".", e);
        } catch (IllegalArgumentException e) { // how convertValue wraps a mapping error
            throw e.getCause() instanceof JsonMappingException mapping ? misfit(mapping) : e;
        }
    }

    private static AppException misfit(JsonMappingException e) {
        String field = e.getPath().isEmpty()
                ? "body"
                : Optional.ofNullable(e.getPath().get(e.getPath().size() - 1).getFieldName())
                        .orElse("body");
        return badField(field, "does not have the form it should");
    }

    private static AppException badField(String field, String message) {
        return AppException.badFields(List.of(new FieldError(field, field + " " + message)));
    }

    private static void checkStrings(ObjectNode tree) {
        tree.properties().forEach(each -> {
            if (each.getValue().isTextual()) {
                String unused = checked(each.getKey(), each.getValue().textValue());
            }
        });
    }

    /** PostgreSQL cannot keep U+0000, and no text of a person has it. */
    private static String checked(String field, String value) {
        if (value.indexOf('\0') >= 0) {
            throw badField(field, "contains a character that no text has (NUL); remove it and send again");
        }
        return value;
    }

    @FunctionalInterface
    private interface Conversion<T> {
        T run() throws JsonProcessingException;
    }
}
