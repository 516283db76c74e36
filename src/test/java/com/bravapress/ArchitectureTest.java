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
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
                .map(room -> DynamicTest.dynamicTest(room, () -> {
                    Map<String, String> strangers = strangers(room);
                    EvaluationResult caught = roomRule(room).evaluate(canary(room, strangers.values()));
                    assertThat(String.join("\n", caught.getFailureReport().getDetails()))
                            .as("the canary of %s", room)
                            .contains(strangers.values());
                    roomRule(room).check(OURS);
                }));
    }

    /** For every room that this one may not use, a public class of it. */
    private static Map<String, String> strangers(String room) {
        Map<String, String> strangers = new TreeMap<>();
        OURS.stream()
                .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC) && each.isTopLevelClass())
                .filter(each -> !each.getSimpleName().equals("package-info"))
                .filter(each -> !roomOf(each).equals(room) && !MAY_USE.get(room).contains(roomOf(each)))
                .forEach(each -> strangers.putIfAbsent(roomOf(each), each.getName()));
        return strangers;
    }

    /** A class of this room that has a field of each of these types. */
    private static JavaClasses canary(String room, Collection<String> types) throws IOException {
        StringBuilder source = new StringBuilder("package " + HOUSE + room + ".canary; class Canary {");
        types.forEach(type ->
                source.append(type).append(" of").append(type.replace('.', '_')).append(';'));
        return Canaries.compiled(
                Map.of(HOUSE + room + ".canary.Canary", source.append('}').toString()));
    }

    @TestFactory
    Stream<DynamicTest> no_way_to_ask_the_system_for_the_time_is_forgotten() {
        return Stream.of(
                        "java.time.Instant.now()",
                        "java.time.LocalDate.now()",
                        "java.time.LocalTime.now()",
                        "java.time.LocalDateTime.now()",
                        "java.time.LocalDateTime.now(java.time.ZoneOffset.UTC)",
                        "java.time.OffsetDateTime.now()",
                        "java.time.ZonedDateTime.now()",
                        "java.time.Year.now()",
                        "java.time.Clock.systemUTC()",
                        "java.time.Clock.systemDefaultZone()",
                        "java.time.Clock.system(java.time.ZoneOffset.UTC)",
                        "System.currentTimeMillis()",
                        "new java.util.Date()")
                .map(call -> DynamicTest.dynamicTest(call, () -> {
                    String source = "package " + HOUSE + "mail.canary; class Canary { Object at = " + call + "; }";
                    JavaClasses canary = Canaries.compiled(Map.of(HOUSE + "mail.canary.Canary", source));
                    assertThat(timeRule().evaluate(canary).hasViolation()).isTrue();
                }));
    }

    @Test
    void a_clock_may_be_asked() throws IOException {
        String source = "package " + HOUSE + "mail.canary; class Canary { Object at(java.time.Clock clock) {"
                + " return java.time.OffsetDateTime.now(clock) + clock.instant().toString(); } }";
        JavaClasses good = Canaries.compiled(Map.of(HOUSE + "mail.canary.Canary", source));
        assertThat(timeRule().evaluate(good).hasViolation()).isFalse();
    }

    @Test
    void rooms_form_no_cycle() {
        slices().matching("com.bravapress.(*)..").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void every_package_is_in_the_plan_and_has_its_sentence() {
        Stream<String> rooms = OURS.stream().map(ArchitectureTest::roomOf).distinct();
        assertThat(rooms).allMatch(room -> room.equals("app") || MAY_USE.containsKey(room));
        Stream<String> packages = OURS.stream().map(JavaClass::getPackageName).distinct();
        assertThat(packages)
                .allMatch(name -> Files.exists(
                        Path.of("src/main/java").resolve(name.replace('.', '/')).resolve("package-info.java")));
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
                timeRule(),
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

    private static ArchRule timeRule() {
        return noClasses()
                .that(not(inPackage("com.bravapress.app..")))
                .should()
                .callCodeUnitWhere(DescribedPredicate.describe("asks the system for the time", call -> {
                    String owner = call.getTargetOwner().getName();
                    String name = call.getTarget().getName();
                    boolean givenClock = call.getTarget().getRawParameterTypes().stream()
                            .anyMatch(type -> type.isEquivalentTo(java.time.Clock.class));
                    return owner.startsWith("java.time.") && name.equals("now") && !givenClock
                            || owner.equals("java.time.Clock") && name.matches("system.*|tick(Millis|Seconds|Minutes)")
                            || owner.equals("java.lang.System") && name.equals("currentTimeMillis")
                            || owner.equals("java.util.Date")
                                    && name.equals("<init>")
                                    && call.getTarget().getRawParameterTypes().isEmpty();
                }));
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

    private static String roomOf(JavaClass type) {
        return type.getPackageName().substring(HOUSE.length()).split("\\.", -1)[0];
    }

    private static DescribedPredicate<JavaClass> inPackage(String... packages) {
        return JavaClass.Predicates.resideInAnyPackage(packages).as("in " + Arrays.toString(packages));
    }

    private static DescribedPredicate<JavaClass> not(DescribedPredicate<JavaClass> predicate) {
        return DescribedPredicate.not(predicate);
    }
}
