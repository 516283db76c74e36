package com.bravapress.writing;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.writing.rules.EditorialCheck;
import com.bravapress.writing.rules.Severity;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OfflineWriterTest {
    private static final Pattern TELLING = Pattern.compile("\\p{Lu}[\\p{L}'’]*|\\d+");
    private static final Set<String> SCAFFOLD = Set.of(
            "about", "media", "it", "the", "announces", "concerns", "reason", "company", "company's", "its", "is");

    private static Brief full() {
        return new Brief(
                "Harbourlight Marine",
                "We opened a repair yard for battery-powered ferries in Portland. Our crews are ready.",
                "operators between Eastport and Boston",
                "2026-11-18",
                "Portland, Maine",
                "Operators asked for a yard they could reach overnight.",
                "An island route cannot lose its boat for six weeks. Operators asked for a yard nearby.",
                "Ingrid Salo, operations director of Harbourlight Marine",
                "Harbourlight Marine maintains passenger vessels for public ferry operators on the Atlantic coast. Founded in 2009,"
                        + " the company employs 160 people at yards in Portland and New Bedford and trains apprentices.",
                "https://harbourlight.example",
                "Ingrid Salo",
                "+1 207 555 0142",
                "The yard occupies 3.2 acres and has two covered slips.\n\nWe will employ 48 technicians by spring.");
    }

    private static ReleaseText release(Draft draft) {
        return new ReleaseText(
                draft.title(),
                draft.summary(),
                draft.content(),
                draft.socialTitle(),
                "Harbourlight Marine",
                "",
                "",
                "Manufacturing",
                "Portland",
                "Maine",
                "United States",
                "Ingrid Salo",
                "press@harbourlight.example",
                "+1 207 555 0142",
                "basic",
                null,
                "");
    }

    @Test
    void a_full_brief_becomes_a_sound_release_that_lacks_only_length() {
        var draft = new OfflineWriter().draft(full()).result();
        assertThat(draft.title())
                .isEqualTo("Harbourlight Marine Opened a Repair Yard for Battery-powered Ferries in Portland");
        assertThat(draft.content())
                .startsWith("PORTLAND, Maine, November 18, 2026 — Harbourlight Marine opened a repair yard")
                .contains(
                        "\"An island route cannot lose its boat for six weeks,\" said Ingrid Salo, operations director")
                .contains("The company will employ 48 technicians")
                .contains("About Harbourlight Marine\n\n")
                .contains("Media contact: Ingrid Salo, +1 207 555 0142");
        var errors = EditorialCheck.check(release(draft), Instant.parse("2026-11-18T12:00:00Z")).issues().stream()
                .filter(issue -> issue.severity() == Severity.ERROR)
                .map(issue -> issue.rule())
                .collect(Collectors.toSet());
        assertThat(errors).isSubsetOf("E05", "E13");
    }

    @Test
    void an_empty_brief_gives_placeholders_that_the_check_refuses() {
        var draft = OfflineWriter.write(Brief.of(Map.of()));
        assertThat(draft.content()).contains("[add: a quote from a named person]");
        assertThat(EditorialCheck.check(release(draft), Instant.EPOCH).issues())
                .anyMatch(i -> i.rule().equals("E13"));
    }

    @Test
    void the_streamed_pieces_are_the_body() {
        var streamed = new StringBuilder();
        var draft = new OfflineWriter().draft(full(), streamed::append).result();
        assertThat(streamed).hasToString(draft.content());
    }

    @Provide
    Arbitrary<String> words() {
        var word = Arbitraries.of(
                "Opens",
                "we",
                "our",
                "yard",
                "Portland,",
                "Maine",
                "in",
                "2026-11-18",
                "48",
                "3.2",
                "said.",
                "\"No\"",
                "Dr.",
                "Zoë",
                "the",
                "🔥",
                "new",
                "us",
                "$21",
                "We're",
                "- a\n- B",
                "\n\n",
                "[x",
                "ferry!");
        return word.list().ofMaxSize(25).map(list -> String.join(" ", list));
    }

    @Property(tries = 400)
    void no_name_and_no_number_is_invented(
            @ForAll("words") String what,
            @ForAll("words") String who,
            @ForAll("words") String quote,
            @ForAll("words") String notes) {
        var brief = new Brief(
                "Acme Yard",
                what,
                who,
                "2026-11-18",
                "Portland, Maine",
                who,
                quote,
                who,
                notes,
                what,
                who,
                what,
                notes);
        var known = brief.toString().toLowerCase(Locale.ROOT) + " november 18";
        var draft = OfflineWriter.write(brief);
        var output = draft.title() + " \n" + draft.summary() + " \n" + draft.socialTitle() + " \n" + draft.content();
        TELLING.matcher(output).results().forEach(match -> {
            var word = match.group().toLowerCase(Locale.ROOT);
            assertThat(SCAFFOLD.contains(word) || known.contains(word))
                    .as(match.group() + " in " + output)
                    .isTrue();
        });
    }

    @Property(tries = 300)
    void any_brief_can_be_drafted(@ForAll String any) {
        var draft = OfflineWriter.write(new Brief(any, any, any, any, any, any, any, any, any, any, any, any, any));
        assertThat(draft.content()).isNotBlank();
    }
}
