package com.bravapress.app;

import com.bravapress.config.Settings;
import com.bravapress.config.StartupProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/**
 * The demo's own folder, {@code DATA_DIR/demo}, empty at each start: the wire refuses a headline it has had, so a story
 * told twice needs a wire that has not heard it.
 */
final class DemoHouse {
    private DemoHouse() {}

    /** The settings with that folder, emptied unless a demo is running in it. */
    static Settings settings(Settings given) {
        if (given.databaseUrl().isPresent()
                || given.stripe().mode() == Settings.Mode.LIVE
                || given.wire().mode() == Settings.Mode.LIVE) {
            throw new StartupProblem("The demo plays with stand-ins and a database of its own only:"
                    + " unset DATABASE_URL, STRIPE_MODE and WIRE_MODE");
        }
        Path folder = given.dataDir().resolve("demo");
        try {
            empty(folder);
        } catch (IOException e) {
            throw new StartupProblem("The demo's folder " + folder + " cannot be emptied: " + e.getMessage(), e);
        }
        return given.withDataDir(folder);
    }

    private static void empty(Path folder) throws IOException {
        Path lockFile = folder.resolve("postgres").resolve("instance.lock");
        if (!Files.exists(lockFile)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new StartupProblem("A demo is running already: end it with Ctrl-C first");
            }
            // What only costs time to make again stays: the unpacked database program and the browser's driver.
            try (var all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    if (!path.equals(folder) && !isKept(folder.relativize(path))) {
                        deleteIfEmptyOrFile(path);
                    }
                }
            }
        }
    }

    private static boolean isKept(Path inside) {
        String path = inside.toString();
        return path.startsWith("driver") || path.startsWith("postgres/postgres-") || path.endsWith("instance.lock");
    }

    private static void deleteIfEmptyOrFile(Path path) throws IOException {
        try {
            Files.delete(path);
        } catch (java.nio.file.DirectoryNotEmptyException keepsSomething) {
            // The folder of something kept.
        }
    }
}
