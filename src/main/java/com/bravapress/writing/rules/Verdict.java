package com.bravapress.writing.rules;

import java.util.List;

/**
 * The outcome of an editorial check.
 *
 * @param valid true exactly when no issue is an error
 * @param score 0 to 100
 * @param rulesVersion version of the rule set that judged
 * @param issues in the order of the rule book
 */
public record Verdict(boolean valid, int score, String rulesVersion, List<Issue> issues) {

    /** Keeps a copy of the list. */
    public Verdict {
        issues = List.copyOf(issues);
    }

    // Costs fall for repeats of one rule: ten hype words are one habit, not ten faults.
    static Verdict of(String rulesVersion, List<Issue> issues) {
        double cost = 0;
        var seen = new java.util.HashSet<String>();
        for (var issue : issues) {
            double full = switch (issue.severity()) {
                case ERROR -> 12;
                case WARNING -> 4;
                case INFO -> 1;
            };
            cost += seen.add(issue.rule() + issue.severity()) ? full : full / 4;
        }
        boolean valid = issues.stream().noneMatch(issue -> issue.severity() == Severity.ERROR);
        return new Verdict(valid, (int) Math.max(0, Math.round(100 - cost)), rulesVersion, issues);
    }
}
