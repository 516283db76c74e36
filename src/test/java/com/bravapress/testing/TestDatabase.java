package com.bravapress.testing;

import com.bravapress.database.Database;
import com.bravapress.database.DatabaseAddress;
import com.bravapress.database.EmbeddedPostgres;
import com.bravapress.database.Migrations;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real databases for tests: one embedded PostgreSQL per test JVM, one migrated template, and a clone of it (~80 ms) for
 * whoever asks. Sessions run far from UTC so that a forgotten time zone shows.
 */
public final class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static TestDatabase shared;

    private final EmbeddedPostgres postgres;
    private final DatabaseAddress superuser;

    private TestDatabase() throws SQLException {
        postgres = EmbeddedPostgres.start(Path.of("target", "test-postgres"));
        superuser = postgres.superuser();
        // No shutdown hook: PostgreSQL ends with this JVM by its watchdog, and nobody needs to wait for its checkpoint.
        dropLeftovers();
        execute("CREATE DATABASE template_bp OWNER bravapress");
        Migrations.migrate(named("template_bp"));
    }

    /** The address of a fresh, migrated database. */
    public static synchronized DatabaseAddress address() {
        try {
            if (shared == null) {
                shared = new TestDatabase();
            }
            String name = "test_" + COUNT.incrementAndGet();
            shared.execute("CREATE DATABASE " + name + " TEMPLATE template_bp OWNER bravapress");
            shared.execute("ALTER DATABASE " + name + " SET timezone = 'Asia/Kathmandu'");
            return shared.named(name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A pool on a fresh, migrated database. */
    public static Database open(Vertx vertx) {
        return Database.open(vertx, address());
    }

    private DatabaseAddress named(String name) {
        DatabaseAddress own = postgres.address();
        return DatabaseAddress.local(own.port(), name, own.user(), own.password());
    }

    private void dropLeftovers() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            var names = new java.util.ArrayList<String>();
            try (var rows = statement.executeQuery(
                    "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%' OR datname = 'template_bp'")) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            for (String name : names) {
                statement.execute("DROP DATABASE " + name + " WITH (FORCE)");
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        String jdbc = "jdbc:postgresql://127.0.0.1:" + superuser.port() + "/postgres";
        return DriverManager.getConnection(jdbc, superuser.user(), superuser.password());
    }
}
