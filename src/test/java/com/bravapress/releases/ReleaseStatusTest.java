package com.bravapress.releases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReleaseStatusTest {
    private static final Pattern ARROW = Pattern.compile("^ +([a-z_]+) --> ([a-z_]+)", Pattern.MULTILINE);

    @Test
    void every_pair_of_statuses_is_allowed_exactly_where_the_diagram_draws_an_arrow() throws IOException {
        Set<String> drawn = ARROW.matcher(Files.readString(Path.of("docs/release-status.md")))
                .results()
                .map(arrow -> arrow.group(1) + ">" + arrow.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> coded = new TreeSet<>();
        for (ReleaseStatus from : ReleaseStatus.values()) {
            Arrays.stream(ReleaseStatus.values())
                    .filter(from::canBecome)
                    .forEach(to -> coded.add(from.id() + ">" + to.id()));
        }
        assertThat(coded).isEqualTo(drawn);
    }

    @Test
    void the_migration_lists_the_same_statuses_as_the_code() throws IOException {
        String sql = Files.readString(Path.of("src/main/resources/db/V002__releases.sql"));
        String check = sql.substring(sql.indexOf("submissions_status CHECK"), sql.indexOf("submissions_wire_status"));
        Set<String> listed = Pattern.compile("'([a-z_]+)'")
                .matcher(check)
                .results()
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(Arrays.stream(ReleaseStatus.values()).map(ReleaseStatus::id))
                .containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void only_money_that_was_received_makes_a_release_paid() {
        assertThat(ReleaseStatus.DRAFT.isPaid()).isFalse();
        assertThat(ReleaseStatus.PAYMENT_PENDING.isPaid()).isFalse();
        assertThat(ReleaseStatus.COMPLETED.isPaid()).isTrue();
        assertThat(ReleaseStatus.PAID.isEditable()).isFalse();
    }
}
