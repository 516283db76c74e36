package com.bravapress.sandbox.wire;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Why the wire sends a form back. */
final class FormRules {
    private static final int SUBTITLE = 160;
    private static final int ANCHORS = 3;
    private static final Map<String, String> REQUIRED = required();

    private final Clock clock;

    FormRules(Clock clock) {
        this.clock = clock;
    }

    /** The faults of a composed release; {@code plan} sets its limits. Empty when it may go on. */
    List<String> compose(ReleaseFields fields, WirePlan plan) {
        List<String> faults = new ArrayList<>();
        REQUIRED.forEach((name, label) -> {
            if (fields.get(name).isBlank()) {
                faults.add(label + " is required.");
            }
        });
        if (fields.get("subtitle").codePointCount(0, fields.get("subtitle").length()) > SUBTITLE) {
            faults.add("Subtitle must not be longer than " + SUBTITLE + " characters.");
        }
        String country = fields.get("location_country");
        if (!country.isBlank() && !WireCatalogue.COUNTRIES.containsKey(country)) {
            faults.add("Please select a country from the list.");
        }
        if (!WireCatalogue.LANGUAGES.containsKey(fields.get("language"))) {
            faults.add("Please select a language from the list.");
        }
        String email = fields.get("contact_email");
        if (!email.isBlank() && !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
            faults.add("Contact E-mail is not a valid e-mail address.");
        }
        schedule(fields).ifPresent(faults::add);
        faults.addAll(limits(fields, plan));
        return faults;
    }

    /** What the plan does not allow. */
    List<String> limits(ReleaseFields fields, WirePlan plan) {
        List<String> faults = new ArrayList<>();
        if (fields.words() > plan.words) {
            faults.add("Your press release has " + fields.words() + " words. The limit of the " + plan.label
                    + " package is " + plan.words + " words.");
        }
        if (fields.anchors() > ANCHORS) {
            faults.add("Your press release has " + fields.anchors() + " links. The limit is " + ANCHORS + ".");
        }
        return faults;
    }

    /** The faults of the chosen distribution. */
    List<String> distribution(ReleaseFields fields, WirePlan plan) {
        long countries = fields.channels().stream()
                .filter(WireCatalogue.CHANNEL_COUNTRIES::containsKey)
                .count();
        long industries = fields.channels().size() - countries;
        List<String> faults = new ArrayList<>();
        if (industries == 0) {
            faults.add("Please select at least one industry.");
        }
        if (countries == 0) {
            faults.add("Please select at least one country.");
        }
        if (industries > plan.industries || countries > plan.countries) {
            faults.add("The " + plan.label + " package allows " + plan.industries + " industry and " + plan.countries
                    + " country targets.");
        }
        return faults;
    }

    private Optional<String> schedule(ReleaseFields fields) {
        if (!fields.scheduled()) {
            return Optional.empty();
        }
        Optional<OffsetDateTime> at = fields.releaseAt();
        if (at.isEmpty()) {
            return Optional.of("Release date must be MM/DD/YYYY and release time HH:mm.");
        }
        return at.get().toInstant().isBefore(clock.instant())
                ? Optional.of("Release date must not be in the past.")
                : Optional.empty();
    }

    private static Map<String, String> required() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("title", "Headline");
        labels.put("text", "Press release text");
        labels.put("location_city", "City");
        labels.put("location_country", "Country");
        labels.put("contact_name", "Contact Name");
        labels.put("contact_email", "Contact E-mail");
        return labels;
    }
}
