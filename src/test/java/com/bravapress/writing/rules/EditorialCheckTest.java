package com.bravapress.writing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.writing.ReleaseText;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EditorialCheckTest {
    private static ReleaseText with(String title, String content, LocalDateTime at, String zone) {
        var s = SamplesTest.sample("harbour");
        return new ReleaseText(
                title == null ? s.title() : title,
                s.summary(),
                content == null ? s.content() : content,
                s.socialTitle(),
                s.companyName(),
                s.companyDescription(),
                s.websiteUrl(),
                s.industry(),
                s.city(),
                s.state(),
                s.country(),
                s.contactName(),
                s.contactEmail(),
                s.contactPhone(),
                s.packageType(),
                at,
                zone);
    }

    private static List<String> marked(ReleaseText text, String rule) {
        return EditorialCheck.check(text, SamplesTest.NOW).issues().stream()
                .filter(i -> i.rule().equals(rule))
                .map(i -> SamplesTest.value(text, i.field()).substring(i.start(), i.end()))
                .toList();
    }

    private static List<String> inBody(String addition, String rule) {
        return marked(with(null, SamplesTest.sample("harbour").content() + "\n\n" + addition, null, ""), rule);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "E06|A <br> break|<br>",
                "E08|See [it](ftp://a.example/x)|[it](ftp://a.example/x)",
                "E11|pay**day** loans|pay**day** loans",
                "E11|A new online casino opens|online casino",
                "E13|It grew by XX% today|XX%",
                "E13|{{name}} came|{{name}}",
                "E14|It was sued by a rival|sued",
                "E15|Acme (NYSE: ACM) grew|(NYSE: ACM)",
                "E18|It said \"never again.|\"never again.",
                "E12|Ask your dealer|your",
                "W11|Write to a@b.example now|a@b.example",
                "W14|Act now|Act now",
                "W18|A token sale opens|token sale"
            })
    void a_fault_is_marked_at_its_words(String rule, String addition, String words) {
        assertThat(inBody(addition, rule)).contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "E12|\"We know what you need from us in the winter months,\" said Ingrid Salo of the yard.",
                "E12|“We know what you need from us in the winter months,” said Ingrid Salo of the yard.",
                "E12|The US and World War I",
                "E11|The city discussed a ban on online gambling",
                "E13|See note [1]",
                "E13|\"It made [the yard] possible for all,\" said Ingrid Salo",
                "E14|She sued in Case No. 2:26-cv-01234",
                "E18|A board of 12\" width was laid",
                "E15|At 10 a.m. (NYSE)"
            })
    void a_harmless_use_is_left_alone(String rule, String addition) {
        assertThat(inBody(addition, rule)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-18T11:00,UTC,E16",
        "2026-11-18T13:00,UTC,E16",
        "2026-11-18T15:00,UTC,''",
        "2028-01-01T00:00,UTC,E16",
        "2027-03-14T02:30,America/New_York,E16",
        "2026-12-01T09:00,Mars/Base,E16",
        "2026-12-01T09:00,America/New_York,''"
    })
    void a_schedule_is_taken_only_when_the_wire_can_keep_it(LocalDateTime at, String zone, String rule) {
        var ids = EditorialCheck.check(with(null, null, at, zone), SamplesTest.NOW).issues().stream()
                .filter(i -> i.severity() == Severity.ERROR)
                .map(Issue::rule)
                .toList();
        assertThat(ids).isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NASA and UNESCO Open Harbourlight Marine Research Yard in Maine",
                "IBM Joins Harbourlight Marine Yard"
            })
    void acronyms_are_not_shouting(String title) {
        assertThat(marked(with(title, null, null, ""), "E02")).isEmpty();
    }

    @Test
    void a_body_beyond_the_package_is_marked_from_the_first_word_too_many() {
        var text = with(null, "word ".repeat(699) + "last extra words", null, "");
        assertThat(marked(text, "E05")).containsExactly("extra words");
    }

    @Test
    void every_rule_has_its_own_number_and_a_source() {
        assertThat(RuleBook.rules()).extracting(Rule::id).doesNotHaveDuplicates();
        assertThat(RuleBook.rules()).allSatisfy(rule -> {
            assertThat(rule.source()).isNotBlank();
            assertThat(rule.says()).endsWith(".");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "\"", "<a ", "[", "x.", "! ", "www.", "a@", "We ", "_", "- \n", "Case ", "‘a", "\"a ", "A said "
            })
    void a_hostile_body_of_50_kilobytes_is_checked_within_seconds(String piece) {
        var text = with(null, piece.repeat(50_000 / piece.length()), null, "");
        long start = System.nanoTime();
        assertThat(EditorialCheck.check(text, SamplesTest.NOW).valid()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Provide
    Arbitrary<String> scribble() {
        var piece = Arbitraries.of(
                "\"",
                "“",
                "”",
                "‘",
                "’",
                "[",
                "](http://",
                ")",
                "**",
                "`",
                "<b>",
                "\n",
                "\n\n",
                "  \n",
                "# ",
                "> ",
                "- ",
                "🔥",
                "\uD83D",
                "\uDC00",
                "\0",
                "\u200B",
                "&amp;",
                "&#100;",
                "\\*",
                "we ",
                "said ",
                "Bob Lee ",
                "TBD",
                "bit.ly/x",
                "http://a.b/c",
                "$XX",
                "!",
                "\r\n",
                "\t",
                "About ",
                "Harbourlight Marine ",
                "a@b.cd",
                "İ",
                "ß");
        return Arbitraries.oneOf(
                piece.list().ofMaxSize(60).map(list -> String.join("", list)),
                Arbitraries.strings().ofMaxLength(200));
    }

    @Property(tries = 600)
    void any_text_gets_a_verdict_within_its_bounds(@ForAll("scribble") String a, @ForAll("scribble") String b) {
        var text = new ReleaseText(b, a, a + b, b, a, b, a, b, a, b, a, b, a, b, a, null, b);
        var verdict = EditorialCheck.check(text, SamplesTest.NOW);
        assertThat(verdict.score()).isBetween(0, 100);
        assertThat(verdict.valid()).isEqualTo(verdict.issues().stream().noneMatch(i -> i.severity() == Severity.ERROR));
        assertThat(verdict.issues()).allSatisfy(issue -> {
            int length = SamplesTest.value(text, issue.field()).length();
            assertThat(issue.start()).isBetween(0, length);
            assertThat(issue.end()).isBetween(issue.start(), length);
            assertThat(issue.hint()).isNotBlank();
        });
    }
}
