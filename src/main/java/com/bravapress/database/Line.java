package com.bravapress.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One connection of its own, for statements that follow each other without end and for listening: no hop through the
 * pool, always on the event loop of whoever opened it. Each statement commits by itself. A connection that broke or did
 * not answer is left behind; the next statement opens another.
 */
public final class Line implements Sql {
    private final Vertx vertx;
    private final PgConnectOptions options;
    private final Duration timeout;
    private Future<PgConnection> open;

    Line(Vertx vertx, PgConnectOptions options, Duration timeout) {
        this.vertx = vertx;
        this.options = options;
        this.timeout = timeout;
    }

    @Override
    public <T> Future<List<T>> list(String sql, Function<Row, T> as, Object... args) {
        return on(client -> client.list(sql, as, args));
    }

    @Override
    public <T> Future<Optional<T>> first(String sql, Function<Row, T> as, Object... args) {
        return on(client -> client.first(sql, as, args));
    }

    @Override
    public Future<Integer> run(String sql, Object... args) {
        return on(client -> client.run(sql, args));
    }

    @Override
    public Future<Integer> batch(String sql, List<Object[]> args) {
        return on(client -> client.batch(sql, args));
    }

    /**
     * Hears what is said on a channel by NOTIFY, until the connection ends.
     *
     * @param channel a plain SQL name
     * @param broken called once when nothing can be heard any more
     */
    public Future<Void> listen(String channel, Consumer<String> heard, Runnable broken) {
        return connection().compose(connection -> {
            connection.notificationHandler(note -> heard.accept(note.getPayload()));
            connection.closeHandler(closed -> {
                forget(connection);
                broken.run();
            });
            return on(client -> client.run("LISTEN " + channel)).mapEmpty();
        });
    }

    /** Ends the connection. */
    public Future<Void> close() {
        Future<PgConnection> ending = open;
        open = null;
        return ending == null
                ? Future.succeededFuture()
                : ending.compose(PgConnection::close).otherwiseEmpty();
    }

    private <T> Future<T> on(Function<ClientSql, Future<T>> statement) {
        return connection()
                .compose(connection -> statement
                        .apply(new ClientSql(connection, timeout))
                        .onFailure(error -> {
                            if (error instanceof DatabaseUnavailable) {
                                // It may be frozen in mid-answer: whatever comes later on it would be taken for
                                // something else.
                                forget(connection);
                                connection.close().onFailure(gone -> {});
                            }
                        }));
    }

    private Future<PgConnection> connection() {
        if (open == null) {
            Future<PgConnection> opening = ClientSql.guarded(PgConnection.connect(vertx, options), timeout);
            open = opening.onSuccess(connection -> connection.closeHandler(closed -> forget(connection)))
                    .onFailure(error -> open = null);
        }
        return open;
    }

    private void forget(PgConnection connection) {
        if (open != null && open.succeeded() && open.result() == connection) {
            open = null;
        }
    }
}
