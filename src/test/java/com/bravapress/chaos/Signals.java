package com.bravapress.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the operating system does to processes. */
final class Signals {
    private Signals() {}

    /** Sends a signal; a process that is gone already is no error. */
    static void send(String name, long pid) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, "" + pid)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            assert code >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same to a process and everything below it. */
    static void sendAll(String name, ProcessHandle root) {
        try (Stream<ProcessHandle> below = root.descendants()) {
            List<ProcessHandle> family = below.toList();
            send(name, root.pid());
            family.forEach(each -> send(name, each.pid()));
        }
    }

    /** Empty when it is gone. */
    static String commandLine(long pid) {
        try {
            return new String(Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline")), StandardCharsets.UTF_8)
                    .replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    /** Whether it is stopped, as after SIGSTOP. */
    static boolean isStopped(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
        } catch (IOException gone) {
            return false;
        }
    }

    /** Processes started with this text in their command line or environment's folder, but for this one. */
    static List<String> with(String mark) {
        return ProcessHandle.allProcesses()
                .filter(each -> each.pid() != ProcessHandle.current().pid())
                .map(each -> each.pid() + " " + commandLine(each.pid()))
                .filter(line -> line.contains(mark))
                .toList();
    }
}
