package com.bravapress.jobs;

import com.bravapress.database.Sql;
import com.bravapress.jobs.ClaimStore.Claimer;
import com.bravapress.jobs.ClaimStore.Finished;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;

/** The queue's own hot statement, for benches outside this room. */
public final class QueueProbe {
    private static final Claimer SELF = new Claimer("probe", Duration.ofSeconds(60));

    private final ClaimStore claims = new ClaimStore();
    private List<Finished> held = List.of();

    /** Finishes what it holds and claims so many of the type, in one statement; how many it got. */
    public Future<Integer> exchange(Sql sql, String type, int many) {
        return claims.exchange(sql, held, type, many, SELF).map(answer -> {
            held = answer.claims().stream()
                    .map(claim -> new Finished(claim, new JsonObject()))
                    .toList();
            return held.size();
        });
    }
}
