package com.bravapress.releases.studio;

import com.bravapress.jobs.Timeline;
import com.bravapress.jobs.TimelineStore;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.releases.Submission;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a release is on its way, in customers' words. Names of steps and statuses only: notes, errors of the automation,
 * pictures and operators stay with the team.
 */
final class Progress {
    private static final String SUBMISSION = "press_release_submission";
    /** By the names that the timeline gives the automation's steps. */
    static final Map<String, String> STEPS = Map.ofEntries(
            Map.entry("sign_in", "signing in at the wire"),
            Map.entry("balance", "reserving a place"),
            Map.entry("purchase", "reserving a place"),
            Map.entry("compose", "typing your release"),
            Map.entry("preview", "reading it back"),
            Map.entry("distribution", "choosing countries and industries"),
            Map.entry("publish", "handing it in"),
            Map.entry("verify", "making sure it arrived"));

    private final Submission release;
    private final Step step;
    private final boolean waits;

    private Progress(Submission release, Step step, boolean waits) {
        this.release = release;
        this.step = step;
        this.waits = waits && release.status() == ReleaseStatus.PROCESSING;
    }

    static Progress of(Submission release, List<TimelineStore.Seen> timeline) {
        Step last = null;
        boolean waits = false;
        for (TimelineStore.Seen seen : timeline) {
            if (seen.kind().equals(Timeline.Kind.STEP.id())) {
                last = Step.of(seen.detail());
                waits = false;
            } else if (seen.kind().equals(Timeline.Kind.JOB.id())
                    && SUBMISSION.equals(seen.detail().getString("type"))) {
                waits = "retrying".equals(seen.detail().getString("to"));
            }
        }
        return new Progress(release, last, waits);
    }

    /** The whole view: what the page shows first, and what the stream sends whenever something changes. */
    Map<String, Object> view() {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("status", release.status().id());
        view.put("wire_status", release.wireStatus());
        view.put("wire_reason", release.wireReason());
        view.put("wire_url", release.wireUrl());
        view.put("wire_id", release.einpresswireSubmissionId());
        view.put("order_id", release.einpresswireOrderId());
        view.put("headline", waits ? Wording.WAITS : Wording.headline(release));
        view.put("next", waits ? Wording.WAITS_NEXT : Wording.next(release));
        view.put("step", release.status() == ReleaseStatus.PROCESSING && step != null && !waits ? step.view() : null);
        view.put("items", items());
        return view;
    }

    private List<Map<String, Object>> items() {
        List<Map<String, Object>> items = new ArrayList<>();
        items.add(item("Written", "done", release.createdAt(), ""));
        boolean paid = release.paidAt() != null;
        ReleaseStatus status = release.status();
        if (status == ReleaseStatus.CANCELLED) {
            items.add(item("Thrown away", "done", release.updatedAt(), ""));
            return items;
        }
        items.add(item(paid ? "Paid" : "Payment", paid ? "done" : "now", release.paidAt(), "", paid ? "" : "card"));
        String place = place(status, paid);
        items.add(item(
                place.equals("done") ? "Submitted" : "Being submitted", place, null, stepLine(), waits ? "clock" : ""));
        boolean there = status == ReleaseStatus.COMPLETED || release.einpresswireSubmissionId() != null;
        items.add(item(
                there ? "Accepted by the wire" : "Acceptance by the wire",
                there ? "done" : "next",
                there ? release.completedAt() : null,
                there && release.einpresswireSubmissionId() != null
                        ? "The wire’s number: " + release.einpresswireSubmissionId()
                        : ""));
        String review = release.wireStatus() == null ? "" : release.wireStatus();
        items.add(review(review, there));
        items.add(item("Published", review.equals("published") ? "done" : "next", null, ""));
        if (status == ReleaseStatus.REFUNDED) {
            items.add(item("Refunded", "done", release.updatedAt(), ""));
        }
        return items;
    }

    private static String place(ReleaseStatus status, boolean paid) {
        return switch (status) {
            case PROCESSING -> "now";
            case COMPLETED, NEEDS_CHANGES -> "done";
            case FAILED -> "failed";
            case NEEDS_ATTENTION, AWAITING_MANUAL_PAYMENT -> paid ? "attention" : "next";
            default -> "next";
        };
    }

    private String stepLine() {
        return switch (release.status()) {
            case PROCESSING -> waits ? "Tried again within minutes" : step == null ? "" : step.line();
            case PAID -> "Starts within seconds";
            case NEEDS_ATTENTION, AWAITING_MANUAL_PAYMENT -> "A person of our team has it";
            default -> "";
        };
    }

    private static Map<String, Object> review(String wireStatus, boolean there) {
        return switch (wireStatus) {
            case "on_hold" -> item("On hold at the wire’s editors", "attention", null, "");
            case "rejected" -> item("Refused by the wire’s editors", "failed", null, "");
            case "scheduled" -> item("Scheduled", "now", null, "", "calendar");
            case "published" -> item("Review by the wire’s editors", "done", null, "");
            default -> item("Review by the wire’s editors", there ? "now" : "next", null, "", there ? "eye" : "");
        };
    }

    private static Map<String, Object> item(String what, String state, Instant at, String more) {
        return item(what, state, at, more, "");
    }

    /** {@code icon}: the picture of a state that only waits; empty for the usual one, which may turn. */
    private static Map<String, Object> item(String what, String state, Instant at, String more, String icon) {
        return Map.of("what", what, "state", state, "at", at == null ? "" : at.toString(), "more", more, "icon", icon);
    }

    /** One step of the automation as the timeline tells it: {@code {step, state, number, of}}. */
    private record Step(String name, String state, int number, int of) {
        static Step of(JsonObject detail) {
            return new Step(
                    detail.getString("step", ""),
                    detail.getString("state", ""),
                    detail.getInteger("number", 0),
                    detail.getInteger("of", 0));
        }

        String words() {
            return STEPS.getOrDefault(name, name.replace('_', ' '));
        }

        String line() {
            return of > 0 ? "Step " + number + " of " + of + ": " + words() : words();
        }

        Map<String, Object> view() {
            return Map.of("name", name, "words", words(), "state", state, "number", number, "of", of, "line", line());
        }
    }
}
