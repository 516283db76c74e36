package com.bravapress.writing;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "[x](javascript:alert(1))",
                "[x](JaVaScRiPt:alert(1))",
                "[x](data:text/html;base64,PHNjcmlwdD4=)",
                "<a href=\"javascript:alert(1)\">x</a>",
                "![x](https://e.example/a.png)",
                "<svg/onload=alert(1)>",
                "<javascript:alert(1)>",
                "[x]( \u0001javascript:alert(1))",
                "[x](https://e.example \"\\\" onclick=alert(1)\")",
                "<iframe src=//e.example></iframe>",
                "[x](vbscript:msgbox)",
                "<div\nstyle=x>a</div>"
            })
    void nothing_hostile_survives_as_markup(String payload) {
        var html = Markdown.toHtml(payload);
        assertThat(html)
                .doesNotContainIgnoringCase("<script")
                .doesNotContainIgnoringCase("<img")
                .doesNotContainIgnoringCase("<svg")
                .doesNotContainIgnoringCase("<iframe")
                .doesNotContainIgnoringCase("<div")
                .doesNotContainPattern("(?i)href=\"(?!https?:)")
                .doesNotContainPattern("(?i)<[^>]*\\son[a-z]+=");
    }

    @Test
    void html_appears_as_text() {
        assertThat(Markdown.toHtml("a <b>bold</b> claim")).contains("&lt;b&gt;bold&lt;/b&gt;");
    }

    @Test
    void a_link_is_kept_without_passing_on_trust() {
        assertThat(Markdown.toHtml("[yard](https://e.example/a?b=1)"))
                .contains("href=\"https://e.example/a?b&#61;1\"")
                .contains("rel=\"nofollow noopener\"");
    }

    @Test
    void the_plain_text_keeps_paragraphs_links_and_lists() {
        assertThat(Markdown.toPlainText("# News\n\nA **bold**\nline with [a yard](https://e.example/y) and"
                        + " [e.example](https://e.example).\n\n- one\n- two\n\n3. three\n\n###"))
                .isEqualTo(
                        "News\n\nA bold line with a yard (https://e.example/y) and https://e.example.\n\n- one\n- two\n\n"
                                + "3. three\n\n###");
    }

    @Test
    void syntax_is_not_counted_as_words() {
        assertThat(Markdown.wordCount(
                        "## Two words\n\n- **three** [four](https://e.example/very/long) — five\n\n> six"))
                .isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "[", "*a ", "- ", "<b", "![", "`", "_a*"})
    void endless_nesting_does_no_harm(String piece) {
        var text = piece.repeat(20_000);
        assertThat(Markdown.toHtml(text)).isNotNull();
        assertThat(Markdown.toPlainText(text)).isNotNull();
        assertThat(Markdown.wordCount(text)).isNotNegative();
    }

    @Property(tries = 500)
    void any_text_can_be_shown(@ForAll String text) {
        assertThat(Markdown.toHtml(text)).doesNotContainIgnoringCase("<script");
        assertThat(Markdown.toPlainText(text)).isNotNull();
    }
}
