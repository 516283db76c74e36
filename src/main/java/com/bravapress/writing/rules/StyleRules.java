package com.bravapress.writing.rules;

import static com.bravapress.writing.rules.Field.CONTENT;

import com.bravapress.writing.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reading ease: W12 long paragraphs and sentences, W13 reading grade, W15 repeated words. */
final class StyleRules {
    private static final Pattern SENTENCE =
            Pattern.compile("[^.!?]{1,3000}(?:[.!?](?!\\s|$)[^.!?]{0,500}){0,40}[.!?]?");
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]{1,10}");

    static final List<Rule> ALL = List.of(
            Rule.warning(
                    "W12", "Paragraphs of at most 80 words, sentences of at most 45.", Sources.LEDE, (m, marks) -> {
                        for (var block : m.paragraphs()) {
                            int words = Words.in(m.body().text(), block.start(), block.end())
                                    .size();
                            if (words > 80) {
                                marks.in(
                                        CONTENT,
                                        block.start(),
                                        block.end(),
                                        "This paragraph has " + words + " words.",
                                        "Split it in two.");
                            }
                            int start = m.ledeStart(block);
                            SENTENCE.matcher(m.body().text().substring(start, block.end()))
                                    .results()
                                    .forEach(s -> {
                                        int length = Words.count(s.group());
                                        if (length > 45) {
                                            marks.in(
                                                    Severity.INFO,
                                                    CONTENT,
                                                    start + s.start(),
                                                    start + s.end(),
                                                    "This sentence has " + length + " words.",
                                                    "Make it two sentences.");
                                        }
                                    });
                        }
                    }),
            Rule.info("W13", "Readable at school-leaver's level.", Sources.LEDE, (m, marks) -> {
                int sentences = 0;
                for (var block : m.paragraphs()) {
                    sentences += Math.max(1, (int)
                            SENTENCE.matcher(m.body().text(block)).results().count());
                }
                int words = m.words().size();
                if (words < 100) {
                    return;
                }
                double syllables =
                        m.words().stream().mapToInt(StyleRules::syllables).sum();
                double grade = 0.39 * words / Math.max(1, sentences) + 11.8 * syllables / words - 15.59;
                if (grade > 16) {
                    marks.missing(
                            CONTENT,
                            "The text is hard to read (grade " + Math.round(grade) + ").",
                            "Use shorter sentences and plainer words.");
                }
            }),
            Rule.warning("W15", "No word is repeated for search engines.", Sources.LINKS, (m, marks) -> {
                var counts = new HashMap<String, Integer>();
                m.words().stream()
                        .map(word -> word.text().toLowerCase(Locale.ROOT))
                        .filter(word -> word.length() > 4 && !m.shortName().contains(word))
                        .forEach(word -> counts.merge(word, 1, Integer::sum));
                for (var word : m.words()) {
                    var count = counts.remove(word.text().toLowerCase(Locale.ROOT));
                    if (count != null
                            && count > 8
                            && count * 100 > 3 * m.words().size()) {
                        marks.in(
                                CONTENT,
                                word.start(),
                                word.end(),
                                "\"" + word.text() + "\" comes " + count + " times.",
                                "Vary the wording.");
                    }
                }
            }));

    private StyleRules() {}

    private static int syllables(Words.Word word) {
        var matcher = VOWELS.matcher(word.text().toLowerCase(Locale.ROOT).replaceFirst("e$", ""));
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return Math.max(1, count);
    }
}
