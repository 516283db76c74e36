package com.bravapress.wire.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must not stand in anything that is kept of a visit: passwords, cookies, card numbers. */
final class Secrets {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GONE = "•••";
    private static final int SHORTEST = 4;
    private static final Set<String> HEADERS = Set.of("cookie", "set-cookie", "authorization");
    private static final Set<String> MEMBERS = Set.of("cookies", "storageState");
    private static final int SHORTEST_CARD = 15;
    private static final int LONGEST_CARD = 19;
    private static final Pattern CARD = Pattern.compile("(?<![\\w.])\\d(?:[ -]?\\d){14,18}(?![\\w.])");
    private static final Pattern SECRET_INPUT = Pattern.compile(
            "<input\\b[^>]*(?:type=.?password|name=.?\\w*(?:card|cvc))[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern VALUE = Pattern.compile("\\bvalue=(\"[^\"]*\"|'[^']*'|[^\\s>]+)");

    // Longest first, so that none is cut by a shorter one in it.
    private final Set<String> words = new TreeSet<>((one, other) ->
            one.length() == other.length() ? one.compareTo(other) : Integer.compare(other.length(), one.length()));

    /** These words in every way they may be written; shorter ones than four characters would tear up the rest. */
    Secrets(Collection<String> secrets) {
        for (String secret : secrets) {
            if (secret != null && secret.length() >= SHORTEST) {
                words.add(secret);
                words.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
                words.add(new String(JsonStringEncoder.getInstance().quoteAsString(secret)));
                words.add(secret.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"));
            }
        }
    }

    /** A page without them. */
    String removedFromPage(String html) {
        return removed(SECRET_INPUT
                .matcher(html)
                .replaceAll(input ->
                        Matcher.quoteReplacement(VALUE.matcher(input.group()).replaceAll("value=\"\""))));
    }

    /** Any text without them. */
    String removed(String text) {
        String clean = text;
        for (String word : words) {
            clean = clean.replace(word, GONE);
        }
        return CARD.matcher(clean)
                .replaceAll(number -> isCard(number.group()) ? GONE : Matcher.quoteReplacement(number.group()));
    }

    /** One line of a trace without them. */
    String removedFromEvent(String line) {
        try {
            JsonNode event = JSON.readTree(line);
            strip(event);
            return removed(JSON.writeValueAsString(event));
        } catch (JsonProcessingException noJson) {
            return removed(line);
        }
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (HEADERS.contains(object.path("name").asText().toLowerCase(Locale.ROOT)) && object.has("value")) {
                object.put("value", GONE);
            }
            List.copyOf(object.properties()).forEach(member -> {
                boolean header = HEADERS.contains(member.getKey().toLowerCase(Locale.ROOT));
                if (MEMBERS.contains(member.getKey()) || header) {
                    object.set(member.getKey(), emptied(member.getValue()));
                } else {
                    strip(member.getValue());
                }
            });
        } else if (node instanceof ArrayNode) {
            node.forEach(Secrets::strip);
        }
    }

    private static JsonNode emptied(JsonNode value) {
        return value.isArray() ? JSON.createArrayNode() : JSON.getNodeFactory().textNode(GONE);
    }

    /** Luhn's check, which every card number passes. */
    static boolean isCard(String text) {
        String digits = text.replaceAll("\\D", "");
        if (digits.length() < SHORTEST_CARD || digits.length() > LONGEST_CARD) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }
}
