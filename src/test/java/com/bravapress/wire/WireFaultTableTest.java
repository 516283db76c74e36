package com.bravapress.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WireFaultTableTest {
    @Test
    void the_page_for_operators_says_what_the_tests_play_through() throws IOException {
        String printed = Files.readAllLines(Path.of("docs", "wire-faults.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| step") && !line.startsWith("| ---"))
                .collect(Collectors.joining("\n"));
        assertThat(printed).isEqualTo(WireFaultTable.markdown());
    }
}
