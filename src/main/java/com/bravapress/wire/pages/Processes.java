package com.bravapress.wire.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operating system's side of a browser. Every Chromium of ours carries a mark with the process that owns it, so that
 * it can be ended when Playwright itself hangs, and found when its owner is dead.
 */
final class Processes {
    private static final Logger LOG = LoggerFactory.getLogger(Processes.class);
    private static final String MARK = "--bravapress-owner=";
    private static final Pattern OWNER = Pattern.compile(MARK + "([0-9a-f]+)\\.(\\d+)\\.(\\d+)\\.(\\d+)");

    private Processes() {}

    /** The mark of browser {@code number} of this process on this folder; no other process ever has the same. */
    static String mark(Path home, int number) {
        ProcessHandle self = ProcessHandle.current();
        return MARK + hash(home) + "." + self.pid() + "." + started(self) + "." + number;
    }

    /** Kills every process with this mark, its descendants, and the driver that started it. */
    static void kill(String mark, Optional<ProcessHandle> driver) {
        List<ProcessHandle> doomed = new ArrayList<>();
        driver.filter(ProcessHandle::isAlive).ifPresent(node -> {
            node.descendants().forEach(doomed::add);
            doomed.add(node);
        });
        ProcessHandle.allProcesses()
                .filter(each -> commandLine(each).contains(mark))
                .forEach(each -> {
                    each.descendants().forEach(doomed::add);
                    doomed.add(each);
                });
        doomed.forEach(each -> {
            if (!each.destroyForcibly()) {
                LOG.debug("process {} was gone already", each.pid());
            }
        });
    }

    /** Kills the browsers of this folder whose owner is dead; how many there were. */
    static int reap(Path home) {
        List<ProcessHandle> orphans = ProcessHandle.allProcesses()
                .filter(each -> isOrphan(commandLine(each), hash(home)))
                .toList();
        orphans.forEach(each -> {
            each.descendants().forEach(ProcessHandle::destroyForcibly);
            if (each.destroyForcibly()) {
                LOG.info("ended browser {}, left behind by an earlier process", each.pid());
            }
        });
        return orphans.size();
    }

    static boolean isOrphan(String commandLine, String folder) {
        Matcher owner = OWNER.matcher(commandLine);
        if (!owner.find() || !owner.group(1).equals(folder)) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(owner.group(2)))
                .filter(process -> String.valueOf(started(process)).equals(owner.group(3)))
                .isEmpty();
    }

    /** Children of this process that run the driver's Node.js. */
    static List<ProcessHandle> drivers(Path driver) {
        return ProcessHandle.current()
                .children()
                .filter(child -> commandLine(child).startsWith(driver.toString()))
                .toList();
    }

    static String hash(Path home) {
        return Integer.toHexString(home.toAbsolutePath().normalize().toString().hashCode());
    }

    private static long started(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(java.time.Instant::toEpochMilli)
                .orElse(0L);
    }

    private static String commandLine(ProcessHandle process) {
        try {
            byte[] line = Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
            return new String(line, StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException gone) {
            return process.info().commandLine().orElse("");
        }
    }
}
