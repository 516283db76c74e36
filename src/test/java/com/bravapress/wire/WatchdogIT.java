package com.bravapress.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.jobs.FailureCategory;
import com.bravapress.jobs.JobOutcome;
import com.bravapress.testing.Await;
import com.bravapress.wire.WireDesk.Paid;
import com.bravapress.wire.pages.WireBrowser;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Browsers and drivers that freeze or die: the part fails in its time, the next one works, and nothing stays behind. */
@ExtendWith(VertxExtension.class)
class WatchdogIT {
    /** Browsers that other tests of this JVM have open. */
    private final Set<Long> strangers =
            ProcessHandle.current().descendants().map(ProcessHandle::pid).collect(Collectors.toSet());

    private static final Duration LIMIT = Duration.ofSeconds(7);
    // The part's limit, the killing, and the rows of ours on a busy machine.
    private static final Duration BY_THEN = LIMIT.plusSeconds(8);

    @ParameterizedTest(name = "{1} to the {0}")
    @CsvSource({"browser, STOP", "driver, STOP", "browser, KILL", "driver, KILL"})
    void a_frozen_or_dead_browser_or_driver_is_replaced(String whom, String signal, Vertx vertx)
            throws IOException, InterruptedException {
        WireDesk desk = WireDesk.open(vertx);
        desk.limit(LIMIT);
        // Answers late, so that the blow falls into the middle of a part.
        desk.fault("compose", "hang", 1);
        Paid paid = desk.paid("Struck by " + signal + " at the " + whom);
        Future<JobOutcome> struck = desk.start(paid, 1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(28))
                .until(() -> desk.trail(paid).contains("compose intended"));
        List<ProcessHandle> family = family(desk);
        assertThat(Files.readString(
                        Path.of("/proc", Long.toString(driverOf(family).pid()), "environ")))
                .as("so that it is found when its owner is dead")
                .contains("." + ProcessHandle.current().pid() + ".");
        ProcessHandle target = whom.equals("driver") ? driverOf(family) : browserOf(family, desk);
        int sent = new ProcessBuilder("kill", "-" + signal, Long.toString(target.pid()))
                .start()
                .waitFor();
        assertThat(sent).isZero();
        long at = System.nanoTime();

        JobOutcome outcome = Await.get(struck);
        assertThat(Duration.ofNanos(System.nanoTime() - at)).isLessThan(BY_THEN);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        JobOutcome.Retry.class,
                        retry -> assertThat(retry.category()).isIn(FailureCategory.AUTOMATION, FailureCategory.WIRE));
        assertThat(desk.run(paid, 2)).isInstanceOf(JobOutcome.Done.class);
        assertThat(desk.orders()).isOne();
        assertThat(desk.submissions()).isOne();
        assertThat(family.stream().filter(WatchdogIT::runs))
                .as("of the old family")
                .isEmpty();

        desk.stopBrowser();
        Awaitility.await().atMost(5, TimeUnit.SECONDS).until(() -> family(desk).isEmpty());
        if (strangers.isEmpty()) {
            // While other browsers of this JVM run, their common folder is not cleared.
            assertThat(left()).isEmpty();
        }
    }

    @Test
    void a_browser_whose_owner_is_dead_is_ended_at_the_start_and_a_strangers_is_not()
            throws IOException, InterruptedException {
        Path home = Path.of("target", "orphanage");
        Files.createDirectories(home.resolve("profiles-999999999").resolve("deep"));
        Process orphan = marked(home, "999999999.1.0");
        Process own = marked(
                home,
                ProcessHandle.current().pid() + "."
                        + ProcessHandle.current()
                                .info()
                                .startInstant()
                                .orElseThrow()
                                .toEpochMilli() + ".0");
        Process stranger = marked(Path.of("target", "elsewhere"), "999999999.1.0");
        try {
            WireBrowser.reap(home);
            assertThat(orphan.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(own.isAlive()).isTrue();
            assertThat(stranger.isAlive()).isTrue();
            assertThat(home.resolve("profiles-999999999")).doesNotExist();
        } finally {
            Stream.of(orphan, own, stranger).forEach(Process::destroyForcibly);
        }
    }

    /** A driver ends with its owner, but not while it is frozen: nobody but the next process on the folder can help. */
    @Test
    void a_frozen_driver_whose_owner_is_dead_is_reaped_at_the_next_start() throws Exception {
        Path home =
                Path.of("target", "reaped-drivers-" + ProcessHandle.current().pid());
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "sleep 60; :");
        builder.environment().put("BRAVAPRESS_OWNER", mark(home, "999999998.1.0"));
        Process orphan = builder.start();
        builder.environment().put("BRAVAPRESS_OWNER", mark(Path.of("target", "elsewhere"), "999999998.1.0"));
        Process stranger = builder.start();
        try {
            WireBrowser.reap(home);
            assertThat(orphan.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            Stream.of(orphan, stranger).forEach(Process::destroyForcibly);
        }
    }

    /** A process that carries the mark of a browser; of its own group, as Playwright starts them. */
    private static Process marked(Path home, String owner) throws IOException {
        return new ProcessBuilder("setsid", "-w", "sh", "-c", "sleep 60; :", mark(home, owner)).start();
    }

    private static String mark(Path home, String owner) {
        return "--bravapress-owner="
                + Integer.toHexString(
                        home.toAbsolutePath().normalize().toString().hashCode()) + "." + owner;
    }

    private List<ProcessHandle> family(WireDesk desk) {
        return ProcessHandle.current()
                .descendants()
                .filter(each -> runs(each)
                        && (commandLine(each).contains("playwright-")
                                || commandLine(each).contains("bravapress-owner")
                                || commandLine(each).contains("chromium")))
                .filter(each -> desk != null && !strangers.contains(each.pid()))
                .toList();
    }

    private static ProcessHandle driverOf(List<ProcessHandle> family) {
        return family.stream()
                .filter(each -> commandLine(each).contains("run-driver"))
                .findFirst()
                .orElseThrow();
    }

    private static ProcessHandle browserOf(List<ProcessHandle> family, WireDesk desk) {
        return family.stream()
                .filter(each -> commandLine(each).contains(desk.mark()))
                .findFirst()
                .orElseThrow();
    }

    private static boolean runs(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            // A dead one stays in the table until its parent has looked.
            return !stat.substring(stat.lastIndexOf(')') + 2).startsWith("Z");
        } catch (IOException gone) {
            return false;
        }
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return new String(
                            Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline")),
                            StandardCharsets.UTF_8)
                    .replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    /** What browsers of this process have left in their folder. */
    private static List<String> left() throws IOException {
        try (var all = Files.list(
                WireDesk.HOME.resolve("profiles-" + ProcessHandle.current().pid()))) {
            return all.map(each -> each.getFileName().toString()).toList();
        }
    }
}
