package com.bravapress.app;

import com.bravapress.config.Secrets;
import com.bravapress.config.StartupProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What this process calls itself in {@code jobs.worker}. The name is kept in the data folder under a file lock: whoever
 * holds the lock knows that jobs still held under the name belong to a dead process, and rescues them at once instead of
 * waiting for their lease. A second process on the same folder takes a name of its own.
 *
 * @param name in {@code jobs.worker}
 * @param formerSelf a name that only a dead process can have used
 */
record WorkerName(String name, String formerSelf) {
    static WorkerName take(Path dataDir) {
        String kept = new Secrets(dataDir).named("worker-name").substring(0, 12);
        try {
            // Held until the process ends; the operating system frees it even after kill -9.
            FileChannel file = FileChannel.open(
                    Files.createDirectories(dataDir).resolve("worker.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (locked(file)) {
                return new WorkerName(kept, kept);
            }
            file.close();
            return new WorkerName(Secrets.random().substring(0, 12), "nobody");
        } catch (IOException e) {
            throw new StartupProblem("DATA_DIR " + dataDir + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisJvm) {
            return false;
        }
    }
}
