package com.bravapress.writing.rules;

import static com.bravapress.writing.rules.Field.CONTENT;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The body's size and cleanness: E05, E06, E13, E20, W11. */
final class BodyRules {
    private static final List<Field> TEXTS = List.of(
            Field.TITLE, Field.SUMMARY, CONTENT, Field.SOCIAL_TITLE, Field.COMPANY_NAME, Field.COMPANY_DESCRIPTION);
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z][A-Za-z0-9-]{0,30}(?:[\\s/][^<>]{0,500})?>|<!--");
    private static final Pattern TABLE =
            Pattern.compile("(?m)^\\s{0,3}\\|?\\s{0,9}:?-{3,40}:?\\s{0,9}\\|[-|: \\t]{0,200}$");
    private static final Pattern CONTROL = Pattern.compile(
            "[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFD]{1,200}");
    private static final Pattern FORCED = Pattern.compile("(?: {2,20}|\\\\)(?=\\n\\S)");
    private static final Pattern EMAIL =
            Pattern.compile("(?<![\\w.+-])[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,5}");
    private static final Pattern BRACKET = Pattern.compile("\\[[^\\[\\]]{1,200}\\]|\\{\\{[^{}]{1,80}\\}\\}");
    private static final Pattern FILLER = Pattern.compile(
            "(?i:\\blorem ipsum\\b|\\binsert [\\w ]{1,30} here\\b)|\\bTBD\\b|\\bTBA\\b|\\bTKTK\\b|\\$X{2,6}\\b|(?<![A-Za-z])[Xx]{2,6} ?%|_{4,40}");
    private static final Pattern CUE = Pattern.compile(
            "(?i)\\b(?:insert|add|your|name|company|date|quote|link|city|tbd|tk|xx+|here|placeholder|to come|e\\.g)\\b");
    private static final Set<String> COMMON = Set.of(
            "the", "and", "of", "to", "a", "in", "is", "for", "on", "with", "by", "that", "at", "from", "as", "it",
            "will", "are", "has", "be", "said", "we", "our", "you", "an", "or", "this", "its", "was", "were", "have");

    static final List<Rule> ALL = List.of(
            Rule.error("E05", "A body of 300 words up to the package's limit.", Sources.WIRE_PRICING, (m, marks) -> {
                int words = m.words().size();
                int most = m.limits().words();
                if (words < 300) {
                    marks.missing(
                            CONTENT,
                            "The body has " + words + " words; at least 300 are needed.",
                            "Add facts: who, when, where, why, figures, what comes next.");
                } else if (words > most) {
                    marks.in(
                            CONTENT,
                            m.words().get(most).start(),
                            m.words().get(words - 1).end(),
                            "The body has " + words + " words; this package takes " + most + ".",
                            "Shorten it, or choose a larger package.");
                }
            }),
            Rule.error(
                    "E06",
                    "No HTML, tables, hidden characters or forced line breaks.",
                    Sources.PRWEB,
                    BodyRules::markup),
            Rule.error("E13", "No placeholder is left.", Sources.REJECTIONS, BodyRules::placeholders),
            Rule.error("E20", "The text is in English.", Sources.WIRE_FORM, BodyRules::language),
            Rule.warning(
                    "W11",
                    "No e-mail address in the body.",
                    Sources.TERMS,
                    (m, marks) -> EMAIL.matcher(m.body().text())
                            .results()
                            .forEach(match -> marks.in(
                                    CONTENT,
                                    match.start(),
                                    match.end(),
                                    "The body contains the e-mail address " + match.group() + ".",
                                    "Leave it to the contact field; the wire shows a contact form."))));

    private BodyRules() {}

    private static void markup(Manuscript m, Marks marks) {
        for (var field : TEXTS) {
            var text = field.of(m.release());
            TAG.matcher(text)
                    .results()
                    .forEach(match -> marks.at(
                            field,
                            match.start(),
                            match.end(),
                            "\"" + match.group() + "\" is HTML.",
                            "Remove it; use Markdown such as **bold** instead."));
            CONTROL.matcher(text)
                    .results()
                    .forEach(match -> marks.at(
                            field,
                            match.start(),
                            match.end(),
                            "Hidden or unreadable characters.",
                            "Delete them, or paste the passage again as plain text."));
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else if (Character.isSurrogate(c)) {
                    marks.at(field, i, i + 1, "Half of a character.", "Delete it, and type the character again.");
                }
            }
        }
        var content = m.release().content();
        TABLE.matcher(content)
                .results()
                .forEach(match -> marks.at(
                        CONTENT,
                        match.start(),
                        match.end(),
                        "Tables cannot be shown on the wire.",
                        "Write the figures as sentences or a list."));
        FORCED.matcher(content)
                .results()
                .forEach(match -> marks.at(
                        Severity.WARNING,
                        CONTENT,
                        match.start(),
                        match.end(),
                        "A forced line break.",
                        "Start a new paragraph with an empty line instead."));
    }

    private static void placeholders(Manuscript m, Marks marks) {
        for (var field : Field.values()) {
            var text = m.prose(field).text();
            var brackets = BRACKET.matcher(text).results().toList();
            brackets.stream()
                    .filter(match -> !harmless(m, field, match.start(), match.group()))
                    .forEach(match -> placeholder(marks, field, match.start(), match.end(), match.group()));
            FILLER.matcher(text)
                    .results()
                    .filter(match ->
                            brackets.stream().noneMatch(b -> b.start() <= match.start() && match.end() <= b.end()))
                    .forEach(match -> placeholder(marks, field, match.start(), match.end(), match.group()));
        }
    }

    private static void placeholder(Marks marks, Field field, int start, int end, String words) {
        marks.in(field, start, end, "\"" + words + "\" is a placeholder.", "Put in the real words, or delete it.");
    }

    // An editor's insertion in a quotation, "[the yard] opened", and a footnote mark are not placeholders.
    private static boolean harmless(Manuscript m, Field field, int at, String bracket) {
        if (bracket.startsWith("{")) {
            return false;
        }
        var inside = bracket.substring(1, bracket.length() - 1).strip();
        return inside.matches("\\d{1,3}|sic")
                || (m.quoted(field, at)
                        && inside.split("\\s{1,9}").length <= 3
                        && inside.equals(inside.toLowerCase(Locale.ROOT))
                        && !CUE.matcher(inside).find());
    }

    private static void language(Manuscript m, Marks marks) {
        var text = m.body().text();
        long letters = text.codePoints().filter(Character::isLetter).count();
        long foreign = text.codePoints()
                .filter(Character::isLetter)
                .filter(c -> Character.UnicodeScript.of(c) != Character.UnicodeScript.LATIN)
                .count();
        long common = m.words().stream()
                .filter(word -> COMMON.contains(word.text().toLowerCase(Locale.ROOT)))
                .count();
        if (foreign * 5 > letters
                || (m.words().size() >= 80 && common * 12 < m.words().size())) {
            marks.missing(
                    CONTENT,
                    "The body does not seem to be in English.",
                    "The wire takes English only: translate it first.");
        }
    }
}
