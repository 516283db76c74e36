package com.bravapress.sandbox.wire;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What stands in the compose and distribution forms, by the names of their fields. */
final class ReleaseFields {
    /** The compose form's text fields, in its order. */
    static final List<String> NAMES = List.of(
            "title",
            "subtitle",
            "text",
            "location_city",
            "location_state",
            "location_country",
            "language",
            "release_date_active",
            "release_date",
            "release_time",
            "release_time_zone",
            "contact_name",
            "contact_organization",
            "contact_phone",
            "contact_email");

    static final String CHANNELS = "channels";
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MM/dd/yyyy", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern ANCHOR = Pattern.compile("<a\\s", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("\\S+");

    private final JsonObject values;

    ReleaseFields(JsonObject values) {
        this.values = values;
    }

    /** An empty form as the site presents it. */
    static ReleaseFields blank() {
        JsonObject values = new JsonObject();
        NAMES.forEach(name -> values.put(name, ""));
        return new ReleaseFields(values.put("language", "en")
                .put("release_date_active", "0")
                .put("release_time_zone", "America/New_York")
                .put(CHANNELS, new JsonArray()));
    }

    /** What was sent of the compose form; fields that were not are left as they are. */
    static ReleaseFields sent(MultiMap form) {
        JsonObject values = new JsonObject();
        NAMES.stream()
                .filter(form::contains)
                .forEach(name -> values.put(
                        name,
                        form.get(name).replace("\0", "").replace("\r\n", "\n").strip()));
        return new ReleaseFields(values);
    }

    /** The distribution form: real channels only, none twice. */
    static ReleaseFields sentChannels(MultiMap form) {
        List<String> chosen = form.getAll("channels[]").stream()
                .filter(id -> WireCatalogue.channel(id) != null)
                .distinct()
                .toList();
        return new ReleaseFields(new JsonObject().put(CHANNELS, new JsonArray(chosen)));
    }

    JsonObject json() {
        return values;
    }

    ReleaseFields with(ReleaseFields newer) {
        return new ReleaseFields(values.copy().mergeIn(newer.values));
    }

    String get(String name) {
        return values.getString(name, "");
    }

    List<String> channels() {
        return values.getJsonArray(CHANNELS, new JsonArray()).stream()
                .map(String::valueOf)
                .toList();
    }

    List<String> channelLabels() {
        return channels().stream().map(WireCatalogue::channel).toList();
    }

    /** Headlines that differ only in case and spaces are the same one. */
    String headlineKey() {
        return get("title").strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }

    int words() {
        return (int)
                WORD.matcher(TAG.matcher(get("text")).replaceAll(" ")).results().count();
    }

    int anchors() {
        return (int) ANCHOR.matcher(get("text")).results().count();
    }

    boolean scheduled() {
        return get("release_date_active").equals("1");
    }

    /** When it is to go out; empty when at once, or when date, time or zone cannot be read. */
    Optional<OffsetDateTime> releaseAt() {
        if (!scheduled()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(get("release_date"), DATE)
                    .atTime(LocalTime.parse(get("release_time"), TIME))
                    .atZone(ZoneId.of(get("release_time_zone")))
                    .toOffsetDateTime());
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
