package com.bravapress.writing.rules;

import static com.bravapress.writing.rules.Field.CONTENT;

import com.bravapress.writing.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The voice: E12 direct address, W06 hype, W07 superlatives, W14 sales talk, W19 exclamation, W20 capitals. */
final class VoiceRules {
    private static final List<Field> TEXTS = List.of(Field.TITLE, Field.SUMMARY, CONTENT);
    private static final Pattern DIRECT = Pattern.compile("(?<![\\p{L}\\p{N}'’.@/-])"
            + "(?:I|[Ww]e|WE|[Oo]urs?|OUR|us|[Yy]ou|YOU|[Yy]ours?|YOUR|[Mm]y|me|[Ll]et['’]s|[Mm]yself|[Oo]urselves|[Yy]ourself)"
            + "(?:['’](?:re|ve|ll|d|m))?(?![\\p{L}\\p{N}@-]|\\.\\p{L})");
    private static final Pattern CAPITAL_BEFORE = Pattern.compile("\\p{Lu}[\\p{L}'’]{0,30}\\s$");
    private static final Pattern SUPERLATIVE = Pattern.compile(
            "(?i)\\b(?:the|world['’]s|nation['’]s|country['’]s|industry['’]s)\\s(?:very\\s)?(?:best|largest|biggest|fastest|finest|greatest|safest|smartest|cheapest"
                    + "|first[- ]ever|only|most\\s(?:advanced|innovative|trusted|comprehensive|powerful|popular|successful))\\b|\\bworld['’]s first\\b");
    private static final Pattern EVIDENCE = Pattern.compile("(?i)\\d|according to|ranked|survey|study|report|census");
    private static final Terms HYPE = Terms.list("hype");
    private static final Terms SPAM = Terms.list("spam");

    static final List<Rule> ALL = List.of(
            Rule.error("E12", "Third person outside quotations.", Sources.WIRE_GUIDELINES, VoiceRules::directAddress),
            Rule.warning("W06", "Few advertising words.", Sources.WIRE_GUIDELINES, VoiceRules::hype),
            Rule.warning("W07", "A superlative has a figure or a source.", Sources.WIRE_GUIDELINES, (m, marks) -> {
                var text = m.body().text();
                SUPERLATIVE
                        .matcher(text)
                        .results()
                        .filter(match -> !m.quoted(CONTENT, match.start()))
                        .forEach(match -> {
                            var sentence = text.substring(
                                    Math.max(0, text.lastIndexOf(". ", match.start())), sentenceEnd(text, match.end()));
                            if (!EVIDENCE.matcher(sentence).find()) {
                                marks.in(
                                        CONTENT,
                                        match.start(),
                                        match.end(),
                                        "\"" + match.group() + "\" is claimed without a source.",
                                        "Add the figure or who measured it, or soften the claim.");
                            }
                        });
            }),
            Rule.warning("W14", "No sales talk.", Sources.NEWSWIRE, (m, marks) -> {
                for (var field : TEXTS) {
                    SPAM.find(
                            m.prose(field).text(),
                            match -> marks.in(
                                    field,
                                    match.start(),
                                    match.end(),
                                    "\"" + match.group() + "\" is sales talk.",
                                    "State the offer as a fact, or leave it out."));
                }
            }),
            Rule.warning(
                    "W19",
                    "No exclamation marks in the body.",
                    Sources.HEADLINE_MARKS,
                    (m, marks) -> Pattern.compile("!{1,20}")
                            .matcher(m.body().text())
                            .results()
                            .filter(match -> !m.quoted(CONTENT, match.start()))
                            .forEach(match -> marks.in(
                                    CONTENT,
                                    match.start(),
                                    match.end(),
                                    "An exclamation mark in the body.",
                                    "End the sentence with a full stop."))),
            Rule.warning("W20", "Few words in capitals.", Sources.NEWSWIRE, (m, marks) -> {
                var loud = m.words().stream()
                        .filter(word -> HeadlineRules.shouted(word.text())
                                && !word.text().contains("."))
                        .toList();
                if (loud.size() * 20 > m.words().size() && loud.size() > 2) {
                    loud.forEach(word -> marks.in(
                            CONTENT,
                            word.start(),
                            word.end(),
                            "\"" + word.text() + "\" is in capitals.",
                            "Use ordinary letters."));
                }
            }));

    private VoiceRules() {}

    private static int sentenceEnd(String text, int from) {
        int end = text.indexOf(". ", from);
        return end < 0 ? text.length() : end;
    }

    private static void directAddress(Manuscript m, Marks marks) {
        record Found(Field field, MatchResult match) {}
        var found = new ArrayList<Found>();
        for (var field : TEXTS) {
            var text = m.prose(field).text();
            DIRECT.matcher(text)
                    .results()
                    .filter(match -> !m.quoted(field, match.start()) && !partOfName(m, text, match))
                    .forEach(match -> found.add(new Found(field, match)));
        }
        var severity = found.size() >= 3 ? Severity.ERROR : Severity.WARNING;
        found.forEach(f -> marks.in(
                severity,
                f.field(),
                f.match().start(),
                f.match().end(),
                "\"" + f.match().group() + "\" speaks to the reader or for yourselves.",
                "Write in the third person: name the company, or say \"it\" and \"customers\"."));
    }

    // "Know Your Rights", "World War I": a capital inside a name, not a person speaking.
    private static boolean partOfName(Manuscript m, String text, MatchResult match) {
        var before = text.substring(Math.max(0, match.start() - 33), match.start());
        if (Character.isUpperCase(match.group().charAt(0))
                && CAPITAL_BEFORE.matcher(before).find()) {
            return true;
        }
        var name = m.release().companyName();
        int from = Math.max(0, match.start() - name.length());
        int at = name.isBlank() ? -1 : text.indexOf(name, from);
        return at >= 0 && at <= match.start() && match.end() <= at + name.length();
    }

    private static void hype(Manuscript m, Marks marks) {
        HYPE.find(m.release().title(), match -> hype(marks, Field.TITLE, match));
        var found = new ArrayList<MatchResult>();
        HYPE.find(m.body().text(), match -> {
            if (!m.quoted(CONTENT, match.start())) {
                found.add(match);
            }
        });
        if (found.size() * 150 > m.words().size()) {
            found.forEach(match -> hype(marks, CONTENT, match));
        }
        if (Words.count(m.release().summary()) > 0) {
            HYPE.find(m.release().summary(), match -> hype(marks, Field.SUMMARY, match));
        }
    }

    private static void hype(Marks marks, Field field, MatchResult match) {
        marks.in(
                field,
                match.start(),
                match.end(),
                "\"" + match.group().toLowerCase(Locale.ROOT) + "\" is an advertising word.",
                "Replace it with the fact behind it.");
    }
}
