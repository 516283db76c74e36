package com.bravapress.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bravapress.testing.Await;
import com.bravapress.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class DatabaseIT {
    @Test
    void hints_go_out_after_the_commit_and_only_once_per_key(Vertx vertx) {
        Database database = TestDatabase.open(vertx);
        AtomicInteger hints = new AtomicInteger();
        Await.get(database.inTransaction(tx -> {
            tx.afterCommit("a", hints::incrementAndGet);
            tx.afterCommit("a", hints::incrementAndGet);
            return tx.run("SELECT 1").onSuccess(done -> assertThat(hints).hasValue(0));
        }));
        assertThat(hints).hasValue(1);
    }

    @Test
    void a_failed_transaction_leaves_no_row_and_no_hint(Vertx vertx) {
        Database database = TestDatabase.open(vertx);
        AtomicInteger hints = new AtomicInteger();
        assertThatThrownBy(() -> Await.get(database.inTransaction(tx -> {
                    tx.afterCommit("a", hints::incrementAndGet);
                    return tx.run("INSERT INTO alerts (kind, dedupe_key, message) VALUES ('k', 'd', 'm')")
                            .compose(done -> Future.failedFuture(new IllegalStateException("no")));
                })))
                .hasMessage("no");
        assertThat(hints).hasValue(0);
        int rows = Await.get(database.one("SELECT count(*)::int AS n FROM alerts", row -> row.getInteger("n")));
        assertThat(rows).isZero();
    }

    @Test
    void a_broken_unique_constraint_names_itself(Vertx vertx) {
        Database database = TestDatabase.open(vertx);
        String insert = "INSERT INTO reports (kind, period, body) VALUES ('day', '1', '{}')";
        Await.get(database.run(insert));
        assertThatThrownBy(() -> Await.get(database.run(insert)))
                .isInstanceOfSatisfying(
                        DatabaseConflict.class, e -> assertThat(e.constraint()).isEqualTo("reports_once"));
    }

    @Test
    void the_database_is_durable_and_we_are_no_superuser(Vertx vertx) {
        Database database = TestDatabase.open(vertx);
        String settings = Await.get(database.one("""
                SELECT current_setting('fsync') || ' ' || current_setting('synchronous_commit') || ' '
                    || (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS s
                """, row -> row.getString("s")));
        assertThat(settings).isEqualTo("on on false");
    }
}
