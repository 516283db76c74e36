package com.bravapress.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.bravapress.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RoundsTest {
    private static final long HOUR = 3_600_000;
    private static final long REST = 50;

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void nudges_from_outside_breed_no_second_chain_of_timers(Vertx vertx) {
        Rounds rounds = new Rounds(vertx, () -> {
            looks.incrementAndGet();
            return Future.succeededFuture(REST);
        });
        rounds.start();
        for (int nudge = 1; nudge <= 20; nudge++) {
            int before = looks.get();
            rounds.nudge();
            await().until(() -> looks.get() > before);
        }
        int before = looks.get();
        long from = System.nanoTime();
        await().until(() -> looks.get() >= before + 10);
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofMillis(8 * REST));
        Await.get(rounds.close());
    }

    @Test
    void a_nudge_during_a_look_is_kept(Vertx vertx) {
        Queue<Promise<Long>> open = new ConcurrentLinkedQueue<>();
        Rounds rounds = new Rounds(vertx, () -> {
            Promise<Long> look = Promise.promise();
            open.add(look);
            looks.incrementAndGet();
            return look.future();
        });
        rounds.start();
        await().until(() -> open.size() == 1);
        rounds.nudge();
        open.remove().complete(HOUR);
        await().until(() -> looks.get() == 2);
        open.remove().complete(HOUR);
        Await.get(rounds.close());
    }

    @Test
    void after_its_close_nobody_looks(Vertx vertx) {
        Queue<Promise<Long>> open = new ConcurrentLinkedQueue<>();
        Rounds rounds = new Rounds(vertx, () -> {
            Promise<Long> look = Promise.promise();
            open.add(look);
            looks.incrementAndGet();
            return look.future();
        });
        rounds.start();
        await().until(() -> open.size() == 1);
        Future<Void> closed = rounds.close();
        rounds.nudge();
        assertThat(closed.isComplete()).isFalse();
        open.remove().complete(0L);
        Await.get(closed);
        rounds.nudge();
        assertThat(looks).hasValue(1);
    }
}
