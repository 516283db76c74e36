package com.bravapress.wire;

import com.bravapress.jobs.JobOutcome;
import com.bravapress.wire.WireDesk.Paid;
import com.bravapress.wire.pages.Chromium;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code bench/wire.sh}: how long a release takes, beside {@link BareScript} in turns in the same run; then what the
 * process and its browser hold after 50 and after 200 releases.
 */
final class WireBench {
    private static final PrintStream OUT = System.out;
    private static final double MOST = 1.25;
    private static final int TURN = 5;

    private WireBench() {}

    /** Arguments: releases of each for the comparison, releases for the leak check (0: none). */
    public static void main(String[] arguments) throws IOException {
        int pairs = Integer.parseInt(arguments[0]);
        int longRun = Integer.parseInt(arguments[1]);
        int status = 1;
        try {
            WireDesk desk = WireDesk.open(Vertx.vertx());
            if (pairs > 0) {
                compare(desk, pairs);
            }
            if (longRun > 0) {
                leak(desk, longRun);
            }
            desk.stopBrowser();
            OUT.printf(
                    "processes left by the browser %26d%n",
                    browserProcesses(desk).size());
            status = 0;
        } catch (RuntimeException broken) {
            broken.printStackTrace(OUT);
        } finally {
            // Vert.x's threads would hold the door.
            Runtime.getRuntime().halt(status);
        }
    }

    private static void compare(WireDesk desk, int pairs) {
        List<Double> ours = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        try (BareScript script = new BareScript(Chromium.find(Optional.empty()), desk.base())) {
            script.signIn();
            // Warm on both sides: browsers started, classes loaded, signed in.
            String warm = script.submit("Warm Bare", "Nordlys ".repeat(20));
            submit(desk, "Warm Ours");
            for (int done = 0; done < pairs; done += TURN) {
                for (int i = 0; i < Math.min(TURN, pairs - done); i++) {
                    ours.add(submit(desk, "Ours " + (done + i)));
                }
                for (int i = 0; i < Math.min(TURN, pairs - done); i++) {
                    String title = "Bare " + (done + i) + " after " + warm;
                    String body = desk.body();
                    long began = System.nanoTime();
                    warm = script.submit(title, body);
                    bare.add((System.nanoTime() - began) / 1e6);
                }
            }
        }
        tell("bare script, ms per release", bare);
        tell("BravaPress, ms per release", ours);
        double ratio = median(ours) / median(bare);
        OUT.printf(Locale.ROOT, "ratio of the medians %32.2f (at most %.2f)%n", ratio, MOST);
        steps(desk, pairs + 1);
    }

    private static double submit(WireDesk desk, String title) {
        Paid paid = desk.paid(title);
        long began = System.nanoTime();
        JobOutcome outcome = desk.run(paid, 1);
        double ms = (System.nanoTime() - began) / 1e6;
        if (!(outcome instanceof JobOutcome.Done)) {
            throw new IllegalStateException(title + ": " + outcome);
        }
        return ms;
    }

    private static void steps(WireDesk desk, int releases) {
        desk.durations().forEach((step, ms) -> OUT.printf("  %-34s %16d%n", step, ms / releases));
    }

    private static void leak(WireDesk desk, int releases) throws IOException {
        int early = Math.min(50, releases / 4);
        for (int i = 1; i <= releases; i++) {
            submit(desk, "Long Run " + i);
            if (i == early || i == releases) {
                System.gc();
                OUT.println(Holds.after(i, desk));
            }
        }
    }

    private static void tell(String what, List<Double> ms) {
        double[] sorted = ms.stream().mapToDouble(each -> each).sorted().toArray();
        OUT.printf(
                Locale.ROOT,
                "%-36s median %6.0f   min %6.0f   max %6.0f   n %d%n",
                what,
                median(ms),
                sorted[0],
                sorted[sorted.length - 1],
                sorted.length);
    }

    private static double median(List<Double> ms) {
        double[] sorted = ms.stream().mapToDouble(each -> each).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static List<ProcessHandle> browserProcesses(WireDesk desk) {
        List<ProcessHandle> all = new ArrayList<>();
        ProcessHandle.current()
                .descendants()
                .filter(each -> !line(each).contains("postgres"))
                .forEach(each -> {
                    if (line(each).contains("chrom")
                            || line(each).contains("run-driver")
                            || line(each).contains(desk.mark())) {
                        all.add(each);
                    }
                });
        return all;
    }

    private static String line(ProcessHandle process) {
        try {
            return new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline")),
                    StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }

    /** What is held; sizes in MB, of shared memory each process counts its share. */
    private record Holds(int after, long jvm, long browser, int processes, int fds, int files) {
        static Holds after(int releases, WireDesk desk) throws IOException {
            List<ProcessHandle> all = browserProcesses(desk);
            long browser = 0;
            int fds = fds(ProcessHandle.current());
            for (ProcessHandle each : all) {
                browser += kb(each, "smaps_rollup", "Pss:");
                fds += fds(each);
            }
            int files;
            try (var left = Files.walk(
                    WireDesk.HOME.resolve("profiles-" + ProcessHandle.current().pid()))) {
                files = (int) left.count();
            }
            return new Holds(
                    releases,
                    kb(ProcessHandle.current(), "status", "VmRSS:") / 1024,
                    browser / 1024,
                    all.size(),
                    fds,
                    files);
        }

        private static long kb(ProcessHandle process, String file, String key) {
            try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), file))) {
                return lines.filter(each -> each.startsWith(key))
                        .mapToLong(each -> Long.parseLong(each.replaceAll("\\D", "")))
                        .sum();
            } catch (IOException gone) {
                return 0;
            }
        }

        private static int fds(ProcessHandle process) {
            String[] open = Path.of("/proc", Long.toString(process.pid()), "fd")
                    .toFile()
                    .list();
            return open == null ? 0 : open.length;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "after %4d releases: JVM %4d MB, driver and Chromium %4d MB in %d processes, %4d open files, %4d"
                            + " temporary files",
                    after,
                    jvm,
                    browser,
                    processes,
                    fds,
                    files);
        }
    }
}
