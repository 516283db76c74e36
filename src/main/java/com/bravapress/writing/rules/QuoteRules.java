package com.bravapress.writing.rules;

import static com.bravapress.writing.rules.Field.CONTENT;

import com.bravapress.writing.Words;
import java.util.List;
import java.util.regex.Pattern;

/** Quotations: E18, W08. */
final class QuoteRules {
    private static final String SAYS =
            "(?:said|says|say|added|adds|explained|explains|noted|notes|stated|states|commented|comments|told|wrote|writes|continued|concluded|remarked|according to|announced|recalled|asked|argued|observed|predicted)";
    private static final String NAME = "(?:\\p{Lu}[\\p{Ll}'’.-]{0,30}(?:\\p{Lu}[\\p{Ll}'’-]{1,30})?)";
    private static final Pattern PERSON = Pattern.compile("\\b" + SAYS + "\\s(?:\\w{1,20}\\s){0,4}?" + NAME + "|" + NAME
            + ",?\\s[^\"“”]{0,160}?\\b" + SAYS + "\\b|(?:—|–|--)\\s{0,2}" + NAME + "\\s" + NAME);
    private static final Pattern OTHERS = Pattern.compile("(?i)\\b(?:he|she|they)\\s" + SAYS + "\\b|\\b" + SAYS
            + "\\s(?:he|she|they|the (?:company|firm|university|agency|department|council|ministry|board|association))\\b|\\b(?:company|firm|university|agency|department|council|ministry|board|association|spokes\\w{3,6})\\s(?:has\\s|also\\s)?"
            + SAYS + "\\b");
    private static final Pattern NOT_A_NAME =
            Pattern.compile("^(?:The|Our|A|An|We|It|This|That|He|She|They|In|On|At|I)\\b");

    static final List<Rule> ALL = List.of(
            Rule.error("E18", "Quotations are closed and say who is speaking.", Sources.WIRE_GUIDELINES, (m, marks) -> {
                for (var quote : m.quotations(CONTENT)) {
                    if (!quote.closed() && !continued(m, quote)) {
                        marks.in(
                                CONTENT,
                                quote.start(),
                                quote.end(),
                                "The quotation mark is never closed.",
                                "Close it where the spoken words end.");
                    }
                    if (spoken(m, quote) && !attributed(m, quote, true)) {
                        marks.in(
                                CONTENT,
                                quote.start(),
                                quote.end(),
                                "The quotation does not say which person is speaking.",
                                "Add the attribution with a name: said First Last, job title.");
                    }
                }
            }),
            Rule.warning("W08", "One quotation of a named person.", Sources.BOILERPLATE, (m, marks) -> {
                if (m.quotations(CONTENT).stream()
                        .noneMatch(q -> q.closed() && spoken(m, q) && attributed(m, q, false))) {
                    marks.missing(
                            CONTENT,
                            "No quotation with a named person.",
                            "Add one or two sentences someone said, with name and job title.");
                }
            }));

    private QuoteRules() {}

    // A speech over several paragraphs opens a new mark in each and closes only the last.
    private static boolean continued(Manuscript m, Quotation quote) {
        var next = m.body().blocks().stream()
                .filter(b -> b.start() > quote.block().start())
                .findFirst();
        return next.isPresent()
                && m.quotations(CONTENT).stream()
                        .anyMatch(q -> q.start() == next.get().start());
    }

    private static boolean spoken(Manuscript m, Quotation quote) {
        var words = Words.in(m.body().text(), quote.start(), quote.end());
        long capitals = words.stream()
                .filter(w -> Character.isUpperCase(w.text().charAt(0)))
                .count();
        return words.size() >= 6 && capitals * 2 < words.size();
    }

    private static boolean attributed(Manuscript m, Quotation quote, boolean anyone) {
        var outside = new StringBuilder(m.body().text(quote.block()));
        for (var q : m.quotations(CONTENT)) {
            if (q.block().equals(quote.block())) {
                for (int i = q.start(); i < q.end(); i++) {
                    outside.setCharAt(i - quote.block().start(), ' ');
                }
            }
        }
        var text = outside.toString().replaceAll("\\s{1,2000}", " ").strip();
        if (PERSON.matcher(text)
                .results()
                .anyMatch(match -> !NOT_A_NAME.matcher(match.group()).find())) {
            return true;
        }
        return (anyone && OTHERS.matcher(text).find())
                || m.quotations(CONTENT).stream()
                        .anyMatch(q -> !q.closed() && q.start() < quote.start() && continued(m, q) && !q.equals(quote))
                || introduced(m, quote);
    }

    private static boolean introduced(Manuscript m, Quotation quote) {
        var before = m.body().text().substring(0, quote.block().start()).strip();
        var line = before.substring(before.lastIndexOf('\n') + 1);
        var after = m.body().text().substring(quote.block().end()).strip();
        return (line.endsWith(":") && PERSON.matcher(line).find())
                || ((after.startsWith("—") || after.startsWith("–"))
                        && PERSON.matcher(after).lookingAt());
    }
}
