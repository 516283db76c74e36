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
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.wire.InDoubt;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A super admin says what became of a click that nobody could prove; the job then goes on behind the decision. */
public final class Resolutions {
    private final Database database;
    private final InDoubt doubts;
    private final JobDesk desk;
    private final DossierStore dossiers;
    private final AuditStore audit;
    private final ReleaseDesk releases;

    /** Decisions noted in the audit. */
    public Resolutions(
            Database database,
            InDoubt doubts,
            JobDesk desk,
            DossierStore dossiers,
            AuditStore audit,
            ReleaseDesk releases) {
        this.database = database;
        this.doubts = doubts;
        this.desk = desk;
        this.dossiers = dossiers;
        this.audit = audit;
        this.releases = releases;
    }

    /**
     * Decides. What was found or is absent and a package bought by hand queue the job again; a refund gives the release
     * up.
     *
     * @return what became of the job or, by a refund, of the release; 409 when there is nothing to decide (any more)
     */
    Future<String> resolve(Principal who, long id, Decision decision) {
        decision.check();
        ReleaseDesk.Decision about = new ReleaseDesk.Decision(decision.reason(), decision.externalId());
        return switch (decision.decision()) {
            case Decision.REFUND ->
                submission(id)
                        .compose(release -> releases.refund(who, release, about))
                        .map(ReleaseStatus::id);
            case Decision.PAID_BY_HAND ->
                submission(id)
                        .compose(release -> releases.approve(who, release, about))
                        .map(JobStatus.RETRYING.id());
            default -> settle(who, id, decision).map(JobStatus::id);
        };
    }

    private Future<UUID> submission(long id) {
        return dossiers.submissionOf(database, id).map(found -> found.orElseThrow(AppException::notFound));
    }

    private Future<JobStatus> settle(Principal who, long id, Decision decision) {
        return database.inTransaction(tx -> dossiers.submissionOf(tx, id)
                        .compose(
                                submission -> decide(tx, submission.orElseThrow(AppException::notFound), decision, who))
                        .compose(decided -> decided
                                ? desk.retry(tx, id, who.actor(), decision.reason())
                                : Future.failedFuture(AppException.of(
                                        Problem.CONFLICT,
                                        "Nothing of this job is in doubt any more. Nothing was changed.")))
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
                                .map(status)))
                .recover(error -> Future.failedFuture(Retries.refusal(error)));
    }

    private Future<Boolean> decide(Tx tx, UUID submission, Decision decision, Principal who) {
        return decision.isFound()
                ? doubts.attach(tx, submission, decision.externalId().trim(), who.actor())
                : doubts.absent(tx, submission, who.actor());
    }

    /**
     * What was found at the wire, or is to become of the release.
     *
     * @param decision {@code found}, {@code absent}, {@code paid_by_hand} or {@code refund}
     * @param externalId the wire's number of the order or release; needed for {@code found}
     */
    record Decision(String decision, String externalId, String reason) {
        private static final int LONGEST = 500;
        private static final String REFUND = "refund";
        private static final String PAID_BY_HAND = "paid_by_hand";
        private static final Set<String> ALL = Set.of("found", "absent", PAID_BY_HAND, REFUND);

        boolean isFound() {
            return "found".equals(decision);
        }

        void check() {
            List<FieldError> faults = new ArrayList<>();
            if (decision == null || !ALL.contains(decision)) {
                faults.add(new FieldError("decision", "Say what was found, or what is to be done."));
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
