package com.bravapress.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** An open transaction. Opaque to everyone but stores; ends when the work given to {@link Database#inTransaction} ends. */
public final class Tx extends ClientSql {
    private final Map<String, Runnable> afterCommit = new LinkedHashMap<>();
    private volatile boolean givenUp;

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

    /** Fails every further statement, so that the transaction rolls back. */
    void giveUp() {
        givenUp = true;
    }

    @Override
    <T> Future<T> allowed(Supplier<Future<T>> statement) {
        return givenUp
                ? Future.failedFuture(new IllegalStateException("the transaction has taken too long"))
                : super.allowed(statement);
    }

    void committed() {
        afterCommit.values().forEach(Runnable::run);
    }
}
