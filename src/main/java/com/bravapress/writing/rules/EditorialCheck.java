package com.bravapress.writing.rules;

import com.bravapress.writing.ReleaseText;
import java.time.Instant;
import java.util.ArrayList;

/** Judges a release by the rule book; deterministic, no network, safe for any text and any thread. */
public final class EditorialCheck {
    private EditorialCheck() {}

    /**
     * Reads the release with every rule.
     *
     * @param now the moment the schedule is judged against
     */
    public static Verdict check(ReleaseText release, Instant now) {
        var manuscript = new Manuscript(release, now);
        var issues = new ArrayList<Issue>();
        for (var rule : RuleBook.rules()) {
            var marks = new Marks(rule, manuscript);
            rule.check().read(manuscript, marks);
            issues.addAll(marks.issues());
        }
        return Verdict.of(RuleBook.VERSION, issues);
    }
}
