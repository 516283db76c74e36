package com.bravapress.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The pool of connections to PostgreSQL. As an {@link Sql} each statement commits by itself. */
public final class Database extends ClientSql {
    /** Long enough for any statement of ours, short enough that a frozen database becomes a 503 in time. */
    private static final Duration STATEMENT = Duration.ofMillis(4_500);

    private static final int CONNECTIONS = 12;

    private final Vertx vertx;
    private final PgConnectOptions connect;
    private final Pool pool;

    private Database(Vertx vertx, PgConnectOptions connect, Pool pool) {
        super(pool, STATEMENT);
        this.vertx = vertx;
        this.connect = connect;
        this.pool = pool;
    }

    /** Makes the pool; connections open on first use. */
    public static Database open(Vertx vertx, DatabaseAddress address) {
        PgConnectOptions connect = PgConnectOptions.fromUri(address.uri())
                .setCachePreparedStatements(true)
                .setReconnectAttempts(0)
                .addProperty("application_name", "bravapress")
                // The server gives up a little before we do, so that nobody waits for a lock that nobody wants any
                // more.
                .addProperty("statement_timeout", "4000")
                // A transaction that nobody ends would hold back every reader of job_events.
                .addProperty("idle_in_transaction_session_timeout", "30s");
        PoolOptions options = new PoolOptions()
                .setMaxSize(CONNECTIONS)
                .setShared(true)
                .setName("postgres-" + address.port() + "-" + address.name())
                .setConnectionTimeout(4)
                .setConnectionTimeoutUnit(TimeUnit.SECONDS)
                .setIdleTimeout(5)
                .setIdleTimeoutUnit(TimeUnit.MINUTES);
        return new Database(
                vertx,
                connect,
                PgBuilder.pool()
                        .with(options)
                        .connectingTo(connect)
                        .using(vertx)
                        .build());
    }

    /** A connection of its own, opened by its first statement; to be used on one event loop only. */
    public Line line() {
        // Its few statements come again and again: planning them anew would cost more than running them.
        return new Line(
                vertx, new PgConnectOptions(connect).addProperty("plan_cache_mode", "force_generic_plan"), STATEMENT);
    }

    /**
     * Runs {@code work} in one transaction: commits when its future succeeds, rolls back when it fails. Hints given to
     * {@link Tx#afterCommit} go out only after the commit was acknowledged.
     */
    public <T> Future<T> inTransaction(Function<Tx, Future<T>> work) {
        Tx[] opened = new Tx[1];
        Future<T> outcome = pool.withTransaction(connection -> {
            opened[0] = new Tx(connection, STATEMENT);
            return work.apply(opened[0]);
        });
        return guarded(outcome, STATEMENT.multipliedBy(3))
                .onFailure(error -> {
                    // The caller was told that nothing happened: what still runs must not commit.
                    if (opened[0] != null) {
                        opened[0].giveUp();
                    }
                })
                .onSuccess(result -> opened[0].committed());
    }

    /** Succeeds when a statement goes through. */
    public Future<Void> ping() {
        return run("SELECT 1").mapEmpty();
    }

    /** Closes every connection. */
    public Future<Void> close() {
        return pool.close();
    }
}
