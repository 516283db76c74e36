package com.bravapress.writing.rules;

import static com.bravapress.writing.rules.Field.CONTENT;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Subjects the wire refuses or wants papers for: E11, E14, E15, W18. */
final class TopicRules {
    private static final List<Field> TEXTS =
            List.of(Field.TITLE, Field.SUMMARY, CONTENT, Field.SOCIAL_TITLE, Field.COMPANY_DESCRIPTION);
    private static final Map<String, Terms> PROHIBITED = Terms.categories("prohibited");
    private static final Map<String, Terms> RESTRICTED = Terms.categories("restricted");
    private static final Terms LEGAL = Terms.list("legal");
    private static final Pattern CASE_NUMBER = Pattern.compile(
            "(?i)\\b(?:case|docket|index|civil action|cause)\\s{1,3}(?:no|number|#)?[.:]?\\s{0,3}[\\w:-]{0,20}\\d|\\b\\d{1,2}:\\d{2}-[a-z]{2}-\\d{3,6}");
    private static final Pattern TICKER = Pattern.compile(
            "\\(?\\b(?:NYSE|NASDAQ|Nasdaq|AMEX|OTC(?:QB|QX|MKTS)?|TSX(?:-?V)?|LSE|ASX|CSE|FRA|HKEX)\\s{0,2}:\\s{0,2}[A-Z0-9.]{1,6}\\b\\)?");

    static final List<Rule> ALL = List.of(
            Rule.error("E11", "No subject the wire excludes.", Sources.TERMS, (m, marks) -> {
                for (var field : TEXTS) {
                    var prose = m.prose(field).text();
                    PROHIBITED.forEach((category, terms) -> terms.find(
                            prose,
                            match -> marks.in(
                                    field,
                                    match.start(),
                                    match.end(),
                                    "\"" + match.group() + "\" belongs to a subject the wire does not carry: "
                                            + category + ".",
                                    "The wire refuses such releases; remove the passage if it is not your subject.")));
                }
            }),
            Rule.error("E14", "Legal matters come with their case number.", Sources.WIRE_GUIDELINES, (m, marks) -> {
                if (!CASE_NUMBER.matcher(m.body().text()).find()) {
                    LEGAL.find(
                            m.body().text(),
                            match -> marks.in(
                                    CONTENT,
                                    match.start(),
                                    match.end(),
                                    "\"" + match.group() + "\" speaks of a legal matter without a case number.",
                                    "Add the court and number, such as Case No. 2:26-cv-01234."));
                }
            }),
            Rule.error("E15", "No stock ticker without authorisation.", Sources.PRWEB, (m, marks) -> {
                for (var field : List.of(Field.TITLE, Field.SUMMARY, CONTENT)) {
                    TICKER.matcher(m.prose(field).text())
                            .results()
                            .forEach(match -> marks.in(
                                    field,
                                    match.start(),
                                    match.end(),
                                    "\"" + match.group() + "\" is a stock ticker.",
                                    "Remove it; the wire wants proof that you may speak for the listed company."));
                }
            }),
            Rule.warning(
                    "W18",
                    "Some subjects need a document.",
                    Sources.TERMS,
                    (m, marks) -> RESTRICTED.forEach((category, terms) -> terms.find(
                            m.body().text(),
                            match -> marks.in(
                                    CONTENT,
                                    match.start(),
                                    match.end(),
                                    "\"" + match.group() + "\" may need a document: " + category + ".",
                                    "Have proof ready; the wire's editors may ask for it.")))));

    private TopicRules() {}
}
