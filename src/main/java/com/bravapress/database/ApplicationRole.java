package com.bravapress.database;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The role and database that the application uses: owner of its own things, superuser of nothing. */
final class ApplicationRole {
    private ApplicationRole() {}

    /** Makes what is missing of them; {@code secret} is base64url, so nothing in it needs quoting. */
    static void create(DatabaseAddress superuser, String name, String secret) throws SQLException {
        try (var connection = DriverManager.getConnection(superuser.jdbc(), superuser.user(), superuser.password());
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
                statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + secret + "'");
            }
            if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
                statement.execute("CREATE DATABASE " + name + " OWNER " + name);
            }
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }
}
