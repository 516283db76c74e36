package com.bravapress.releases.studio;

import com.bravapress.http.FieldError;
import com.bravapress.http.Pages;
import com.bravapress.http.Principal;
import com.bravapress.http.Request;
import com.bravapress.releases.Checked;
import com.bravapress.releases.DraftFields;
import com.bravapress.releases.Submission;
import com.bravapress.writing.Catalogue;
import com.bravapress.writing.Markdown;
import com.bravapress.writing.ReleaseText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the template of the studio is given. */
final class StudioPage {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
    private static final DateTimeFormatter SPOKEN =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", java.util.Locale.ENGLISH);
    /** Region/City and UTC: what people call their time zone. */
    private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> zone.equals("UTC")
                    || zone.matches("(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"))
            .sorted()
            .toList();

    private final List<Map<String, Object>> packages;

    StudioPage(List<Map<String, Object>> packages) {
        this.packages = List.copyOf(packages);
    }

    /** Nothing is stored before something is written. */
    Map<String, Object> fresh(Request request) {
        Principal me = request.principal();
        String wanted = request.query("package_type")
                .filter(id -> packages.stream().anyMatch(offer -> id.equals(offer.get("id"))))
                .orElse("basic");
        DraftFields known = new DraftFields(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                me.fullName(),
                me.email(),
                null,
                wanted,
                null,
                null);
        Map<String, Object> model = base(known.over(DraftFields.nothing()).text(), Map.of(), List.of());
        model.put("steps", steps(DraftFields.nothing(), null));
        return model;
    }

    /** A draft; {@code typed} is laid over what is saved, so that nothing that was refused is lost. */
    Map<String, Object> of(Submission release, Checked checked, Map<String, String> typed, List<FieldError> faults) {
        Map<String, Object> model = base(release.text(), typed, faults);
        model.put("id", release.id().toString());
        model.put("version", release.version());
        model.put("saved_at", release.updatedAt().toString());
        model.put("status", release.status().id());
        model.put("steps", steps(release.text(), checked));
        if (checked != null) {
            model.putAll(panel(release, checked));
        }
        return model;
    }

    /** A new draft of the writer beside a text that is already saved. */
    Map<String, Object> generated(Submission release, Checked checked, Map<String, String> typed) {
        Map<String, Object> model = of(release, checked, typed, List.of());
        model.put("unsaved_draft", true);
        return model;
    }

    /** Two versions: the one that was typed is in the form, the saved one beside it. */
    Map<String, Object> conflict(Submission saved, Map<String, String> typed) {
        Map<String, Object> model = of(saved, null, typed, List.of());
        model.put(
                "conflict",
                Map.of(
                        "version", saved.version(),
                        "at", saved.updatedAt().toString(),
                        "title", saved.text().title(),
                        "content", saved.text().content()));
        return model;
    }

    /** The verdict, in the groups in which people mend: what stands in the way first. */
    Map<String, Object> panel(Submission release, Checked checked) {
        Map<String, Object> model = new HashMap<>();
        model.put("check", CheckPanel.of(release, checked));
        return model;
    }

    /** The text as the wire shows it. */
    static Map<String, Object> preview(ReleaseText text) {
        Map<String, Object> model = new HashMap<>(ReleaseJson.text(text));
        model.replaceAll((name, value) -> value == null ? "" : value.toString());
        model.put("html", Pages.markup(Markdown.toHtml(text.content())));
        model.put("words", Markdown.wordCount(text.content()));
        model.put(
                "goes_out",
                text.releaseAt() == null ? "" : text.releaseAt().format(SPOKEN) + " (" + text.timeZone() + ")");
        return Map.of("sheet", model);
    }

    private Map<String, Object> base(ReleaseText text, Map<String, String> typed, List<FieldError> faults) {
        Map<String, Object> values = new HashMap<>(ReleaseJson.text(text));
        values.put(
                "release_at", text.releaseAt() == null ? "" : text.releaseAt().format(MINUTES));
        values.putAll(typed);
        Map<String, Object> model = new HashMap<>(preview(text));
        model.put("values", values);
        model.put(
                "errors",
                faults.stream()
                        .map(f -> Map.of("field", f.field(), "message", f.message()))
                        .toList());
        model.put("packages", packages);
        model.put("offer", offer(String.valueOf(values.get("package_type"))));
        model.put("countries", offered(Catalogue.bundled().countries(), values.get("country")));
        model.put("industries", offered(Catalogue.bundled().industries(), values.get("industry")));
        model.put("zones", ZONES);
        return model;
    }

    /** What is saved can always be chosen, so that saving the form again does not lose it; the check says if it is wrong. */
    private static List<String> offered(List<String> catalogue, Object saved) {
        String value = String.valueOf(saved);
        return value.isBlank() || catalogue.contains(value)
                ? catalogue
                : Stream.concat(Stream.of(value), catalogue.stream()).toList();
    }

    private Map<String, Object> offer(String id) {
        return packages.stream()
                .filter(each -> id.equals(each.get("id")))
                .findFirst()
                .orElse(packages.get(0));
    }

    private static List<Map<String, String>> steps(ReleaseText text, Checked checked) {
        boolean facts = !text.companyName().isBlank()
                && !text.country().isBlank()
                && !text.contactEmail().isBlank();
        boolean draft = !text.title().isBlank() && !text.content().isBlank();
        String check = checked == null ? "next" : checked.valid() ? "done" : "error";
        boolean payable = checked != null && checked.valid();
        return List.of(
                step("Facts", "#facts", facts ? "done" : "current"),
                step("Draft", "#draft", draft ? "done" : facts ? "current" : "next"),
                step("Check", "#check", check.equals("next") && facts && draft ? "current" : check),
                step("Pay", "#pay", payable ? "current" : "next"));
    }

    private static Map<String, String> step(String label, String href, String state) {
        return Map.of("label", label, "href", href, "state", state);
    }
}
