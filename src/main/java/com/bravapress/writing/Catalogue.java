package com.bravapress.writing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The countries and industries the wire's distribution page offers, by the labels it shows. */
public final class Catalogue {
    private static final Catalogue BUNDLED = read();

    private final List<String> countries;
    private final List<String> industries;
    private final Map<String, String> codes;

    private Catalogue(List<String> countries, List<String> industries, Map<String, String> codes) {
        this.countries = List.copyOf(countries);
        this.industries = List.copyOf(industries);
        this.codes = Map.copyOf(codes);
    }

    /** The bundled catalogue, {@code editorial/catalogue.yaml}. */
    public static Catalogue bundled() {
        return BUNDLED;
    }

    /** Country labels in alphabetical order, such as "United States". */
    public List<String> countries() {
        return countries;
    }

    /** Industry labels in alphabetical order, such as "Food & Beverage". */
    public List<String> industries() {
        return industries;
    }

    /** The country label a customer probably meant: by ISO code, or by letters written in another case. */
    public Optional<String> countryLike(String written) {
        var code = codes.get(written.trim().toUpperCase(Locale.ROOT));
        return code == null ? like(countries, written) : Optional.of(code);
    }

    /** The industry label a customer probably meant. */
    public Optional<String> industryLike(String written) {
        return like(industries, written);
    }

    private static Optional<String> like(List<String> labels, String written) {
        var wanted = written.trim().toLowerCase(Locale.ROOT);
        if (wanted.length() < 3) {
            return Optional.empty();
        }
        return labels.stream()
                .filter(label -> label.equalsIgnoreCase(wanted))
                .findFirst()
                .or(() -> labels.stream()
                        .filter(label -> label.toLowerCase(Locale.ROOT).contains(wanted)
                                || wanted.contains(label.toLowerCase(Locale.ROOT)))
                        .findFirst());
    }

    private static Catalogue read() {
        try (var in = Catalogue.class.getResourceAsStream("/editorial/catalogue.yaml")) {
            JsonNode root = new YAMLMapper().readTree(in);
            var countries = new ArrayList<String>();
            var codes = new HashMap<String, String>();
            for (var country : root.get("countries")) {
                countries.add(country.get("label").asText());
                codes.put(country.get("code").asText(), country.get("label").asText());
            }
            codes.put("USA", "United States");
            codes.put("UK", "United Kingdom");
            var industries = new ArrayList<String>();
            root.get("industries").forEach(industry -> industries.add(industry.asText()));
            return new Catalogue(countries, industries, codes);
        } catch (IOException e) {
            throw new UncheckedIOException("editorial/catalogue.yaml cannot be read", e);
        }
    }
}
