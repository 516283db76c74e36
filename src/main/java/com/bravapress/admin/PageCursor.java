package com.bravapress.admin;

import com.bravapress.http.AppException;
import com.bravapress.http.FieldError;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** The last row of a page: where the next one begins. Opaque outside; not secret. */
record PageCursor(Instant at, String id) {
    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((at + "|" + id).getBytes(StandardCharsets.UTF_8));
    }

    static PageCursor of(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split("\\|", 2);
            return new PageCursor(Span.ofOurTime(Instant.parse(parts[0])), parts[1]);
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException e) {
            throw bad();
        }
    }

    long number() {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException e) {
            throw bad();
        }
    }

    java.util.UUID uuid() {
        try {
            return java.util.UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw bad();
        }
    }

    private static AppException bad() {
        return AppException.badFields(
                List.of(new FieldError("after", "after must be the “next” value of an earlier answer")));
    }
}
