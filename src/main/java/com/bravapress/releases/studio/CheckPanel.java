package com.bravapress.releases.studio;

import com.bravapress.releases.Checked;
import com.bravapress.releases.Checked.Finding;
import com.bravapress.releases.Submission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A verdict as the check panel shows it, with the words each finding is about. */
final class CheckPanel {
    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("title", "Headline"),
            Map.entry("summary", "Subtitle"),
            Map.entry("content", "Text"),
            Map.entry("social_title", "Social title"),
            Map.entry("company_name", "Company"),
            Map.entry("company_description", "About the company"),
            Map.entry("website_url", "Website"),
            Map.entry("contact_name", "Contact name"),
            Map.entry("contact_email", "Contact e-mail"),
            Map.entry("contact_phone", "Contact phone"),
            Map.entry("package_type", "Package"),
            Map.entry("release_at", "Date and time"),
            Map.entry("time_zone", "Time zone"));
    private static final List<String> MARKED = List.of("title", "summary", "content");

    private CheckPanel() {}

    static Map<String, Object> of(Submission release, Checked checked) {
        Map<String, Object> text = ReleaseJson.text(release.text());
        boolean stale = checked.version() != release.version();
        Map<String, Object> panel = new LinkedHashMap<>();
        panel.put("valid", checked.valid());
        panel.put("score", checked.score());
        panel.put("rules_version", checked.rulesVersion());
        panel.put("version", checked.version());
        panel.put("stale", stale);
        panel.put(
                "faults",
                checked.issues().stream()
                        .filter(i -> i.severity().equals("error"))
                        .count());
        panel.put("errors", of(checked, "error", text, stale));
        panel.put("warnings", of(checked, "warning", text, stale));
        panel.put("notes", of(checked, "info", text, stale));
        // Marks of an older version would sit on the wrong words.
        panel.put(
                "marked",
                stale
                        ? List.of()
                        : MARKED.stream()
                                .filter(field ->
                                        !String.valueOf(text.get(field)).isBlank())
                                .map(field -> Map.of(
                                        "field",
                                        field,
                                        "label",
                                        LABELS.get(field),
                                        "pieces",
                                        MarkedText.of((String) text.get(field), field, checked.issues())))
                                .toList());
        return panel;
    }

    /** One row per rule: ten hype words are one habit. The first finding speaks, the others are named after it. */
    private static List<Map<String, Object>> of(
            Checked checked, String severity, Map<String, Object> text, boolean stale) {
        Map<String, List<Map<String, Object>>> byRule = new LinkedHashMap<>();
        checked.issues().stream()
                .filter(issue -> issue.severity().equals(severity))
                .forEach(issue -> byRule.computeIfAbsent(issue.rule(), rule -> new ArrayList<>())
                        .add(row(issue, text, stale)));
        return byRule.values().stream()
                .map(rows -> {
                    Map<String, Object> first = rows.get(0);
                    first.put("more", rows.subList(1, rows.size()));
                    return first;
                })
                .toList();
    }

    private static Map<String, Object> row(Finding issue, Map<String, Object> text, boolean stale) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("rule", issue.rule());
        row.put("severity", issue.severity());
        row.put("field", issue.field());
        row.put("label", LABELS.getOrDefault(issue.field(), capital(issue.field())));
        String words = stale ? "" : MarkedText.quoted(String.valueOf(text.getOrDefault(issue.field(), "")), issue);
        row.put("quote", words);
        row.put("says_it", issue.message().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)));
        row.put("start", issue.start());
        row.put("end", issue.end());
        row.put("message", issue.message());
        row.put("hint", issue.hint());
        row.put("source", issue.source());
        row.put(
                "source_label",
                issue.source().replaceFirst("^https?://(www\\.)?", "").replaceFirst("(?<=.)/.*$", ""));
        return row;
    }

    private static String capital(String field) {
        return field.isEmpty()
                ? field
                : Character.toUpperCase(field.charAt(0)) + field.substring(1).replace('_', ' ');
    }
}
