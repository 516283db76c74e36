package com.bravapress.writing.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.writing.FrontMatter;
import com.bravapress.writing.ReleaseText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {
    static final Instant NOW = Instant.parse("2026-11-18T12:00:00Z");

    static ReleaseText sample(String name) {
        try (var in = SamplesTest.class.getResourceAsStream("/samples/" + name + ".md")) {
            return FrontMatter.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"harbour", "orchard"})
    void a_clean_release_is_valid_with_few_warnings(String name) {
        var verdict = EditorialCheck.check(sample(name), NOW);
        assertThat(verdict.issues()).noneMatch(issue -> issue.severity() == Severity.ERROR);
        assertThat(verdict.issues().stream().filter(i -> i.severity() == Severity.WARNING))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(verdict.valid()).isTrue();
        assertThat(verdict.score()).isGreaterThanOrEqualTo(90);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "E02|title|CHANGE",
                "E03|title|!!!",
                "E03|title|www.zippypay.example",
                "E05|content|''",
                "E06|content|<b>",
                "E07|content|[buy cheap payday loans](http://zippypay.example/loans)",
                "E08|content|http://bit.ly/zippy",
                "E08|website_url|zippypay",
                "E10|contact_email|bob@@zippypay.example",
                "E10|contact_phone|''",
                "E11|content|payday loans",
                "E12|content|We",
                "E12|content|us",
                "E13|content|[INSERT QUOTE HERE]",
                "E13|content|XX%",
                "E13|content|TBD",
                "E19|country|CA",
                "W04|content|*",
                "W06|content|game-changing",
                "W08|content|''",
                "W09|content|''",
                "W11|content|sales@zippypay.example",
                "W14|content|Click here",
                "W19|content|!!!",
                "E18|content|*",
                "W06|title|AMAZING"
            })
    void the_hyped_release_is_refused_with_each_fault_at_its_words(String rule, String field, String words) {
        var text = sample("hype");
        var verdict = EditorialCheck.check(text, NOW);
        assertThat(verdict.valid()).isFalse();
        List<String> marked = verdict.issues().stream()
                .filter(i -> i.rule().equals(rule) && i.field().equals(field))
                .map(i -> value(text, field).substring(i.start(), i.end()))
                .toList();
        assertThat(marked).isNotEmpty();
        if (!words.equals("*")) {
            assertThat(marked).contains(words);
        }
    }

    static String value(ReleaseText text, String field) {
        for (var f : Field.values()) {
            if (f.key().equals(field)) {
                return f.of(text);
            }
        }
        throw new AssertionError(field);
    }
}
