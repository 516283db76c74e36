package com.bravapress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the style asks of source files: their length, their names, their first sentence. */
class SourceRulesTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final int LINES = 300;
    private static final int VERTICLE_LINES = 100;
    private static final Pattern EMPTY_NAME = Pattern.compile(".*(Manager|Helper|Utils?|Impl)");
    private static final Set<String> EMPTY_PACKAGES = Set.of("util", "common", "model", "dto", "impl", "service");
    private static final Pattern TYPE = Pattern.compile(
            "^(public )?((abstract|final|sealed|non-sealed|strictfp) )*(class|record|interface|enum|@interface) \\w",
            Pattern.MULTILINE);
    private static final Pattern DOCUMENTED = Pattern.compile("/\\*\\*(?s:(?!\\*/).)*\\*/\\s*(@[^;]*)?\\z");

    @Test
    void every_file_keeps_to_its_length() throws IOException {
        assertThat(sources()).allSatisfy(file -> {
            int most = named(file).endsWith("Verticle") ? VERTICLE_LINES : LINES;
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(most);
        });
    }

    @Test
    void every_name_says_something() throws IOException {
        assertThat(sources()).allSatisfy(file -> {
            assertThat(isEmptyName(named(file))).as(file.toString()).isFalse();
            for (Path folder : MAIN.relativize(file).getParent()) {
                assertThat(EMPTY_PACKAGES).as(file.toString()).doesNotContain(folder.toString());
            }
        });
    }

    @Test
    void every_public_type_says_what_it_is() throws IOException {
        assertThat(sources())
                .filteredOn(file -> !named(file).equals("package-info"))
                .allSatisfy(file -> assertThat(undocumented(Files.readString(file)))
                        .as(file.toString())
                        .isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"JobManager", "Helper", "TextUtil", "Utils", "StoreImpl"})
    void an_empty_name_is_caught(String canary) {
        assertThat(isEmptyName(canary)).isTrue();
    }

    @Test
    void a_public_type_without_its_sentence_is_caught() {
        String plain = "package a;\n\nimport b.C;\n\n";
        assertThat(undocumented(plain + "public final class D {}\n")).isPresent();
        assertThat(undocumented(plain + "// not this\n@E(\"x\")\npublic record D() {}\n"))
                .isPresent();
        assertThat(undocumented("/** A file. */\n" + plain + "public enum D {}\n"))
                .isPresent();
        assertThat(undocumented(plain + "/** It is. */\n@E(\"x\")\npublic record D() {}\n"))
                .isEmpty();
        assertThat(undocumented(plain + "class D {}\n")).isEmpty();
    }

    private static boolean isEmptyName(String name) {
        return EMPTY_NAME.matcher(name).matches();
    }

    /** The declaration of the file's first public type, if no Javadoc stands right above it. */
    private static Optional<String> undocumented(String written) {
        String source = written.replaceAll("\"[^\"\n]*\"", "\"\"");
        Matcher type = TYPE.matcher(source);
        while (type.find()) {
            if (type.group(1) != null
                    && !DOCUMENTED.matcher(source.substring(0, type.start())).find()) {
                return Optional.of(type.group());
            }
        }
        return Optional.empty();
    }

    private static String named(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(each -> each.toString().endsWith(".java")).toList();
        }
    }
}
