package com.bravapress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people read first must be true. */
class ReadmeTest {
    private static final List<Path> DOCUMENTS =
            List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md"), Path.of("CHANGELOG.md"));
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final Pattern COMMAND = Pattern.compile("\\b(?:bin|bench)/[a-z]+(?:\\.sh)?\\b");
    private static final Pattern CLASS = Pattern.compile("`([a-z]+)\\.([A-Z]\\w+)`");

    @Test
    void every_relative_link_leads_to_a_file() throws IOException {
        assertThat(found(LINK, 1)).isNotEmpty().allMatch(link -> Files.exists(Path.of(link)));
    }

    @Test
    void every_command_is_there_and_can_be_run() throws IOException {
        assertThat(found(COMMAND, 0))
                .contains("bin/bravapress", "bin/test")
                .allMatch(name -> Files.isExecutable(Path.of(name)));
    }

    @Test
    void every_class_that_is_named_exists() throws IOException {
        try (Stream<MatchResult> named = matches(CLASS)) {
            assertThat(named.map(each -> each.group(1) + "/" + each.group(2) + ".java"))
                    .isNotEmpty()
                    .allMatch(file -> Files.exists(Path.of("src/main/java/com/bravapress", file)));
        }
    }

    @Test
    void every_setting_is_explained() throws IOException {
        Properties settings = new Properties();
        try (var in = Files.newBufferedReader(Path.of("conf/application.properties"))) {
            settings.load(in);
        }
        String readme = Files.readString(Path.of("README.md"));
        assertThat(settings.stringPropertyNames())
                .isNotEmpty()
                .allMatch(name -> readme.contains("`" + name + "`") || readme.contains(name + "=yes"));
    }

    @Test
    void the_readme_stays_short() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(250);
    }

    private static List<String> found(Pattern pattern, int group) throws IOException {
        try (Stream<MatchResult> all = matches(pattern)) {
            return all.map(each -> each.group(group)).distinct().toList();
        }
    }

    private static Stream<MatchResult> matches(Pattern pattern) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path document : DOCUMENTS) {
            text.append(Files.readString(document)).append('\n');
        }
        return pattern.matcher(text).results();
    }
}
