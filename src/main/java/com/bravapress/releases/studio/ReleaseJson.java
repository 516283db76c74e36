package com.bravapress.releases.studio;

import com.bravapress.releases.Checked;
import com.bravapress.releases.OwnRelease;
import com.bravapress.releases.Submission;
import com.bravapress.writing.ReleaseText;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Releases and verdicts in the names of the API: flat, as the columns are called. */
final class ReleaseJson {
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");

    private ReleaseJson() {}

    static Map<String, Object> of(OwnRelease own) {
        return of(own.release(), own.processingLogs(), own.screenshots());
    }

    /** A release that has not been near the wire yet. */
    static Map<String, Object> of(Submission release) {
        return of(release, List.of(), List.of());
    }

    private static Map<String, Object> of(Submission release, List<Object> logs, List<Object> screenshots) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", release.id());
        json.putAll(text(release.text()));
        json.put("status", release.status().id());
        json.put("wire_status", release.wireStatus());
        json.put("wire_reason", release.wireReason());
        json.put("wire_url", release.wireUrl());
        json.put("version", release.version());
        json.put("paid_revision", release.paidRevision());
        json.put("payment_amount", release.paymentAmount());
        json.put("payment_amount_cents", release.paymentAmount());
        json.put("currency", release.currency());
        json.put("stripe_payment_intent_id", release.stripePaymentIntentId());
        json.put("einpresswire_order_id", release.einpresswireOrderId());
        json.put("einpresswire_submission_id", release.einpresswireSubmissionId());
        json.put("processing_logs", logs);
        json.put("screenshots", screenshots);
        json.put("created_at", release.createdAt());
        json.put("updated_at", release.updatedAt());
        json.put("paid_at", release.paidAt());
        json.put("completed_at", release.completedAt());
        return json;
    }

    /** The customer's own fields; also what forms show. */
    static Map<String, Object> text(ReleaseText text) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", text.title());
        json.put("summary", text.summary());
        json.put("content", text.content());
        json.put("social_title", text.socialTitle());
        json.put("company_name", text.companyName());
        json.put("company_description", text.companyDescription());
        json.put("website_url", text.websiteUrl());
        json.put("industry", text.industry());
        json.put("city", text.city());
        json.put("state", text.state());
        json.put("country", text.country());
        json.put("contact_name", text.contactName());
        json.put("contact_email", text.contactEmail());
        json.put("contact_phone", text.contactPhone());
        json.put("package_type", text.packageType());
        json.put(
                "release_at", text.releaseAt() == null ? null : text.releaseAt().format(MINUTES));
        json.put("time_zone", text.timeZone());
        return json;
    }

    static Map<String, Object> of(Checked checked) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("valid", checked.valid());
        json.put("score", checked.score());
        json.put("rules_version", checked.rulesVersion());
        json.put("version", checked.version());
        json.put("issues", checked.issues());
        return json;
    }
}
