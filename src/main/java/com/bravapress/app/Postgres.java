package com.bravapress.app;

import com.bravapress.config.Settings;
import com.bravapress.database.DatabaseAddress;
import com.bravapress.database.EmbeddedPostgres;
import java.util.Optional;

/** The database of the settings: the one given, or an embedded one that ends with us. Blocking. */
final class Postgres implements AutoCloseable {
    private final DatabaseAddress address;
    private final Optional<EmbeddedPostgres> embedded;

    private Postgres(DatabaseAddress address, Optional<EmbeddedPostgres> embedded) {
        this.address = address;
        this.embedded = embedded;
    }

    static Postgres open(Settings settings) {
        if (settings.databaseUrl().isPresent()) {
            return new Postgres(DatabaseAddress.parse(settings.databaseUrl().get()), Optional.empty());
        }
        EmbeddedPostgres started = EmbeddedPostgres.start(settings.dataDir().resolve("postgres"));
        return new Postgres(started.address(), Optional.of(started));
    }

    DatabaseAddress address() {
        return address;
    }

    @Override
    public void close() {
        embedded.ifPresent(EmbeddedPostgres::close);
    }
}
