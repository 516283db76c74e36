package com.bravapress.admin;

import com.bravapress.accounts.AuditStore;
import com.bravapress.database.Database;
import com.bravapress.database.Tx;
import com.bravapress.http.AppException;
import com.bravapress.http.FieldError;
import com.bravapress.http.Principal;
import com.bravapress.http.Problem;
import com.bravapress.jobs.JobDesk;
import com.bravapress.jobs.JobStatus;
import com.bravapress.wire.InDoubt;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A super admin says what became of a click that nobody could prove; the job then goes on behind the decision. */
public final class Resolutions {
    private final Database database;
    private final InDoubt doubts;
    private final JobDesk desk;
    private final DossierStore dossiers;
    private final AuditStore audit;

    /** Decisions noted in the audit. */
    public Resolutions(Database database, InDoubt doubts, JobDesk desk, DossierStore dossiers, AuditStore audit) {
        this.database = database;
        this.doubts = doubts;
        this.desk = desk;
        this.dossiers = dossiers;
        this.audit = audit;
    }

    /** Decides and queues the job again; 409 when nothing of it is in doubt (any more). */
    Future<JobStatus> resolve(Principal who, long id, Decision decision) {
        decision.check();
        return database.inTransaction(tx -> dossiers.submissionOf(tx, id)
                .compose(submission -> decide(tx, submission.orElseThrow(AppException::notFound), decision, who))
                .compose(decided -> decided
                        ? desk.retry(tx, id, who.actor(), decision.reason())
                        : Future.failedFuture(AppException.of(
                                Problem.CONFLICT, "Nothing of this job is in doubt any more. Nothing was changed.")))
                .compose(status -> audit.append(
                                tx,
                                AuditStore.Entry.by(
                                        who,
                                        "job.resolve",
                                        "job:" + id,
                                        decision.reason(),
                                        null,
                                        new JsonObject()
                                                .put("decision", decision.decision())
                                                .put("external_id", decision.externalId())
                                                .put("status", status.id())))
                        .map(status)));
    }

    private Future<Boolean> decide(Tx tx, UUID submission, Decision decision, Principal who) {
        return decision.isFound()
                ? doubts.attach(tx, submission, decision.externalId().trim(), who.actor())
                : doubts.absent(tx, submission, who.actor());
    }

    /**
     * What was found at the wire.
     *
     * @param decision {@code found} or {@code absent}
     * @param externalId the wire's number of the order or release; needed for {@code found}
     */
    record Decision(String decision, String externalId, String reason) {
        private static final int LONGEST = 500;

        boolean isFound() {
            return "found".equals(decision);
        }

        void check() {
            List<FieldError> faults = new ArrayList<>();
            if (!isFound() && !"absent".equals(decision)) {
                faults.add(new FieldError("decision", "Say whether it was found or is absent."));
            }
            if (isFound() && (externalId == null || !externalId.trim().matches("[\\w-]{1,40}"))) {
                faults.add(new FieldError("external_id", "Give the number that the wire shows for it."));
            }
            if (reason == null || reason.isBlank() || reason.length() > LONGEST) {
                faults.add(new FieldError("reason", "Say what you saw, within " + LONGEST + " characters."));
            }
            if (!faults.isEmpty()) {
                throw AppException.invalid(faults);
            }
        }
    }
}
