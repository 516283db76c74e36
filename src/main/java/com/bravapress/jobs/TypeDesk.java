package com.bravapress.jobs;

import com.bravapress.bus.Bus;
import com.bravapress.database.Sql;
import com.bravapress.database.Tx;
import io.vertx.core.Future;
import java.util.List;

/**
 * What people say about a type of work as a whole: paused or not, and how many of it may run at once in all processes
 * together. Every claim reads it, so it holds everywhere at once.
 */
public final class TypeDesk {
    /** Stands for every type. */
    public static final String ALL = "*";

    private final TypeStore store = new TypeStore();
    private final Bus bus;

    /** A desk that wakes the pollers by the bus. */
    public TypeDesk(Bus bus) {
        this.bus = bus;
    }

    /** What was said, by type. */
    public Future<List<TypeRule>> rules(Sql sql) {
        return store.all(sql);
    }

    /** Stops the claiming of a type, or of all; what runs goes on. */
    public Future<Void> pause(Tx tx, String type, String actor, String reason) {
        return store.pause(tx, type, actor, reason);
    }

    /** Lets a type be claimed again. */
    public Future<Void> resume(Tx tx, String type) {
        return store.resume(tx, type).onSuccess(done -> wake(tx, type));
    }

    /** Sets how many of a type may run at once; null for no limit. What runs already goes on. */
    public Future<Void> limit(Tx tx, String type, Integer most) {
        return store.limit(tx, type, most).onSuccess(done -> wake(tx, type));
    }

    private void wake(Tx tx, String type) {
        tx.afterCommit(
                JobChannels.DUE.address() + type, () -> bus.publish(JobChannels.DUE, new JobChannels.JobDue(type)));
    }

    /**
     * What holds for a type.
     *
     * @param pausedBy who paused it; null while it is not paused
     * @param maxRunning in all processes together; null for no limit
     */
    public record TypeRule(
            String type, String pausedBy, java.time.Instant pausedAt, String reason, Integer maxRunning) {}
}
