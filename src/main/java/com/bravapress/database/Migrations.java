package com.bravapress.database;

import org.flywaydb.core.Flyway;

/** The schema's history, {@code src/main/resources/db}. Blocking: run it off the event loop. */
public final class Migrations {
    private Migrations() {}

    /**
     * Brings the database to this program's version.
     *
     * @return how many migrations ran
     * @throws org.flywaydb.core.api.FlywayException when the database is newer or was changed by hand
     */
    public static int migrate(DatabaseAddress address) {
        return Flyway.configure()
                .dataSource(address.jdbc(), address.user(), address.password())
                .locations("classpath:db")
                .defaultSchema("public")
                .connectRetries(3)
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
