package com.bravapress.database;

import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** An open transaction. Opaque to everyone but stores; ends when the work given to {@link Database#inTransaction} ends. */
public final class Tx extends ClientSql {
    private final Map<String, Runnable> afterCommit = new LinkedHashMap<>();

    Tx(SqlConnection connection, Duration timeout) {
        super(connection, timeout);
    }

    /**
     * Runs {@code action} once the commit has succeeded, and never otherwise; a second action under the same key
     * replaces the first. For hints on the bus: what must not be lost belongs in the transaction itself.
     */
    public void afterCommit(String key, Runnable action) {
        afterCommit.put(key, action);
    }

    void committed() {
        afterCommit.values().forEach(Runnable::run);
    }
}
