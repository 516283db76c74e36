package com.bravapress.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrontMatterTest {
    @Test
    void fields_and_body_are_read_as_written() {
        var text = FrontMatter.parse("---\r\ntitle: \"A: b\"\r\ncontact_phone: +12075550142\r\ncountry: NO\r\n"
                + "release_at: 2026-12-01T09:30\r\n---\r\nBody\r\n\r\nMore\r\n");
        assertThat(text.title()).isEqualTo("A: b");
        assertThat(text.contactPhone()).isEqualTo("+12075550142");
        assertThat(text.country()).isEqualTo("NO");
        assertThat(text.releaseAt()).isEqualTo(LocalDateTime.of(2026, 12, 1, 9, 30));
        assertThat(text.content()).isEqualTo("Body\n\nMore");
        assertThat(text.summary()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tittle: x|tittle",
                "title: [a, b]|title",
                "release_at: tomorrow|release_at",
                "title: a|title",
                "city: a: b|city",
                "- x|front matter"
            })
    void a_malformed_file_names_the_field(String line, String field) {
        var lines = line.equals("title: a") ? "title: a\ntitle: b" : line;
        assertThatExceptionOfType(MalformedRelease.class)
                .isThrownBy(() -> FrontMatter.parse("---\n" + lines + "\n---\nx"))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field))
                .withMessageContaining(field);
    }

    @Test
    void a_file_without_fields_is_refused() {
        assertThatExceptionOfType(MalformedRelease.class).isThrownBy(() -> FrontMatter.parse("Just text"));
        assertThatExceptionOfType(MalformedRelease.class).isThrownBy(() -> FrontMatter.parse("---\ntitle: x\n"));
    }
}
