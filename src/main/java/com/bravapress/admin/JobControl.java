package com.bravapress.admin;

import com.bravapress.accounts.AuditStore;
import com.bravapress.database.Database;
import com.bravapress.database.Tx;
import com.bravapress.http.AppException;
import com.bravapress.http.Principal;
import com.bravapress.http.Problem;
import com.bravapress.jobs.JobConflict;
import com.bravapress.jobs.JobDesk;
import com.bravapress.jobs.JobStatus;
import com.bravapress.jobs.TypeDesk;
import com.bravapress.jobs.TypeDesk.TypeRule;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What the team does to jobs and types of work short of retrying them; each act is one row of the audit. */
public final class JobControl {
    private final Database database;
    private final JobDesk desk;
    private final TypeDesk types;
    private final AuditStore audit;

    /** Control through the desks of the queue. */
    public JobControl(Database database, JobDesk desk, TypeDesk types, AuditStore audit) {
        this.database = database;
        this.desk = desk;
        this.types = types;
        this.audit = audit;
    }

    /** Cancels, or asks a running job to stop; its status afterwards. */
    Future<String> cancel(Principal who, long id, String reason) {
        return act(who, "job.cancel", id, reason, null, tx -> desk.cancel(tx, id, who.actor(), reason));
    }

    Future<String> runNow(Principal who, long id, String reason) {
        return act(who, "job.run_now", id, reason, null, tx -> desk.runNow(tx, id, who.actor(), reason));
    }

    Future<String> snooze(Principal who, long id, Duration wait, String reason) {
        JsonObject after = new JsonObject().put("minutes", wait.toMinutes());
        return act(who, "job.snooze", id, reason, after, tx -> desk.snooze(tx, id, wait, who.actor(), reason));
    }

    Future<String> prioritise(Principal who, long id, int priority, String reason) {
        JsonObject after = new JsonObject().put("priority", priority);
        return act(
                who, "job.priority", id, reason, after, tx -> desk.prioritise(tx, id, priority, who.actor(), reason));
    }

    /** What holds for the types of work. */
    Future<List<TypeRule>> rules() {
        return types.rules(database);
    }

    Future<Void> pause(Principal who, String type, String reason) {
        return rule(who, "jobs.pause", type, reason, null, tx -> types.pause(tx, type, who.actor(), reason));
    }

    Future<Void> resume(Principal who, String type, String reason) {
        return rule(who, "jobs.resume", type, reason, null, tx -> types.resume(tx, type));
    }

    /** {@code most} null takes the limit away. */
    Future<Void> limit(Principal who, String type, Integer most, String reason) {
        JsonObject after = new JsonObject().put("max_running", most);
        return rule(who, "jobs.limit", type, reason, after, tx -> types.limit(tx, type, most));
    }

    private Future<Void> rule(
            Principal who,
            String action,
            String type,
            String reason,
            JsonObject after,
            Function<Tx, Future<Void>> act) {
        return database.inTransaction(tx -> act.apply(tx)
                .compose(done ->
                        audit.append(tx, AuditStore.Entry.by(who, action, "job_type:" + type, reason, null, after))));
    }

    private Future<String> act(
            Principal who,
            String action,
            long id,
            String reason,
            JsonObject after,
            Function<Tx, Future<JobStatus>> act) {
        return database.inTransaction(tx -> act.apply(tx)
                        .compose(status -> audit.append(
                                        tx,
                                        AuditStore.Entry.by(
                                                who,
                                                action,
                                                "job:" + id,
                                                reason,
                                                null,
                                                after == null ? new JsonObject().put("status", status.id()) : after))
                                .map(status.id())))
                .recover(error -> Future.failedFuture(refusal(error)));
    }

    private static Throwable refusal(Throwable error) {
        if (error instanceof JobConflict conflict) {
            return conflict.status() == null
                    ? AppException.notFound()
                    : AppException.of(Problem.CONFLICT, conflict.getMessage(), conflict);
        }
        return error;
    }
}
