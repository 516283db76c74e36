package com.bravapress.sandbox.wire;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** How the stand-in writes things for its visitors; FreeMarker reads maps, since our records are not public. */
final class Shown {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "MMM d, uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final PolicyFactory BODY = new HtmlPolicyBuilder()
            .allowElements("p", "br", "a", "b", "strong", "i", "em", "ul", "ol", "li", "h2", "h3", "blockquote")
            .allowAttributes("href")
            .onElements("a")
            .allowStandardUrlProtocols()
            .requireRelNofollowOnLinks()
            .toFactory();

    private Shown() {}

    static String time(OffsetDateTime at) {
        return TIME.format(at);
    }

    static String dollars(int cents) {
        return cents % 100 == 0 ? "$" + cents / 100 : String.format(Locale.ROOT, "$%d.%02d", cents / 100, cents % 100);
    }

    static Map<String, Object> order(WireOrder order) {
        return Map.of(
                "number", String.valueOf(order.id()),
                "plan", order.plan().label,
                "notes", order.notes(),
                "price", dollars(order.priceCents()),
                "left", order.left(),
                "iso", order.at().toInstant().toString(),
                "time", time(order.at()));
    }

    static Map<String, Object> plan(WirePlan plan) {
        return Map.of(
                "slug", plan.slug,
                "code", plan.code(),
                "label", plan.label,
                "price", dollars(plan.priceCents),
                "releases", plan.releases,
                "words", plan.words,
                "countries", plan.countries,
                "industries", plan.industries,
                "images", plan.images);
    }

    static Map<String, Object> release(WireRelease release) {
        ReleaseFields fields = release.fields();
        Map<String, Object> shown = new HashMap<>();
        ReleaseFields.NAMES.forEach(name -> shown.put(name, fields.get(name)));
        shown.put("number", String.valueOf(release.id()));
        shown.put("status", release.status().label);
        shown.put("slug", slug(fields));
        shown.put("iso", release.at().toInstant().toString());
        shown.put("time", time(release.at()));
        shown.put("reason", release.reason() == null ? "" : release.reason());
        shown.put("country", WireCatalogue.COUNTRIES.getOrDefault(fields.get("location_country"), ""));
        shown.put("language_label", WireCatalogue.LANGUAGES.getOrDefault(fields.get("language"), ""));
        shown.put("scheduled", fields.scheduled());
        shown.put("published", release.status() == WireStatus.PUBLISHED);
        shown.put("editable", release.status().editable());
        shown.put("html", body(fields.get("text")));
        shown.put("words", fields.words());
        shown.put("channels", fields.channels());
        shown.put("channel_labels", fields.channelLabels());
        return shown;
    }

    static List<Map<String, Object>> releases(List<WireRelease> releases) {
        return releases.stream().map(Shown::release).toList();
    }

    static String slug(ReleaseFields fields) {
        String slug = fields.headlineKey().replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "press-release" : slug;
    }

    /** Rich text as it came, but harmless; plain text in paragraphs. */
    private static String body(String text) {
        if (text.contains("<p>") || text.contains("</")) {
            return BODY.sanitize(text);
        }
        return Stream.of(text.split("\n{2,}"))
                .map(paragraph -> "<p>" + escaped(paragraph.strip()).replace("\n", "<br>") + "</p>")
                .reduce("", String::concat);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
