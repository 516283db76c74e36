package com.bravapress.wire.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Finding a customer's word in the wire's lists. */
final class Channels {
    private static final int SHORTEST_WORD = 3;
    private static final Set<String> NO_MEANING = Set.of("industry", "and", "the", "services");

    private Channels() {}

    /** The label that is this country's; a country that is not in the list cannot be served. */
    static String labelled(List<String> labels, String country) {
        return labels.stream()
                .filter(label -> label.equalsIgnoreCase(country.strip()))
                .findFirst()
                .orElseThrow(() -> WireFailure.refused("The wire's list of countries has no “" + country + "”"));
    }

    /** Whether a list of channels is the one of countries. */
    static boolean areCountries(List<String> labels, String country) {
        return labels.stream().anyMatch(label -> label.equalsIgnoreCase(country.strip()));
    }

    /** The label nearest to the customer's word: the same, else with most words in common, else the usual one. */
    static String nearest(List<String> labels, String industry, String usual) {
        Set<String> wanted = words(industry);
        ToLongFunction<String> common =
                label -> words(label).stream().filter(wanted::contains).count();
        return labels.stream()
                .filter(label -> label.equalsIgnoreCase(industry.strip()))
                .findFirst()
                .or(() -> labels.stream()
                        .filter(label -> common.applyAsLong(label) > 0)
                        .max((one, other) -> Long.compare(common.applyAsLong(one), common.applyAsLong(other))))
                .or(() -> labels.stream()
                        .filter(label -> label.equalsIgnoreCase(usual))
                        .findFirst())
                .orElseThrow(() -> WireFailure.lost("The wire's list of industries has no “" + usual + "”"));
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\d]+"))
                .filter(word -> word.length() >= SHORTEST_WORD && !NO_MEANING.contains(word))
                .collect(Collectors.toSet());
    }
}
