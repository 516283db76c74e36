package com.bravapress.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One process of the real jar, which the campaign starts, kills, freezes and starts again. */
final class AppProcess {
    final String name;
    final Path dataDir;
    private final Path jar;
    private final String command;
    private final Map<String, String> settings;
    private final List<String> options;
    private Process process;
    private boolean frozen;
    private boolean wanted;
    private int starts;

    AppProcess(
            String name, Path dataDir, Path jar, String command, Map<String, String> settings, List<String> options) {
        this.name = name;
        this.dataDir = dataDir;
        this.jar = jar;
        this.command = command;
        this.settings = settings;
        this.options = options;
    }

    synchronized void start(String... more) {
        try {
            Path tmp = Files.createDirectories(dataDir.resolve("tmp"));
            List<String> line = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-Xms48m",
                    "-Xmx384m",
                    "-Xss512k",
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.io.tmpdir=" + tmp));
            line.addAll(options);
            line.addAll(List.of(more));
            if (more.length > 0 && more[0].startsWith("-javaagent")) {
                // JDK 17 crashes when an agent looks at classes of the archive (check_shared_class_file_load_hook).
                line.add("-Xshare:off");
            }
            line.add("-XX:ErrorFile=" + dataDir.resolve("hs_err_%p.log"));
            line.addAll(List.of("-jar", jar.toAbsolutePath().toString(), command));
            ProcessBuilder builder = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
            builder.environment().putAll(settings);
            builder.environment().put("DATA_DIR", dataDir.toString());
            builder.environment().put("TMPDIR", tmp.toString());
            process = builder.start();
            frozen = false;
            wanted = true;
            starts++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    boolean isFrozen() {
        return frozen;
    }

    /** Whether it is meant to run: a supervisor starts it again when it does not. */
    synchronized boolean isWanted() {
        return wanted;
    }

    int starts() {
        return starts;
    }

    long pid() {
        return process.pid();
    }

    Path log() {
        return dataDir.resolve("process.log");
    }

    /** kill -9; whether there was anything to kill. */
    synchronized boolean kill() {
        if (!isAlive()) {
            return false;
        }
        process.destroyForcibly();
        awaitEnd(20);
        return true;
    }

    /** SIGTERM and not started again until somebody does; the exit code, empty when it did not end in time. */
    synchronized Optional<Integer> terminate(int seconds) {
        wanted = false;
        process.destroy();
        return awaitEnd(seconds) ? Optional.of(process.exitValue()) : Optional.empty();
    }

    synchronized void freeze() {
        frozen = true;
        Signals.send("STOP", pid());
    }

    synchronized void thaw() {
        Signals.send("CONT", pid());
        frozen = false;
    }

    private boolean awaitEnd(int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What this process is called in {@code jobs.worker}; empty before its first start. */
    Optional<String> workerName() {
        Path file = dataDir.resolve("secrets").resolve("worker-name");
        try {
            return Files.exists(file)
                    ? Optional.of(Files.readString(file).trim().substring(0, 12))
                    : Optional.empty();
        } catch (IOException | StringIndexOutOfBoundsException beingWritten) {
            return Optional.empty();
        }
    }

    /** The Chromium processes, without their children. */
    List<ProcessHandle> browsers() {
        return descendants(line -> line.contains("--bravapress-owner=") && !line.contains("--type="));
    }

    /** The Playwright drivers. */
    List<ProcessHandle> drivers() {
        return descendants(line -> line.contains("playwright-") && line.contains("/node"));
    }

    private List<ProcessHandle> descendants(java.util.function.Predicate<String> fits) {
        if (!isAlive()) {
            return List.of();
        }
        try (Stream<ProcessHandle> all = process.descendants()) {
            return all.filter(each -> fits.test(Signals.commandLine(each.pid())))
                    .toList();
        }
    }

    String text() {
        try {
            return Files.readString(log());
        } catch (IOException e) {
            return "no log: " + e;
        }
    }
}
