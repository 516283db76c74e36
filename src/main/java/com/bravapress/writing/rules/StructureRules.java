package com.bravapress.writing.rules;

import static com.bravapress.writing.rules.Field.CONTENT;

import com.bravapress.writing.Prose;
import com.bravapress.writing.Words;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The shape of a release: W04 dateline, W05 lede, W09 about, W10 contact, W17 end mark. */
final class StructureRules {
    private static final Pattern DATELINE = Pattern.compile(
            "^\\p{Lu}[\\p{Lu} .'’-]{1,40}(?:,\\s[\\p{L}. ]{2,30}){0,2},?\\s{1,2}(?:\\([^)]{1,30}\\)\\s)?"
                    + "(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|March|Mar\\.|April|Apr\\.|May|June|July|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)"
                    + "\\s\\d{1,2},\\s\\d{4}\\s{0,3}(?:—|–|--|-)");
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?][\"”]?(?:\\s|$)");
    private static final Pattern CONTACT = Pattern.compile("(?im)^(?:media|press)? ?contacts?\\b");

    static final List<Rule> ALL = List.of(
            Rule.warning("W04", "The first paragraph begins with a dateline.", Sources.DATELINE, (m, marks) -> {
                var first = m.paragraphs().stream().findFirst();
                if (first.isPresent() && !DATELINE.matcher(head(m, first.get())).find()) {
                    marks.in(
                            CONTENT,
                            first.get().start(),
                            Math.min(first.get().end(), first.get().start() + 40),
                            "The first paragraph has no dateline.",
                            "Begin with CITY, State, Month D, YYYY — and go on with the news.");
                }
            }),
            Rule.warning(
                    "W05",
                    "A first sentence of at most 40 words that names the company and says what happened.",
                    Sources.LEDE,
                    StructureRules::lede),
            Rule.warning(
                    "W09", "An \"About\" paragraph of 30 to 120 words.", Sources.BOILERPLATE, StructureRules::about),
            Rule.warning("W10", "A contact for the media.", Sources.NEWSWIRE, (m, marks) -> {
                // The wire prints the contact fields under the text, so filled fields are a contact block.
                var r = m.release();
                boolean fields = !r.contactName().isBlank()
                        && !r.contactEmail().isBlank()
                        && !r.contactPhone().isBlank();
                if (!fields && !CONTACT.matcher(m.body().text()).find()) {
                    marks.missing(
                            CONTENT,
                            "There is no complete media contact.",
                            "Fill in the contact's name, e-mail and phone.");
                }
            }),
            Rule.info("W17", "The text ends with an end mark.", Sources.LEDE, (m, marks) -> {
                var end = m.release().content().stripTrailing().toLowerCase(Locale.ROOT);
                if (!end.isEmpty()
                        && !end.endsWith("###")
                        && !end.endsWith("# # #")
                        && !end.endsWith("-30-")
                        && !end.endsWith("ends")) {
                    marks.at(
                            CONTENT,
                            Integer.MAX_VALUE,
                            Integer.MAX_VALUE,
                            "There is no end mark.",
                            "Close with a line of ### if you like the custom.");
                }
            }));

    private StructureRules() {}

    private static String head(Manuscript m, Prose.Block block) {
        return m.body().text().substring(block.start(), Math.min(block.end(), block.start() + 160));
    }

    private static void lede(Manuscript m, Marks marks) {
        var first = m.paragraphs().stream().findFirst();
        if (first.isEmpty()) {
            return;
        }
        int start = m.ledeStart(first.get());
        var rest = m.body().text().substring(start, first.get().end());
        var stop = SENTENCE_END.matcher(rest);
        int end = first.get().end();
        while (stop.find()) {
            if (!rest.substring(0, stop.start()).matches("(?s).*\\b(?:Inc|Corp|Co|Ltd|Dr|Mr|Ms|St|U\\.S|No)")) {
                end = start + stop.end();
                break;
            }
        }
        var words = Words.in(m.body().text(), start, end);
        if (words.size() > 40) {
            marks.in(
                    CONTENT,
                    start,
                    end,
                    "The first sentence has " + words.size() + " words.",
                    "Say who did what in 25 to 40 words.");
        }
        if (!m.release().companyName().isBlank() && !m.namesCompany(rest)) {
            marks.in(CONTENT, start, end, "The first paragraph does not name the company.", "Begin with who did it.");
        }
        if (words.size() > 3 && words.stream().noneMatch(word -> HeadlineRules.verb(word.text()))) {
            marks.in(
                    Severity.INFO,
                    CONTENT,
                    start,
                    end,
                    "The first sentence seems to have no verb.",
                    "Say what happened.");
        }
    }

    private static void about(Manuscript m, Marks marks) {
        var blocks = m.body().blocks();
        for (int i = 0; i < blocks.size(); i++) {
            var block = blocks.get(i);
            var text = m.body().text(block);
            if (!text.regionMatches(true, 0, "About ", 0, 6)
                    || !m.namesCompany(text.substring(0, Math.min(200, text.length())))) {
                continue;
            }
            boolean title = Words.count(text) <= 12;
            if (title && i + 1 < blocks.size()) {
                block = blocks.get(i + 1);
            }
            int words = Words.count(m.body().text(block));
            if (words < 30 || words > 120) {
                marks.in(
                        CONTENT,
                        block.start(),
                        block.end(),
                        "The \"About\" paragraph has " + words + " words.",
                        "30 to 120 words are customary.");
            }
            return;
        }
        marks.missing(
                CONTENT,
                "There is no \"About\" paragraph.",
                "End with \"About " + m.release().companyName() + "\" and two or three sentences.");
    }
}
