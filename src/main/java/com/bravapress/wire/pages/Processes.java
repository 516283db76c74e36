package com.bravapress.wire.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operating system's side of a browser. Every Chromium of ours carries a mark with the process that owns it, so that
 * it can be ended when Playwright itself hangs, and found when its owner is dead.
 */
final class Processes {
    private static final Logger LOG = LoggerFactory.getLogger(Processes.class);
    private static final String MARK = "--bravapress-owner=";
    private static final String PROC = "/proc";
    private static final Pattern OWNER = Pattern.compile(MARK + "([0-9a-f]+)\\.(\\d+)\\.(\\d+)\\.(\\d+)");

    private Processes() {}

    /** The mark of browser {@code number} of this process on this folder; no other process ever has the same. */
    static String mark(Path home, int number) {
        ProcessHandle self = ProcessHandle.current();
        return MARK + hash(home) + "." + self.pid() + "." + started(self) + "." + number;
    }

    /**
     * What the driver has in its environment: Playwright gives it no argument of ours. It ends by itself when its owner
     * does, but not while it is frozen.
     */
    static Map<String, String> environment(Path home) {
        return Map.of("BRAVAPRESS_OWNER", mark(home, 0));
    }

    /** Kills every process with this mark, its process group and descendants, and the driver that started it. */
    static void kill(String mark, Optional<ProcessHandle> driver) {
        Set<ProcessHandle> doomed = new LinkedHashSet<>();
        driver.filter(ProcessHandle::isAlive).ifPresent(node -> {
            node.descendants().forEach(doomed::add);
            doomed.add(node);
        });
        doomed.addAll(withTheirGroups(ProcessHandle.allProcesses()
                .filter(each -> commandLine(each).contains(mark))
                .toList()));
        doomed.forEach(each -> {
            if (!each.destroyForcibly()) {
                LOG.debug("process {} was gone already", each.pid());
            }
        });
    }

    /**
     * These browsers with all that belongs to them. Playwright starts each in a process group of its own, which its
     * helpers stay in when their parent has died and nobody's descendants they are any more.
     */
    private static Set<ProcessHandle> withTheirGroups(List<ProcessHandle> browsers) {
        Set<ProcessHandle> all = new LinkedHashSet<>(browsers);
        browsers.forEach(each -> each.descendants().forEach(all::add));
        Set<Long> groups = browsers.stream().map(Processes::group).collect(Collectors.toSet());
        groups.remove(0L);
        groups.remove(group(ProcessHandle.current()));
        if (!groups.isEmpty()) {
            ProcessHandle.allProcesses()
                    .filter(each -> groups.contains(group(each)))
                    .forEach(all::add);
        }
        return all;
    }

    /** The process group, or 0 where the system does not tell. */
    private static long group(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of(PROC, Long.toString(process.pid()), "stat"));
            // pid (name, which may hold spaces and brackets) state parent group
            String[] behindName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Long.parseLong(behindName[2]);
        } catch (IOException | RuntimeException gone) {
            return 0;
        }
    }

    /** Kills the browsers and drivers of this folder whose owner is dead; how many there were. */
    static int reap(Path home) {
        Set<ProcessHandle> orphans = withTheirGroups(ProcessHandle.allProcesses()
                .filter(each -> isOrphan(commandLine(each), hash(home)))
                .toList());
        // Only a driver of its own: it shares its process group with its owner, and with whoever started that.
        ProcessHandle.allProcesses()
                .filter(each -> isOrphan(told(each, "environ"), hash(home)))
                .forEach(orphans::add);
        orphans.forEach(each -> {
            if (each.destroyForcibly()) {
                LOG.info("ended process {}, left behind by an earlier process", each.pid());
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

    /**
     * Children of this process that are Playwright's driver, wherever it was unpacked: Playwright keeps the first place for
     * the whole process, so a browser with another home runs the same one.
     */
    static List<ProcessHandle> drivers() {
        return ProcessHandle.current()
                .children()
                .filter(child -> commandLine(child).contains(" run-driver"))
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
        String line = told(process, "cmdline");
        return line.isEmpty() ? process.info().commandLine().orElse("") : line;
    }

    /** What the system tells in this file of a process; empty for one that has ended, is not ours, or elsewhere than Linux. */
    private static String told(ProcessHandle process, String file) {
        try {
            byte[] text = Files.readAllBytes(Path.of(PROC, Long.toString(process.pid()), file));
            return new String(text, StandardCharsets.UTF_8).replace('\0', ' ');
        } catch (IOException untold) {
            return "";
        }
    }
}
