package com.bravapress.releases;

import com.bravapress.writing.rules.Verdict;
import java.util.List;
import java.util.stream.Stream;

/**
 * One run of the editorial check, as the API answers it and {@code validations} keeps it.
 *
 * @param version the version of the release that was read
 * @param valid whether it can be paid for
 * @param score 0 to 100
 */
public record Checked(int version, boolean valid, int score, String rulesVersion, List<Finding> issues) {
    /**
     * One finding.
     *
     * @param severity error, warning or info
     * @param start UTF-16 offset in the field of the first character meant; equal to {@code end} when something is missing
     */
    public record Finding(
            String rule,
            String severity,
            String field,
            int start,
            int end,
            String message,
            String hint,
            String source) {}

    private static final int COST = 12;

    /** The same with the error that another release has this headline; costs what every error does. */
    Checked withHeadlineTaken(String title) {
        Finding taken = new Finding(
                Releases.HEADLINE_RULE,
                "error",
                "title",
                0,
                title.length(),
                Releases.HEADLINE_TAKEN,
                "Say in the headline what is new in this release.",
                "https://wildfires.einnews.com/editorial_guidelines");
        List<Finding> all = Stream.concat(issues.stream(), Stream.of(taken)).toList();
        return new Checked(version, false, Math.max(0, score - COST), rulesVersion, all);
    }

    static Checked of(int version, Verdict verdict) {
        return new Checked(
                version,
                verdict.valid(),
                verdict.score(),
                verdict.rulesVersion(),
                verdict.issues().stream()
                        .map(i -> new Finding(
                                i.rule(),
                                i.severity().word(),
                                i.field(),
                                i.start(),
                                i.end(),
                                i.message(),
                                i.hint(),
                                i.source()))
                        .toList());
    }
}
