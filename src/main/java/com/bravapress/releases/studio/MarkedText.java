package com.bravapress.releases.studio;

import com.bravapress.releases.Checked.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A text cut where findings begin and end, each piece with the gravest finding on it; the template only has to escape. */
final class MarkedText {
    private MarkedText() {}

    /**
     * The pieces of a field, in order; together they are the text.
     *
     * @return {@code text}, {@code kind} (error, warning, info or empty) and {@code rules} of each
     */
    static List<Map<String, Object>> of(String text, String field, List<Finding> issues) {
        List<Finding> marks = issues.stream()
                .filter(issue -> issue.field().equals(field) && start(issue, text) < end(issue, text))
                .toList();
        TreeSet<Integer> cuts = new TreeSet<>(List.of(0, text.length()));
        marks.forEach(issue -> {
            cuts.add(start(issue, text));
            cuts.add(end(issue, text));
        });
        List<Map<String, Object>> pieces = new ArrayList<>();
        int from = 0;
        for (int to : cuts.tailSet(0, false)) {
            pieces.add(piece(text, from, to, marks));
            from = to;
        }
        return pieces;
    }

    private static Map<String, Object> piece(String text, int from, int to, List<Finding> marks) {
        List<Finding> here = marks.stream()
                .filter(issue -> start(issue, text) <= from && end(issue, text) >= to)
                .toList();
        String kind = List.of("error", "warning", "info").stream()
                .filter(severity ->
                        here.stream().anyMatch(issue -> issue.severity().equals(severity)))
                .findFirst()
                .orElse("");
        String rules =
                String.join(", ", here.stream().map(Finding::rule).distinct().toList());
        return Map.of("text", text.substring(from, to), "kind", kind, "rules", rules);
    }

    /** The words a finding is about; empty when something is missing. */
    static String quoted(String text, Finding issue) {
        String words = text.substring(start(issue, text), Math.max(start(issue, text), end(issue, text)));
        return words.length() <= LONGEST_QUOTE ? words : words.substring(0, LONGEST_QUOTE) + "…";
    }

    private static final int LONGEST_QUOTE = 160;

    // Offsets of an older check may lie behind the end of a text that was shortened since.
    private static int start(Finding issue, String text) {
        return Math.max(0, Math.min(issue.start(), text.length()));
    }

    private static int end(Finding issue, String text) {
        return Math.max(0, Math.min(issue.end(), text.length()));
    }
}
