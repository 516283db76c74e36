package com.bravapress.admin;

import com.bravapress.http.AppException;
import com.bravapress.http.FieldError;
import com.bravapress.http.Request;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * When the rows of a list were created.
 *
 * @param hours not longer ago than this, or null
 * @param from inclusive, or null
 * @param to exclusive, or null
 */
record Span(Integer hours, Instant from, Instant to) {
    private static final Map<String, Integer> SINCE = Map.of("24h", 24, "7d", 168, "30d", 720);
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    static Span of(Request request) {
        Integer hours = request.query("since")
                .map(since -> {
                    Integer known = SINCE.get(since);
                    if (known == null) {
                        throw bad("since", "since must be 24h, 7d or 30d");
                    }
                    return known;
                })
                .orElse(null);
        return new Span(
                hours,
                request.query("from").map(text -> instant("from", text, 0)).orElse(null),
                request.query("to").map(text -> instant("to", text, 1)).orElse(null));
    }

    boolean isOpen() {
        return hours == null && from == null && to == null;
    }

    void restrict(Where where, String column) {
        if (hours != null) {
            where.and(column + " >= now() - ? * interval '1 hour'", hours);
        }
        if (from != null) {
            where.and(column + " >= ?", from.atOffset(ZoneOffset.UTC));
        }
        if (to != null) {
            where.and(column + " < ?", to.atOffset(ZoneOffset.UTC));
        }
    }

    /** A day means all of it, in UTC. */
    private static Instant instant(String field, String text, int daysLater) {
        try {
            return ofOurTime(
                    text.length() == 10
                            ? LocalDate.parse(text)
                                    .plusDays(daysLater)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                            : Instant.parse(text));
        } catch (DateTimeException e) {
            throw bad(field, field + " must be a day (2026-11-18) or a time (2026-11-18T09:00:00Z)");
        }
    }

    /** Java knows times that PostgreSQL cannot keep; a DateTimeException for any that RFC 3339 cannot write. */
    static Instant ofOurTime(Instant time) {
        if (time.isBefore(FIRST) || !time.isBefore(END)) {
            throw new DateTimeException("not within the years 1 to 9999");
        }
        return time;
    }

    static AppException bad(String field, String message) {
        return AppException.badFields(List.of(new FieldError(field, message)));
    }
}
