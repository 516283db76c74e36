package com.bravapress.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where a statement runs: the pool ({@link Database}, each statement its own commit) or an open transaction
 * ({@link Tx}). Only stores call its methods; everyone else passes it on. Every statement has a time limit, because a
 * frozen PostgreSQL never answers; a lost or silent database fails with {@link DatabaseUnavailable}.
 */
public interface Sql {
    /** All rows, mapped. */
    <T> Future<List<T>> list(String sql, Function<Row, T> as, Object... args);

    /** The first row, if any. */
    <T> Future<Optional<T>> first(String sql, Function<Row, T> as, Object... args);

    /** Runs a statement; the number of rows it touched. */
    Future<Integer> run(String sql, Object... args);

    /** Runs one statement for many argument lists in one round trip; the number of rows touched in all. */
    Future<Integer> batch(String sql, List<Object[]> args);

    /** The one row that must be there. */
    default <T> Future<T> one(String sql, Function<Row, T> as, Object... args) {
        return first(sql, as, args)
                .map(row -> row.orElseThrow(() -> new IllegalStateException("no row where one must be: " + sql)));
    }
}
