package com.bravapress.database;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@link Sql} over any Vert.x SQL client. */
class ClientSql implements Sql {
    private final SqlClient client;
    private final Duration timeout;

    ClientSql(SqlClient client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    @Override
    public <T> Future<List<T>> list(String sql, Function<Row, T> as, Object... args) {
        return rows(sql, args).map(rows -> {
            List<T> list = new ArrayList<>(rows.size());
            rows.forEach(row -> list.add(as.apply(row)));
            return list;
        });
    }

    @Override
    public <T> Future<Optional<T>> first(String sql, Function<Row, T> as, Object... args) {
        return rows(sql, args).map(rows -> {
            var each = rows.iterator();
            return each.hasNext() ? Optional.ofNullable(as.apply(each.next())) : Optional.empty();
        });
    }

    @Override
    public Future<Integer> run(String sql, Object... args) {
        return rows(sql, args).map(SqlResult::rowCount);
    }

    @Override
    public Future<Integer> batch(String sql, List<Object[]> args) {
        if (args.isEmpty()) {
            return Future.succeededFuture(0);
        }
        List<Tuple> tuples = args.stream().map(Tuple::from).toList();
        return allowed(() -> guarded(client.preparedQuery(sql).executeBatch(tuples), timeout))
                .map(first -> {
                    int touched = 0;
                    for (RowSet<Row> set = first; set != null; set = set.next()) {
                        touched += set.rowCount();
                    }
                    return touched;
                });
    }

    private Future<RowSet<Row>> rows(String sql, Object... args) {
        return allowed(() -> guarded(client.preparedQuery(sql).execute(Tuple.from(args)), timeout));
    }

    <T> Future<T> allowed(Supplier<Future<T>> statement) {
        return statement.get();
    }

    static <T> Future<T> guarded(Future<T> answer, Duration timeout) {
        return answer.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .recover(error -> Future.failedFuture(translated(error)));
    }

    /** Errors of the statement stay what they are; everything else means that the database is not there. */
    static Throwable translated(Throwable error) {
        if (error instanceof DatabaseUnavailable || error instanceof DatabaseConflict) {
            return error;
        }
        if (error instanceof PgException pg) {
            return switch (pg.getSqlState()) {
                case "23505" -> new DatabaseConflict(pg.getConstraint(), pg);
                // 57P0x: shutting down or starting up; 57014: our statement_timeout; 53300: too many connections;
                // 08xxx:
                // connection lost.
                case "57014", "57P01", "57P02", "57P03", "53300", "08006", "08001", "08003" ->
                    new DatabaseUnavailable(pg);
                default -> pg;
            };
        }
        boolean io = error instanceof java.io.IOException
                || error instanceof java.util.concurrent.TimeoutException
                || error instanceof io.vertx.core.VertxException;
        return io ? new DatabaseUnavailable(error) : error;
    }
}
