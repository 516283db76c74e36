package com.bravapress.story;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real jar in a process of its own, as an operator would run it. */
final class JarServer implements AutoCloseable {
    private static final Path JAR = Path.of("target", "bravapress.jar");

    final int port = freePort();
    final int sandboxPort = freePort();
    final Path dataDir;
    private final Map<String, String> settings;
    private Process process;

    JarServer(Path dataDir, Map<String, String> settings) {
        this.dataDir = dataDir;
        this.settings = settings;
    }

    String site() {
        return "http://127.0.0.1:" + port;
    }

    String sandbox() {
        return "http://127.0.0.1:" + sandboxPort;
    }

    /** Starts it and waits until it is ready for traffic. */
    JarServer start() {
        process = launch("serve");
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the server ended:\n" + log());
            }
            return isReady();
        });
        return this;
    }

    /** Runs another command of the jar beside it; its process. */
    Process launch(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-jar",
                JAR.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile()));
        builder.environment()
                .putAll(Map.of(
                        "PORT",
                        "" + port,
                        "SANDBOX_PORT",
                        "" + sandboxPort,
                        "PUBLIC_URL",
                        site(),
                        "DATA_DIR",
                        dataDir.toAbsolutePath().toString(),
                        "JOBS_RETRY_BACKOFF",
                        "PT1S",
                        "WIRE_SETTLE",
                        "PT1S"));
        builder.environment().putAll(settings);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** kill -9, as the kernel's memory killer would. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Ctrl-C; how long it took to end. */
    Duration stop() throws InterruptedException {
        long began = System.nanoTime();
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running:\n" + log());
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Processes that belong to this server, found by what they were started with. */
    List<String> relatives() {
        String mark = dataDir.toAbsolutePath().toString();
        return ProcessHandle.allProcesses()
                .filter(each -> each.pid() != ProcessHandle.current().pid())
                .map(each -> {
                    try {
                        return Files.readString(Path.of("/proc/" + each.pid() + "/cmdline"))
                                .replace('\0', ' ');
                    } catch (IOException gone) {
                        return "";
                    }
                })
                .filter(line -> line.contains(mark))
                .toList();
    }

    String log() {
        try {
            return Files.readString(logFile().toPath());
        } catch (IOException e) {
            return "no log: " + e;
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null && process.isAlive()) {
            stop();
        }
    }

    private File logFile() {
        try {
            Files.createDirectories(dataDir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return dataDir.resolve("server.log").toFile();
    }

    private boolean isReady() {
        try {
            HttpRequest ask = HttpRequest.newBuilder(URI.create(site() + "/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return HttpClient.newHttpClient()
                            .send(ask, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
