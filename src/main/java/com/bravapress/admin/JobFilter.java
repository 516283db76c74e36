package com.bravapress.admin;

import com.bravapress.http.Request;
import com.bravapress.jobs.JobStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which jobs a list shows; every value comes from the URL. */
record JobFilter(
        String status, String type, Span span, String customer, String q, Optional<PageCursor> after, int limit) {
    static final int PAGE = 50;
    /** The types of the contract (§5). */
    static final List<String> TYPES = List.of(
            "press_release_submission",
            "email_notification",
            "cleanup",
            "distribution_report",
            "drift_sentinel",
            "reconciliation",
            "report");

    static final List<String> STATUSES =
            Stream.of(JobStatus.values()).map(JobStatus::id).toList();

    /** The newest jobs, whatever they are. */
    static JobFilter newest() {
        return new JobFilter(null, null, new Span(null, null, null), null, null, Optional.empty(), PAGE);
    }

    /** Reads the query; a value that means nothing is 400 naming its field. */
    static JobFilter of(Request request) {
        return new JobFilter(
                oneOf(request, "status", STATUSES),
                oneOf(request, "type", TYPES),
                Span.of(request),
                text(request, "customer"),
                text(request, "q"),
                request.query("after").map(PageCursor::of),
                request.queryInt("limit", PAGE, 1, 200));
    }

    static String oneOf(Request request, String field, List<String> known) {
        return request.query(field)
                .map(value -> {
                    if (!known.contains(value)) {
                        throw Span.bad(field, field + " must be one of " + String.join(", ", known));
                    }
                    return value;
                })
                .orElse(null);
    }

    static String text(Request request, String field) {
        return request.query(field)
                .map(value -> {
                    if (value.length() > 200) {
                        throw Span.bad(field, field + " must not be longer than 200 characters");
                    }
                    return value;
                })
                .orElse(null);
    }

    /** One status and any time: that index is ordered by id. Otherwise the list is ordered by creation. */
    boolean byStatusOnly() {
        return status != null && span.isOpen();
    }

    Where where() {
        Where where = new Where();
        if (status != null) {
            where.and("j.status = ?", status);
        }
        if (type != null) {
            where.and("j.type = ?", type);
        }
        span.restrict(where, "j.created_at");
        if (customer != null) {
            String like = Where.containing(customer);
            where.and("p.email ILIKE ? OR p.full_name ILIKE ? OR s.company_name ILIKE ?", like, like, like);
        }
        if (q != null) {
            String like = Where.containing(q);
            where.and(
                    "s.title ILIKE ? OR s.company_name ILIKE ? OR j.error ILIKE ? OR s.stripe_payment_intent_id = ?"
                            + " OR s.einpresswire_order_id = ? OR s.einpresswire_submission_id = ? OR j.id::text = ?"
                            + " OR j.submission_id::text = lower(?)",
                    like,
                    like,
                    like,
                    q,
                    q,
                    q,
                    q,
                    q);
        }
        after.ifPresent(cursor -> {
            if (byStatusOnly()) {
                where.and("j.id < ?", cursor.number());
            } else {
                where.and(
                        "(j.created_at, j.id) < (?, ?)",
                        cursor.at().atOffset(java.time.ZoneOffset.UTC),
                        cursor.number());
            }
        });
        return where;
    }
}
