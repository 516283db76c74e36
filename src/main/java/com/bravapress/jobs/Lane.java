package com.bravapress.jobs;

import com.bravapress.database.Line;
import com.bravapress.jobs.ClaimStore.Claimer;
import com.bravapress.jobs.ClaimStore.Exchange;
import io.vertx.core.Future;
import java.util.List;

/** A connection of the queue's own, and the one exchange under way on it. */
final class Lane {
    private static final int ROUNDS = 150;
    private static final int LARGE_ONES = 25;

    private final Line line;
    private Future<Exchange> answered = Future.succeededFuture();

    Lane(Line line) {
        this.line = line;
    }

    Line line() {
        return line;
    }

    boolean isBusy() {
        return !answered.isComplete();
    }

    /** The last exchange. */
    Future<Exchange> answered() {
        return answered;
    }

    Future<Exchange> carry(Future<Exchange> exchange) {
        answered = exchange;
        return exchange;
    }

    /** Exchanges nothing for nothing, until the code on both sides is compiled and planned. */
    Future<Void> warmUp(ClaimStore claims, Claimer self) {
        return rehearse(claims, self, LARGE_ONES).compose(done -> warmUp(claims, self, ROUNDS));
    }

    private Future<Void> rehearse(ClaimStore claims, Claimer self, int rounds) {
        return rounds == 0
                ? Future.succeededFuture()
                : claims.rehearse(line, self).compose(done -> rehearse(claims, self, rounds - 1));
    }

    private Future<Void> warmUp(ClaimStore claims, Claimer self, int rounds) {
        return rounds == 0
                ? Future.succeededFuture()
                : claims.exchange(line, List.of(), "", 1, self).compose(done -> warmUp(claims, self, rounds - 1));
    }

    Future<Void> close() {
        return line.close();
    }
}
