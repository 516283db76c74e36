package com.bravapress.sandbox.wire;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What can be chosen: countries (ISO 3166), languages, time zones, industries. Keys are form values, values labels. */
final class WireCatalogue {
    static final Map<String, String> COUNTRIES = countries();
    static final Map<String, String> LANGUAGES = languages();
    static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(id ->
                    id.matches("(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+|UTC"))
            .sorted()
            .toList();
    static final Map<String, String> INDUSTRIES = numbered(
            1,
            Stream.of(
                    "Agriculture, Farming & Forestry Industry",
                    "Amusement, Gaming & Casino",
                    "Automotive Industry",
                    "Aviation & Aerospace Industry",
                    "Banking, Finance & Investment Industry",
                    "Beauty & Hair Care",
                    "Book Publishing Industry",
                    "Building & Construction Industry",
                    "Business & Economy",
                    "Chemical Industry",
                    "Companies",
                    "Conferences & Trade Fairs",
                    "Consumer Goods",
                    "Culture, Society & Lifestyle",
                    "Education",
                    "Electronics Industry",
                    "Emergency Services",
                    "Energy Industry",
                    "Environment",
                    "Food & Beverage Industry",
                    "Furniture & Woodworking Industry",
                    "Gifts, Games & Hobbies",
                    "Healthcare & Pharmaceuticals Industry",
                    "Human Rights",
                    "Insurance Industry",
                    "International Organizations",
                    "IT Industry",
                    "Law",
                    "Manufacturing",
                    "Media, Advertising & PR",
                    "Military Industry",
                    "Mining Industry",
                    "Movie Industry",
                    "Music Industry",
                    "Natural Disasters",
                    "Politics",
                    "Real Estate & Property Management",
                    "Religion",
                    "Retail",
                    "Science",
                    "Shipping, Storage & Logistics",
                    "Social Media",
                    "Sports, Fitness & Recreation",
                    "Technology",
                    "Telecommunications",
                    "Textiles & Fabric Industry",
                    "Travel & Tourism Industry",
                    "Waste Management",
                    "World & Regional"));

    /** Where releases go; numbers of one space with the industries, so that only the label tells which is which. */
    static final Map<String, String> CHANNEL_COUNTRIES = numbered(1001, COUNTRIES.values().stream());

    private WireCatalogue() {}

    /** The label of a channel of either sort, or null. */
    static String channel(String id) {
        return INDUSTRIES.getOrDefault(id, CHANNEL_COUNTRIES.get(id));
    }

    private static Map<String, String> countries() {
        Map<String, String> labels = new LinkedHashMap<>();
        Stream.of(Locale.getISOCountries())
                .map(code -> new String[] {
                    code, new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH)
                })
                .sorted(Comparator.comparing(pair -> pair[1]))
                .forEach(pair -> labels.put(pair[0], pair[1]));
        return labels;
    }

    private static Map<String, String> languages() {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String code : List.of("en", "ar", "zh", "nl", "fr", "de", "hi", "it", "ja", "ko", "pt", "ru", "es")) {
            labels.put(code, Locale.forLanguageTag(code).getDisplayLanguage(Locale.ENGLISH));
        }
        return labels;
    }

    private static Map<String, String> numbered(int first, Stream<String> labels) {
        Map<String, String> numbered = new LinkedHashMap<>();
        for (String label : labels.toList()) {
            numbered.put(String.valueOf(first + numbered.size()), label);
        }
        return numbered;
    }
}
