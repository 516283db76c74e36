package com.bravapress.admin;

import com.bravapress.http.Request;
import com.bravapress.releases.ReleaseStatus;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which press releases a list shows; every value comes from the URL. */
record ReleaseFilter(String status, Span span, String customer, String q, Optional<PageCursor> after, int limit) {
    static final List<String> STATUSES =
            Stream.of(ReleaseStatus.values()).map(ReleaseStatus::id).toList();

    /** Reads the query; a value that means nothing is 400 naming its field. */
    static ReleaseFilter of(Request request) {
        return new ReleaseFilter(
                JobFilter.oneOf(request, "status", STATUSES),
                Span.of(request),
                JobFilter.text(request, "customer"),
                JobFilter.text(request, "q"),
                request.query("after").map(PageCursor::of),
                request.queryInt("limit", JobFilter.PAGE, 1, 200));
    }

    Where where() {
        Where where = new Where();
        if (status != null) {
            where.and("s.status = ?", status);
        }
        span.restrict(where, "s.created_at");
        if (customer != null) {
            String like = Where.containing(customer);
            where.and("p.email ILIKE ? OR p.full_name ILIKE ? OR s.company_name ILIKE ?", like, like, like);
        }
        if (q != null) {
            String like = Where.containing(q);
            where.and(
                    "s.title ILIKE ? OR s.company_name ILIKE ? OR s.stripe_payment_intent_id = ?"
                            + " OR s.einpresswire_order_id = ? OR s.einpresswire_submission_id = ?"
                            + " OR s.id::text = lower(?)",
                    like,
                    like,
                    q,
                    q,
                    q,
                    q);
        }
        after.ifPresent(cursor ->
                where.and("(s.created_at, s.id) < (?, ?)", cursor.at().atOffset(ZoneOffset.UTC), cursor.uuid()));
        return where;
    }
}
