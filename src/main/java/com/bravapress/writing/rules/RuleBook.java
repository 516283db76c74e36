package com.bravapress.writing.rules;

import java.util.List;
import java.util.stream.Stream;

/** Every rule in the order findings are shown. A new rule is one entry in the group it belongs to. */
public final class RuleBook {
    /** Changes whenever a rule's outcome could; kept with every verdict. */
    public static final String VERSION = "2026.11.1";

    private static final List<Rule> RULES = Stream.of(
                    HeadlineRules.ALL,
                    FormRules.ALL,
                    BodyRules.ALL,
                    LinkRules.ALL,
                    TopicRules.ALL,
                    VoiceRules.ALL,
                    QuoteRules.ALL,
                    StructureRules.ALL,
                    StyleRules.ALL)
            .flatMap(List::stream)
            .toList();

    private RuleBook() {}

    /** The rules: errors and warnings of one subject together. */
    public static List<Rule> rules() {
        return RULES;
    }
}
