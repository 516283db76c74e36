package com.bravapress.releases.studio;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.releases.Checked.Finding;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MarkedTextTest {
    @Test
    void where_findings_overlap_the_graver_one_shows_and_both_are_named() {
        List<Map<String, Object>> pieces =
                MarkedText.of("abcdef", "title", List.of(finding("W1", "warning", 0, 4), finding("E1", "error", 2, 6)));
        assertThat(pieces)
                .extracting(piece -> piece.get("text") + ":" + piece.get("kind") + ":" + piece.get("rules"))
                .containsExactly("ab:warning:W1", "cd:error:W1, E1", "ef:error:E1");
    }

    @Test
    void findings_without_words_or_of_other_fields_cut_nothing() {
        assertThat(MarkedText.of("abc", "summary", List.of(finding("E1", "error", 0, 2), finding("E2", "error", 1, 1))))
                .extracting(piece -> piece.get("text"))
                .containsExactly("abc");
    }

    @Property(tries = 200)
    void the_pieces_together_are_the_text_whatever_the_offsets(
            @ForAll String text, @ForAll @Size(max = 6) List<@IntRange(min = -5, max = 300) Integer> offsets) {
        List<Finding> findings = offsets.stream()
                .map(at -> finding("E1", "error", at, at + offsets.size()))
                .toList();
        assertThat(MarkedText.of(text, "title", findings).stream()
                        .map(piece -> (String) piece.get("text"))
                        .collect(Collectors.joining()))
                .isEqualTo(text);
    }

    private static Finding finding(String rule, String severity, int start, int end) {
        return new Finding(rule, severity, "title", start, end, "m", "h", "s");
    }
}
