package com.bravapress.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A durable PostgreSQL on a port of its own that tests may stop, kill and freeze: the binaries, roles and secrets of {@link
 * EmbeddedPostgres}, without the hand that starts it again. It ends with this JVM.
 */
public final class TestCluster implements AutoCloseable {
    private static final String NAME = "bravapress";
    private static final String WATCHDOG = """
            exec 3<&0 </dev/null
            "$@" 3<&- & p=$!
            (while read -r _ <&3; do :; done; kill -CONT $p; kill -QUIT $p) 2>/dev/null & w=$!
            exec 3<&-
            wait $p; rc=$?
            kill $w 2>/dev/null
            exit $rc
            """;

    private final Path home;
    private final Path data;
    private final Path bin;
    private final int port;
    private final PostgresUser user;
    private Process process;

    private TestCluster(Path home, Path bin, int port, PostgresUser user) {
        this.home = home;
        this.data = home.resolve("data");
        this.bin = bin;
        this.port = port;
        this.user = user;
    }

    /** Makes a cluster below {@code home} and starts it; {@code binaries}, when given, is a home that has them already. */
    public static TestCluster start(Path home, Path binaries) {
        try {
            Path folder = Files.createDirectories(home.toAbsolutePath());
            if (binaries != null) {
                Path have = binaries.toAbsolutePath().resolve("postgres-18.6");
                Files.createSymbolicLink(folder.resolve("postgres-18.6"), have);
            }
            EmbeddedPostgres.start(folder).close();
            TestCluster cluster =
                    new TestCluster(folder, PostgresBinaries.unpack(folder), Commands.freePort(), PostgresUser.find());
            cluster.start();
            return cluster;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts it and waits until it takes connections. */
    public synchronized void start() throws IOException, InterruptedException {
        IOException last = null;
        for (int attempt = 0; attempt < 20; attempt++) {
            try {
                launch();
                return;
            } catch (IOException e) {
                // The children of a killed postmaster still hold its shared memory for a moment.
                last = e;
                boolean over = process.waitFor(500, TimeUnit.MILLISECONDS);
                assert over || !over;
            }
        }
        throw last;
    }

    private void launch() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("setsid", "/bin/sh", "-c", WATCHDOG, "chaos-postgres"));
        command.addAll(user.prefix());
        command.addAll(List.of(bin.resolve("postgres").toString(), "-D", data.toString(), "-p", "" + port));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=120",
                "shared_buffers=64MB",
                "timezone=Asia/Kathmandu",
                "cluster_name=bravapress-chaos")) {
            command.addAll(List.of("-c", setting));
        }
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("postgres.log").toFile()))
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline) {
            if (process.waitFor(40, TimeUnit.MILLISECONDS)) {
                throw new IOException("PostgreSQL ended: see " + home.resolve("postgres.log"));
            }
            try (Connection connection = connect(superuser())) {
                assert connection.isValid(2);
                return;
            } catch (SQLException notYet) {
                continue;
            }
        }
        throw new IOException("PostgreSQL is not ready");
    }

    /** A fast shutdown, as an operator or the system makes it. */
    public synchronized void stop() throws IOException, InterruptedException {
        signal("INT", postmaster());
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            throw new IOException("PostgreSQL does not stop");
        }
    }

    /** kill -9 of the postmaster; its children notice. */
    public synchronized void kill() throws IOException, InterruptedException {
        signal("KILL", postmaster());
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new IOException("PostgreSQL survives SIGKILL");
        }
    }

    /** SIGSTOP of every process of it: connections stay, answers do not come. */
    public void freeze() throws IOException, InterruptedException {
        family("STOP");
    }

    /** SIGCONT. */
    public void thaw() throws IOException, InterruptedException {
        family("CONT");
    }

    private void family(String signal) throws IOException, InterruptedException {
        long pid = postmaster();
        signal(signal, pid);
        List<Long> children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .map(ProcessHandle::pid)
                .toList();
        for (long child : children) {
            signal(signal, child);
        }
    }

    private long postmaster() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim());
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, "" + pid)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        assert code >= 0;
    }

    /** Makes an empty database, or a copy of {@code template}; its address for the application. */
    public DatabaseAddress create(String name, String template) {
        try (Connection connection = connect(superuser());
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE DATABASE " + name + " OWNER " + NAME + (template == null ? "" : " TEMPLATE " + template));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return DatabaseAddress.local(port, name, NAME, secret("application.secret"));
    }

    /** A connection of the application's role. */
    public static Connection open(DatabaseAddress address) throws SQLException {
        return connect(address);
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(
                address.jdbc() + "?connectTimeout=3&socketTimeout=20&loginTimeout=3",
                address.user(),
                address.password());
    }

    private DatabaseAddress superuser() {
        return DatabaseAddress.local(port, "postgres", "postgres", secret("superuser.secret"));
    }

    private String secret(String name) {
        try {
            return Files.readString(home.resolve(name)).trim();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The folder with log and binaries. */
    public Path home() {
        return home;
    }

    @Override
    public synchronized void close() {
        try {
            thaw();
            try (Stream<ProcessHandle> all = process.descendants()) {
                List<ProcessHandle> family = all.toList();
                process.getOutputStream().close();
                if (!process.waitFor(20, TimeUnit.SECONDS)) {
                    family.forEach(ProcessHandle::destroyForcibly);
                }
            }
        } catch (IOException gone) {
            assert !process.isAlive();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
