package com.bravapress.wire.pages;

import com.microsoft.playwright.Locator;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * {@code /press-releases/edit}. The form saves itself now and then and may wipe what is being typed, so every value is
 * read back, and what the browser really sent is compared with what should have been sent.
 */
final class ComposePage {
    private static final int FILLS = 8;
    private static final int SENDINGS = 3;
    private static final String READ = """
            css => css.map(each => {
                const field = document.querySelector(each);
                if (field.type === 'radio') return String(field.checked);
                if (field.tagName === 'SELECT') return field.selectedOptions[0]?.label.trim() ?? '';
                return field.value;
            })
            """;
    private static final String LABELS = "select => [...select.options].map(option => option.label.trim())";

    private final Tab tab;

    ComposePage(Tab tab) {
        this.tab = tab;
    }

    /** Writes a new draft and goes on to its preview. A form that comes back with a message is refused content. */
    void write(Parcel parcel) {
        write(parcel, tab.selectors.path("compose"));
    }

    /** The same into the draft that stands at {@code path}. */
    void write(Parcel parcel, String path) {
        tab.open(path);
        tab.mustBeSignedIn();
        Map<String, Entry> form = form(parcel);
        for (int sending = 1; ; sending++) {
            fill(form);
            tab.follow(Spot.COMPOSE_SEND);
            tab.mustBeSignedIn();
            boolean whole = sentWhole(form);
            if (whole && tab.shows(Spot.PREVIEW_NEXT)) {
                return;
            }
            if (whole) {
                String complaint = tab.complaint();
                throw complaint.isEmpty()
                        ? WireFailure.lost("The form came back without a message: " + tab.url())
                        : WireFailure.refused("The wire refused the text: " + complaint);
            }
            if (sending == SENDINGS) {
                throw WireFailure.lost("The form lost what was typed, " + SENDINGS + " times over");
            }
            // Wiped between the last look and the click: the same draft once more.
            String draft = URLDecoder.decode(fields().getOrDefault("id", ""), StandardCharsets.UTF_8);
            tab.open(tab.selectors.path("compose") + (draft.matches("\\d+") ? "?id=" + draft : ""));
            tab.mustBeSignedIn();
        }
    }

    private Map<String, Entry> form(Parcel parcel) {
        tab.doing("reading the form", () -> tab.find(Spot.COMPOSE_FORM).isVisible());
        Map<String, Entry> form = new LinkedHashMap<>();
        text(form, Spot.COMPOSE_HEADLINE, parcel.headline());
        text(form, Spot.COMPOSE_SUBTITLE, parcel.subtitle());
        text(form, Spot.COMPOSE_BODY, parcel.body());
        text(form, Spot.COMPOSE_CITY, parcel.city());
        text(form, Spot.COMPOSE_STATE, parcel.state());
        choice(form, Spot.COMPOSE_COUNTRY, Channels.labelled(labels(Spot.COMPOSE_COUNTRY), parcel.country()));
        form.put(tab.selectorOf(Spot.COMPOSE_LANGUAGE), new Entry(Sort.CHOICE, "English"));
        if (parcel.releaseAt() == null) {
            form.put(tab.selectorOf(Spot.COMPOSE_AT_ONCE), new Entry(Sort.RADIO, "true"));
        } else {
            Timing timing = Timing.of(parcel.releaseAt(), parcel.timeZone(), labels(Spot.COMPOSE_ZONE));
            form.put(tab.selectorOf(Spot.COMPOSE_LATER), new Entry(Sort.RADIO, "true"));
            text(form, Spot.COMPOSE_DATE, timing.date());
            text(form, Spot.COMPOSE_TIME, timing.time());
            choice(form, Spot.COMPOSE_ZONE, timing.zone());
        }
        text(form, Spot.COMPOSE_CONTACT, parcel.contact());
        text(form, Spot.COMPOSE_ORGANIZATION, parcel.organization());
        text(form, Spot.COMPOSE_PHONE, parcel.phone());
        text(form, Spot.COMPOSE_EMAIL, parcel.email());
        return form;
    }

    private void text(Map<String, Entry> form, Spot spot, String value) {
        form.put(tab.selectorOf(spot), new Entry(Sort.TEXT, value));
    }

    private void choice(Map<String, Entry> form, Spot spot, String label) {
        form.put(tab.selectorOf(spot), new Entry(Sort.CHOICE, label));
    }

    @SuppressWarnings("unchecked")
    private List<String> labels(Spot spot) {
        return tab.guarded("reading a list", () -> (List<String>) tab.find(spot).evaluate(LABELS));
    }

    /** Fills whatever is not as it should be, until two looks in a row find everything in place. */
    private void fill(Map<String, Entry> form) {
        List<String> css = List.copyOf(form.keySet());
        boolean stable = false;
        for (int round = 0; round < FILLS; round++) {
            List<String> shown = read(css);
            List<String> wrong = css.stream()
                    .filter(each -> !form.get(each).is(shown.get(css.indexOf(each))))
                    .toList();
            if (wrong.isEmpty() && stable) {
                return;
            }
            stable = wrong.isEmpty();
            wrong.forEach(each -> type(each, form.get(each)));
        }
        throw WireFailure.lost("The form does not keep what is typed");
    }

    @SuppressWarnings("unchecked")
    private List<String> read(List<String> css) {
        return tab.guarded(
                "reading the form back", () -> (List<String>) tab.page().evaluate(READ, css));
    }

    private void type(String css, Entry entry) {
        Locator field = tab.page().locator(css).first();
        tab.doing("typing into " + css, () -> {
            switch (entry.sort()) {
                case TEXT -> field.fill(entry.value());
                case RADIO -> field.check();
                case CHOICE -> {
                    List<String> chosen = field.selectOption(
                            new com.microsoft.playwright.options.SelectOption().setLabel(entry.value()));
                    Objects.requireNonNull(chosen);
                }
            }
        });
    }

    /** Whether the request that left the browser carried every text of ours. */
    private boolean sentWhole(Map<String, Entry> form) {
        List<String> sent = fields().values().stream()
                .map(value -> plain(URLDecoder.decode(value, StandardCharsets.UTF_8)))
                .toList();
        return form.values().stream()
                .filter(entry -> entry.sort() == Sort.TEXT)
                .allMatch(entry -> sent.contains(plain(entry.value())));
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : tab.posted().split("&")) {
            int at = pair.indexOf('=');
            if (at > 0) {
                fields.put(pair.substring(0, at), pair.substring(at + 1));
            }
        }
        return fields;
    }

    private static String plain(String text) {
        return text.replace("\r\n", "\n").strip();
    }

    private enum Sort {
        TEXT,
        CHOICE,
        RADIO
    }

    private record Entry(Sort sort, String value) {
        boolean is(String shown) {
            return plain(value).equals(plain(String.valueOf(shown)));
        }
    }
}
