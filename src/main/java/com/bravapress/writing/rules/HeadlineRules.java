package com.bravapress.writing.rules;

import static com.bravapress.writing.rules.Field.CONTENT;
import static com.bravapress.writing.rules.Field.TITLE;

import com.bravapress.writing.Words;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The headline: E01–E04, W01, W02. */
final class HeadlineRules {
    private static final Pattern ADDRESS = Pattern.compile(
            "(?i)(?:https?://|www\\.)\\S{1,300}|[\\w.+-]{1,64}@[\\w.-]{1,200}|\\b[a-z0-9-]{2,40}\\.(?:com|net|org|io|co|biz|info|example)\\b");
    private static final Pattern MARKS = Pattern.compile("[!?]{1,20}|[™©®℠]");
    private static final Set<String> ACRONYMS = Terms.words("acronyms");
    private static final Set<String> VERBS = Terms.words("verbs");

    static final List<Rule> ALL = List.of(
            Rule.error(
                    "E01", "The headline is there and has at most 150 characters.", Sources.WIRE_FORM, (m, marks) -> {
                        var title = m.release().title();
                        if (title.isBlank()) {
                            marks.missing(TITLE, "The headline is missing.", "Say in one line who did what.");
                        } else if (title.length() > 150) {
                            marks.at(
                                    TITLE,
                                    150,
                                    title.length(),
                                    "The headline has " + title.length() + " characters; the wire takes 150.",
                                    "Keep the news and the company's name, and leave the rest to the summary.");
                        }
                    }),
            Rule.error("E02", "The headline is not shouted in capitals.", Sources.PRWEB, HeadlineRules::capitals),
            Rule.error(
                    "E03",
                    "No exclamation or question mark, trademark sign, emoji, web or e-mail address in the headline.",
                    Sources.HEADLINE_MARKS,
                    HeadlineRules::signs),
            Rule.error("E04", "Headline or first paragraph names the company.", Sources.PRWEB, (m, marks) -> {
                if (m.release().companyName().isBlank()) {
                    marks.missing(Field.COMPANY_NAME, "The company's name is missing.", "Fill in who is speaking.");
                    return;
                }
                var first = m.paragraphs().stream().findFirst();
                if (!m.namesCompany(m.release().title())
                        && !first.map(m.body()::text).map(m::namesCompany).orElse(false)) {
                    marks.at(
                            CONTENT,
                            0,
                            first.map(b -> m.body().sourceEnd(b.start(), b.end()))
                                    .orElse(0),
                            "Neither the headline nor the first paragraph names the company.",
                            "Write \"" + m.release().companyName() + "\" in the headline or the first sentence.");
                }
            }),
            Rule.warning(
                    "W01", "A headline of 20 to 80 characters and at most 18 words.", Sources.HEADLINE, (m, marks) -> {
                        var title = m.release().title();
                        int length = title.strip().length();
                        if (length > 80) {
                            marks.all(
                                    TITLE,
                                    "The headline has " + length + " characters.",
                                    "Stay under 80; search cuts it at 65.");
                        } else if (length > 65) {
                            marks.at(
                                    Severity.INFO,
                                    TITLE,
                                    65,
                                    title.length(),
                                    "Search results cut a headline at about 65 characters.",
                                    "Put the news into the first 65 characters.");
                        } else if (length > 0 && length < 20) {
                            marks.all(
                                    TITLE,
                                    "The headline is very short.",
                                    "Say who did what, in 20 characters or more.");
                        }
                        if (Words.count(title) > 18) {
                            marks.all(TITLE, "The headline has more than 18 words.", "Cut it to the news itself.");
                        }
                    }),
            Rule.warning("W02", "A headline has a verb and no full stop.", Sources.HEADLINE, (m, marks) -> {
                var title = m.release().title().stripTrailing();
                if (title.endsWith(".")
                        && !title.endsWith("..")
                        && !title.matches(".*\\b(?:Inc|Corp|Co|Ltd|U\\.S)\\.")) {
                    marks.at(
                            TITLE,
                            title.length() - 1,
                            title.length(),
                            "The headline ends with a full stop.",
                            "Leave it out.");
                }
                var words = Words.of(title);
                if (words.size() > 2 && words.stream().noneMatch(word -> verb(word.text()))) {
                    marks.at(
                            Severity.INFO,
                            TITLE,
                            0,
                            title.length(),
                            "The headline seems to have no verb.",
                            "Say what happens: opens, releases, appoints, reports.");
                }
            }));

    private HeadlineRules() {}

    static boolean verb(String word) {
        var w = word.toLowerCase(Locale.ROOT);
        return VERBS.contains(w)
                || stem(w, "s")
                || stem(w, "es")
                || stem(w, "d")
                || stem(w, "ed")
                || stem(w, "ing")
                || (w.endsWith("ies") && VERBS.contains(w.substring(0, w.length() - 3) + "y"));
    }

    private static boolean stem(String word, String ending) {
        if (!word.endsWith(ending)) {
            return false;
        }
        var stem = word.substring(0, word.length() - ending.length());
        return VERBS.contains(stem) || VERBS.contains(stem + "e");
    }

    private static void capitals(Manuscript m, Marks marks) {
        var title = m.release().title();
        var shouted = Words.of(title).stream()
                .filter(word ->
                        shouted(word.text()) && !ACRONYMS.contains(word.text().toUpperCase(Locale.ROOT)))
                .filter(word -> !m.shortName().contains(word.text().toLowerCase(Locale.ROOT)))
                .toList();
        long letters = title.codePoints().filter(Character::isLetter).count();
        long loud = shouted.stream().mapToLong(word -> word.text().length()).sum();
        if (shouted.size() >= 2 || (letters > 0 && loud * 2 > letters)) {
            for (var word : shouted) {
                marks.at(
                        TITLE,
                        word.start(),
                        word.end(),
                        "\"" + word.text() + "\" is written in capitals.",
                        "Write headlines in ordinary upper and lower case; acronyms may stay.");
            }
        }
    }

    static boolean shouted(String word) {
        return word.codePoints().filter(Character::isUpperCase).count() >= 4
                && word.codePoints().noneMatch(Character::isLowerCase);
    }

    private static void signs(Manuscript m, Marks marks) {
        var title = m.release().title();
        MARKS.matcher(title)
                .results()
                .forEach(match -> marks.at(
                        TITLE,
                        match.start(),
                        match.end(),
                        "The headline contains \"" + match.group() + "\".",
                        "Leave it out; state the news plainly."));
        ADDRESS.matcher(title)
                .results()
                .forEach(match -> marks.at(
                        TITLE,
                        match.start(),
                        match.end(),
                        "The headline contains the address \"" + match.group() + "\".",
                        "Move the address to the last paragraph or the website field."));
        for (int i = 0; i < title.length(); i += Character.charCount(title.codePointAt(i))) {
            int c = title.codePointAt(i);
            if ((c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF)) {
                marks.at(TITLE, i, i + Character.charCount(c), "The headline contains an emoji.", "Leave it out.");
            }
        }
    }
}
