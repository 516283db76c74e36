package com.bravapress;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.config.canary.BreaksTheHouse;
import com.bravapress.wire.canary.PlaysWithTheBrowser;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The plan of the house, as a program reads it. Every rule is first shown a canary that breaks it on purpose: a rule that
 * lets its canary live would let anything live.
 */
class ArchitectureTest {
    private static final String HOUSE = "com.bravapress.";

    /** Which rooms a room may use; foundations never use features. {@code app} may use all. */
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("config", List.of()),
            Map.entry("bus", List.of()),
            Map.entry("database", List.of("config")),
            Map.entry("http", List.of("config")),
            Map.entry("accounts", List.of("http", "database", "mail", "config")),
            Map.entry("mail", List.of("jobs", "database", "config")),
            Map.entry("jobs", List.of("bus", "database", "config")),
            Map.entry("writing", List.of("http", "config")),
            Map.entry("releases", List.of("accounts", "writing", "jobs", "bus", "http", "database", "config")),
            Map.entry(
                    "payments",
                    List.of("releases", "writing", "jobs", "accounts", "mail", "bus", "http", "database", "config")),
            Map.entry("wire", List.of("releases", "writing", "jobs", "mail", "bus", "database", "config")),
            Map.entry(
                    "admin",
                    List.of("accounts", "jobs", "releases", "payments", "wire", "bus", "http", "database", "config")),
            Map.entry("sandbox", List.of("http", "database", "config")));

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.bravapress");

    private static final JavaClasses CANARIES =
            new ClassFileImporter().importClasses(BreaksTheHouse.class, PlaysWithTheBrowser.class);

    @TestFactory
    Stream<DynamicTest> every_rule_holds_and_catches_its_canary() {
        return rules().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> {
                    assertThat(rule.getValue().evaluate(CANARIES).hasViolation())
                            .as("the canary of: %s", rule.getKey())
                            .isTrue();
                    rule.getValue().check(OURS);
                }));
    }

    @TestFactory
    Stream<DynamicTest> every_room_uses_only_what_its_sentence_allows() {
        return MAY_USE.keySet().stream()
                .sorted()
                .map(room -> DynamicTest.dynamicTest(room, () -> roomRule(room).check(OURS)));
    }

    @Test
    void rooms_form_no_cycle() {
        slices().matching("com.bravapress.(*)..").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void every_package_is_in_the_plan_and_has_its_sentence() {
        Stream<String> rooms = OURS.stream()
                .map(each -> each.getPackageName().substring(HOUSE.length()).split("\\.", -1)[0])
                .distinct();
        assertThat(rooms).allMatch(room -> room.equals("app") || MAY_USE.containsKey(room));
        Stream<String> packages = OURS.stream().map(JavaClass::getPackageName).distinct();
        assertThat(packages)
                .allMatch(name -> Files.exists(
                        Path.of("src/main/java").resolve(name.replace('.', '/')).resolve("package-info.java")));
    }

    @Test
    void no_source_file_is_longer_than_three_hundred_lines() throws IOException {
        List<String> tooLong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                try (Stream<String> lines = Files.lines(file)) {
                    long count = lines.count();
                    if (count > 300) {
                        tooLong.add(file + ": " + count);
                    }
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    private static Map<String, ArchRule> rules() {
        return Map.of(
                "a room uses only what its sentence allows",
                roomRule("config"),
                "only bus touches the event bus",
                onlyIn("io.vertx.core.eventbus..", "com.bravapress.bus"),
                "only stores and the database see the SQL client",
                noClasses()
                        .that(not(inPackage("com.bravapress.database..")))
                        .and()
                        .haveSimpleNameNotEndingWith("Store")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..", "java.sql.."),
                "only payments.stripe sees Stripe",
                onlyIn("com.stripe..", "com.bravapress.payments.stripe.."),
                "only wire.pages and the demo see Playwright",
                onlyIn("com.microsoft.playwright..", "com.bravapress.wire.pages..", "com.bravapress.app.demo.."),
                "only accounts sees tokens",
                onlyIn("io.vertx.ext.auth.jwt..", "com.bravapress.accounts.."),
                "the environment is read in app and config",
                noClasses()
                        .that(not(inPackage("com.bravapress.config", "com.bravapress.app..")))
                        .should()
                        .callMethod(System.class, "getenv")
                        .orShould()
                        .callMethod(System.class, "getenv", String.class),
                "the time comes from a clock",
                noClasses()
                        .that(not(inPackage("com.bravapress.app..")))
                        .should()
                        .callMethod(java.time.Instant.class, "now")
                        .orShould()
                        .callMethod(java.time.LocalDate.class, "now")
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis"),
                "nobody sleeps",
                noClasses().should().callMethod(Thread.class, "sleep", long.class),
                "nobody waits for a future outside of app",
                noClasses()
                        .that(not(inPackage("com.bravapress.app..")))
                        .should()
                        .callMethod(java.util.concurrent.CompletableFuture.class, "get")
                        .orShould()
                        .callMethod(java.util.concurrent.CompletableFuture.class, "join")
                        .orShould()
                        .callMethod(io.vertx.core.Future.class, "await"));
    }

    private static ArchRule roomRule(String room) {
        List<String> allowed = new ArrayList<>(List.of(HOUSE + room + ".."));
        MAY_USE.get(room).forEach(other -> allowed.add(HOUSE + other + ".."));
        return classes()
                .that()
                .resideInAPackage(HOUSE + room + "..")
                .should()
                .onlyDependOnClassesThat(
                        not(inPackage("com.bravapress..")).or(inPackage(allowed.toArray(new String[0]))))
                .allowEmptyShould(true);
    }

    private static ArchRule onlyIn(String library, String... packages) {
        return noClasses()
                .that(not(inPackage(packages)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static DescribedPredicate<JavaClass> inPackage(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages).as("in " + Arrays.toString(packages));
    }

    private static DescribedPredicate<JavaClass> not(DescribedPredicate<JavaClass> predicate) {
        return DescribedPredicate.not(predicate);
    }
}
