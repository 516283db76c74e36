package com.bravapress.database;

import com.bravapress.config.StartupProblem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable PostgreSQL of our own below the data folder: fsync on, scram with random secrets, an application role that
 * is no superuser. JVM → sh (watchdog on its standard input) → postgres: when the JVM dies, however, the pipe closes and
 * PostgreSQL shuts down. Blocking: start and stop it off the event loop.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String NAME = "bravapress";
    private static final long START_SECONDS = 60;
    private static final long REVIVE_MS = 500;
    // The reader subshell ends at end of file on the pipe, that is with the JVM, and then stops PostgreSQL.
    private static final String WATCHDOG = """
            exec 3<&0 </dev/null
            "$@" 3<&- & p=$!
            trap 'kill -INT $p' INT TERM HUP
            (while read -r _ <&3; do :; done; while kill -INT $p 2>/dev/null; do sleep 1; done) & w=$!
            exec 3<&-
            while kill -0 $p 2>/dev/null; do wait $p; rc=$?; done
            kill $w 2>/dev/null
            exit $rc
            """;

    private final Path home;
    private final Path data;
    private final PostgresUser user;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final int port;
    private Process process;
    private boolean closing;

    private EmbeddedPostgres(Path home, FileChannel lockFile, FileLock lock) throws IOException, InterruptedException {
        this.home = home;
        this.data = home.resolve("data");
        this.lockFile = lockFile;
        this.lock = lock;
        this.user = PostgresUser.find();
        this.port = Commands.freePort();
    }

    /**
     * Starts the database below {@code home}, making it on first use.
     *
     * @throws StartupProblem when another process uses the folder or this platform has no binaries
     */
    public static EmbeddedPostgres start(Path home) {
        Path folder = home.toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            FileChannel lockFile = FileChannel.open(
                    folder.resolve("instance.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(lockFile);
            if (lock == null) {
                lockFile.close();
                throw new StartupProblem("Another BravaPress is running on " + home
                        + ": stop it, or set DATA_DIR (or DATABASE_URL) to have a second one");
            }
            EmbeddedPostgres postgres = new EmbeddedPostgres(folder, lockFile, lock);
            postgres.launchOrRelease();
            return postgres;
        } catch (IOException | SQLException e) {
            throw new StartupProblem("The embedded database in " + home + " does not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupProblem("interrupted while the embedded database was starting", e);
        }
    }

    /** Where the application connects. */
    public DatabaseAddress address() {
        return DatabaseAddress.local(port, NAME, NAME, secret("application.secret"));
    }

    /** The superuser's address; for tests that clone databases. */
    public DatabaseAddress superuser() {
        return DatabaseAddress.local(port, "postgres", "postgres", secret("superuser.secret"));
    }

    private void launchOrRelease() throws IOException, InterruptedException, SQLException {
        try {
            Path bin = PostgresBinaries.unpack(home);
            if (!Files.exists(data.resolve("PG_VERSION"))) {
                initialise(bin);
            }
            launch(bin, stopOrphan());
            Path made = home.resolve("role.created");
            if (!Files.exists(made)) {
                ApplicationRole.create(superuser(), NAME, secret("application.secret"));
                Files.createFile(made);
            }
        } catch (IOException | InterruptedException | SQLException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void initialise(Path bin) throws IOException, InterruptedException {
        Path password = newSecret("superuser.secret");
        Path unused = newSecret("application.secret");
        Path building = home.resolve("data.new");
        Commands.deleteTree(building);
        Files.createDirectory(building);
        user.own(building);
        user.own(password);
        Commands.run(Commands.joined(
                user.prefix(),
                List.of(
                        bin.resolve("initdb").toString(),
                        "-D",
                        building.toString(),
                        "-U",
                        "postgres",
                        "-A",
                        "scram-sha-256",
                        "--pwfile",
                        password.toString(),
                        "-E",
                        "UTF8",
                        "--locale-provider=builtin",
                        "--locale=C.UTF-8",
                        "--data-checksums",
                        "--no-instructions")));
        // The rename is what makes it real: an initdb that was cut off is thrown away at the next start.
        Files.move(building, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Stops a server that outlived its JVM; answers a stale pid that PostgreSQL must be told to disregard. */
    private Optional<Long> stopOrphan() throws IOException, InterruptedException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).trim());
        Optional<ProcessHandle> found = ProcessHandle.of(pid);
        boolean ours = found.isPresent() && Commands.commandLine(pid).contains(data.toString());
        if (!ours) {
            return Optional.of(pid);
        }
        Commands.run(List.of("kill", "-INT", Long.toString(pid)));
        try {
            found.get().onExit().get(START_SECONDS, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IOException("an earlier PostgreSQL (pid " + pid + ") does not stop", e);
        }
        return Optional.empty();
    }

    private void launch(Path bin, Optional<Long> stalePid) throws IOException, InterruptedException {
        // A session of its own keeps Ctrl-C in the terminal from stopping the database before its users are done.
        List<String> session = Commands.works(List.of("setsid", "true")) ? List.of("setsid") : List.of();
        List<String> command = Commands.joined(session, List.of("/bin/sh", "-c", WATCHDOG, "bravapress-postgres"));
        command.addAll(user.prefix());
        command.addAll(List.of(bin.resolve("postgres").toString(), "-D", data.toString(), "-p", "" + port));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=60",
                "shared_buffers=64MB",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "timezone=UTC",
                "log_timezone=UTC",
                "cluster_name=bravapress")) {
            command.addAll(List.of("-c", setting));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("postgres.log").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        stalePid.ifPresent(pid -> builder.environment().put("PG_GRANDPARENT_PID", "" + pid));
        process = builder.start();
        awaitReady();
        process.onExit().thenRun(() -> revive(bin));
    }

    /** We own this server: when it dies without being asked to, it is started again on its port. */
    private synchronized void revive(Path bin) {
        if (closing) {
            return;
        }
        LOG.error(
                "the embedded PostgreSQL has ended by itself (see {}); starting it again",
                home.resolve("postgres.log"));
        try {
            launch(bin, stopOrphan());
        } catch (IOException e) {
            // Its last children may still hold the shared memory: once more in a moment.
            LOG.warn("not yet: {}", e.getMessage());
            CompletableFuture.delayedExecutor(REVIVE_MS, TimeUnit.MILLISECONDS).execute(() -> revive(bin));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        Path pidFile = data.resolve("postmaster.pid");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() < deadline) {
            // Its eighth line turns to "ready" when connections are accepted (PostgreSQL's pidfile.h).
            List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
            boolean ready = lines.size() >= 8
                    && lines.get(7).trim().equals("ready")
                    && lines.get(3).trim().equals("" + port);
            if (ready) {
                return;
            }
            if (process.waitFor(15, TimeUnit.MILLISECONDS)) {
                throw new IOException(
                        "PostgreSQL ended with code " + process.exitValue() + "; see " + home.resolve("postgres.log"));
            }
        }
        throw new IOException(
                "PostgreSQL is not ready after " + START_SECONDS + " s; see " + home.resolve("postgres.log"));
    }

    /** Fast shutdown: PostgreSQL ends its sessions and writes a checkpoint. */
    @Override
    public synchronized void close() {
        closing = true;
        try {
            if (process != null) {
                process.getOutputStream().close(); // end of file: the watchdog sends SIGINT
                if (!process.waitFor(30, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
                process = null;
            }
            if (lock.isValid()) {
                lock.release();
            }
            lockFile.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path newSecret(String name) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Path file = home.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    private String secret(String name) {
        try {
            return Files.readString(home.resolve(name)).trim();
        } catch (IOException e) {
            throw new StartupProblem("The embedded database's " + name + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisJvm) {
            return null;
        }
    }
}
