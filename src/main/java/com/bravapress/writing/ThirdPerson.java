package com.bravapress.writing;

import java.util.Map;
import java.util.regex.Pattern;

/** Turns "we opened our yard" into "the company opened its yard"; leaves what it is not sure of to rule E12. */
final class ThirdPerson {
    private static final Pattern FIRST = Pattern.compile(
            "(?<![\\p{L}\\p{N}'’-])(?:[Ww]e(?:['’](re|ve|ll))?(?: (are|have|were|do)\\b)?|[Oo]ur|us)(?![\\p{L}\\p{N}'’-])");
    private static final Map<String, String> VERBS = Map.of(
            "re", " is", "ve", " has", "ll", " will", "are", " is", "have", " has", "were", " was", "do", " does");

    private ThirdPerson() {}

    static String of(String text) {
        return FIRST.matcher(text).replaceAll(match -> {
            boolean capital = Character.isUpperCase(match.group().charAt(0));
            if (match.group().equalsIgnoreCase("our")) {
                return capital ? "The company's" : "its";
            }
            var verb = match.group(1) != null ? match.group(1) : match.group(2);
            return (capital ? "The" : "the") + " company" + (verb == null ? "" : VERBS.get(verb));
        });
    }
}
