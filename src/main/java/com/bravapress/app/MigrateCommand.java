package com.bravapress.app;

import com.bravapress.config.Settings;
import com.bravapress.database.Migrations;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Brings the database to this version and ends. */
@Command(
        name = "migrate",
        description = "Bring the database to this version, and nothing else.",
        mixinStandardHelpOptions = true)
final class MigrateCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        Settings settings = Running.settings();
        try (Postgres postgres = Postgres.open(settings)) {
            int ran = Migrations.migrate(postgres.address());
            System.out.println(ran == 0 ? "The database is up to date." : ran + " migrations ran.");
        }
        return 0;
    }
}
