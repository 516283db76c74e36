package com.bravapress.database;

/** PostgreSQL is away, frozen or refuses connections: nothing was read, and what was being written may be lost. */
public final class DatabaseUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseUnavailable(Throwable cause) {
        super("the database does not answer", cause);
    }
}
