package com.bravapress.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Everything the team may know of one job.
 *
 * @param doubt an irreversible click of this release may or may not have happened: no retry before a person decided
 * @param replayPlan what a retry would do; empty for jobs that put nothing on the wire
 */
record Dossier(
        JobRow job,
        About about,
        List<Attempt> attemptsLog,
        List<Step> steps,
        List<Event> events,
        List<Artifact> artifacts,
        boolean doubt,
        List<Planned> replayPlan) {
    /** What stands beside the list's columns. */
    record About(
            JsonObject data,
            JsonObject result,
            String worker,
            String packageType,
            Integer paymentAmountCents,
            String currency,
            String paymentIntentId,
            String orderId,
            String wireId,
            String wireUrl,
            String wireStatus,
            String companyName,
            String contactName,
            String contactEmail,
            String contactPhone,
            String wireReason,
            JsonArray outlets) {}

    /** One step of a retry: run, skip, verify_first, decide, if_needed or perform. */
    record Planned(String step, String label, String action, String note) {}

    /** One claim of the job and how it ended; the end is null while it runs. */
    record Attempt(
            Integer attempt,
            String worker,
            Instant startedAt,
            Instant endedAt,
            String outcome,
            String error,
            String errorCategory) {}

    /** One step of the automation. {@code durationMs} is null while it runs. */
    record Step(
            long id,
            int attempt,
            String step,
            String label,
            boolean irreversible,
            String state,
            String reference,
            String externalId,
            String url,
            String note,
            String error,
            UUID artifactId,
            String artifactType,
            UUID beforeArtifactId,
            String selectors,
            List<String> drifted,
            Instant startedAt,
            Instant finishedAt,
            Integer durationMs) {}

    /** One line of the timeline. */
    record Event(Instant at, String kind, String actor, JsonObject detail) {}

    /** A screenshot, DOM snapshot or trace; its bytes are at {@code /api/artifacts/:id}. */
    record Artifact(UUID id, String kind, String contentType, int bytes, Instant createdAt) {}
}
