package com.bravapress.writing.rules;

import com.bravapress.writing.Prose;
import java.util.ArrayList;
import java.util.List;

/** What one rule found; offsets are brought inside their field, and a flood of findings is cut. */
final class Marks {
    private static final int MOST_PER_RULE = 25;

    private final Rule rule;
    private final Manuscript manuscript;
    private final List<Issue> issues = new ArrayList<>();

    Marks(Rule rule, Manuscript manuscript) {
        this.rule = rule;
        this.manuscript = manuscript;
    }

    List<Issue> issues() {
        return issues;
    }

    /** Marks a range of the field's source. */
    void at(Severity severity, Field field, int start, int end, String message, String hint) {
        if (issues.size() >= MOST_PER_RULE) {
            return;
        }
        int length = field.of(manuscript.release()).length();
        int from = Math.max(0, Math.min(start, length));
        int to = Math.max(from, Math.min(end, length));
        issues.add(new Issue(rule.id(), severity, field.key(), from, to, message, hint, rule.source()));
    }

    void at(Field field, int start, int end, String message, String hint) {
        at(rule.severity(), field, start, end, message, hint);
    }

    /** Marks a range of the field's prose. */
    void in(Severity severity, Field field, int start, int end, String message, String hint) {
        Prose prose = manuscript.prose(field);
        at(severity, field, prose.sourceStart(start), prose.sourceEnd(start, end), message, hint);
    }

    void in(Field field, int start, int end, String message, String hint) {
        in(rule.severity(), field, start, end, message, hint);
    }

    /** Marks the whole field. */
    void all(Field field, String message, String hint) {
        at(field, 0, Integer.MAX_VALUE, message, hint);
    }

    /** Marks something missing from the field. */
    void missing(Field field, String message, String hint) {
        at(field, 0, 0, message, hint);
    }
}
