package com.bravapress.sandbox.wire;

import com.bravapress.database.Sql;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The faults still to come, counted down in the database so that a restart does not forget them. */
final class WireFaultStore {
    private final Sql sql;

    WireFaultStore(Sql sql) {
        this.sql = sql;
    }

    private static final String PLAN = """
            INSERT INTO sandbox.wire_faults (step, kind, method, times_left, delay_ms) VALUES ($1, $2, $3, $4, $5)
            """;

    /** Plans a fault; {@code method} null: whichever request of the step comes first. */
    Future<Integer> plan(WireStep step, FaultKind kind, String method, int times, int delayMs) {
        return sql.run(PLAN, step.id(), kind.id(), method, times, delayMs);
    }

    // FOR UPDATE, so that two requests at once never spend the same one.
    private static final String STRIKE = """
            UPDATE sandbox.wire_faults SET times_left = times_left - 1
            WHERE times_left > 0 AND id = (
                SELECT id FROM sandbox.wire_faults
                WHERE step = $1 AND times_left > 0 AND (method IS NULL OR method = $2)
                ORDER BY id LIMIT 1 FOR UPDATE)
            RETURNING kind, delay_ms
            """;

    /** Takes the oldest fault planned for a request like this. */
    Future<Optional<Fault>> strike(WireStep step, String method) {
        return sql.first(
                STRIKE,
                row -> new Fault(FaultKind.named(row.getString("kind")).orElseThrow(), row.getInteger("delay_ms")),
                step.id(),
                method);
    }

    private static final String PENDING = """
            SELECT step, kind, times_left, delay_ms FROM sandbox.wire_faults WHERE times_left > 0 ORDER BY id
            """;

    /** What is still planned, as the control API shows it. */
    Future<List<JsonObject>> pending() {
        return sql.list(
                PENDING,
                row -> new JsonObject()
                        .put("step", row.getString("step"))
                        .put("kind", row.getString("kind"))
                        .put("times", row.getInteger("times_left"))
                        .put("delay_ms", row.getInteger("delay_ms")));
    }

    private static final String CLEAR = "DELETE FROM sandbox.wire_faults";

    /** Forgets them all. */
    Future<Integer> clear() {
        return sql.run(CLEAR);
    }
}
