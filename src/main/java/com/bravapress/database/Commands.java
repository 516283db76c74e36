package com.bravapress.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The few operating-system commands that driving PostgreSQL takes. Blocking. */
final class Commands {
    private Commands() {}

    /** Runs to the end; a non-zero exit is an {@link IOException} with the output. */
    static void run(List<String> command) throws IOException, InterruptedException {
        Process running = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (running.waitFor() != 0) {
            throw new IOException("`" + String.join(" ", command) + "` failed: " + output.strip());
        }
    }

    /** Whether the command exists here and ends well. */
    static boolean works(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** A port of the loopback address that nobody uses just now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What a process was started with; empty when it is gone. */
    static String commandLine(long pid) throws IOException {
        Path file = Path.of("/proc/" + pid + "/cmdline");
        return Files.exists(file)
                ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace('\0', ' ')
                : "";
    }
}
