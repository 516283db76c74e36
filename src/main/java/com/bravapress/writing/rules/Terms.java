package com.bravapress.writing.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Word lists from {@code editorial/terms.yaml}, ready to be looked for at word boundaries. */
final class Terms {
    private static final JsonNode FILE = read();

    private final Pattern terms;
    private final Pattern exceptions;

    private Terms(JsonNode terms, JsonNode exceptions) {
        this.terms = pattern(strings(terms));
        this.exceptions = exceptions == null || exceptions.isEmpty() ? null : pattern(strings(exceptions));
    }

    /** A plain list. */
    static Terms list(String name) {
        return new Terms(FILE.get(name), null);
    }

    /** Lists by category; the order of the file is kept. */
    static Map<String, Terms> categories(String name) {
        var categories = new LinkedHashMap<String, Terms>();
        for (var entry : FILE.get(name).properties()) {
            var value = entry.getValue();
            categories.put(
                    entry.getKey(),
                    value.isArray() ? new Terms(value, null) : new Terms(value.get("terms"), value.get("except")));
        }
        return categories;
    }

    static Set<String> words(String name) {
        return new HashSet<>(strings(FILE.get(name)));
    }

    /** Every occurrence that is not part of a harmless phrase. */
    void find(String text, Consumer<MatchResult> found) {
        var harmless = new ArrayList<MatchResult>();
        if (exceptions != null) {
            exceptions.matcher(text).results().forEach(harmless::add);
        }
        terms.matcher(text)
                .results()
                .filter(match -> harmless.stream().noneMatch(h -> h.start() <= match.start() && match.end() <= h.end()))
                .forEach(found);
    }

    private static List<String> strings(JsonNode list) {
        var strings = new ArrayList<String>();
        list.forEach(item -> strings.add(item.asText()));
        return strings;
    }

    private static Pattern pattern(List<String> terms) {
        var alternatives = terms.stream().map(Terms::expression).collect(Collectors.joining("|"));
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + alternatives + ")(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static String expression(String term) {
        var expression = new StringBuilder();
        for (char c : term.toCharArray()) {
            switch (c) {
                case ' ' -> expression.append("[\\s-]{1,3}");
                case '*' -> expression.append("\\p{L}{0,12}");
                case '\'' -> expression.append("['’]");
                default -> expression.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return expression.toString();
    }

    private static JsonNode read() {
        try (var in = Terms.class.getResourceAsStream("/editorial/terms.yaml")) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("editorial/terms.yaml cannot be read", e);
        }
    }
}
