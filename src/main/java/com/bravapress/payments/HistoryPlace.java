package com.bravapress.payments;

import com.bravapress.http.AppException;
import com.bravapress.http.FieldError;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** A place in a customer's payments; its text is the opaque cursor, which names no row and so tells of none. */
record HistoryPlace(Instant at, UUID id) {
    /** Behind an item of {@link PaymentStore#history}. */
    static HistoryPlace of(JsonObject item) {
        return new HistoryPlace(Instant.parse(item.getString("created_at")), UUID.fromString(item.getString("id")));
    }

    /** Reads a cursor; anything else is a 400. */
    static HistoryPlace parse(String cursor) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split(",", -1);
            // PostgreSQL knows no time far before or after ours.
            if (parts.length == 2 && parts[0].matches("\\d{1,17}")) {
                Instant at = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
                return new HistoryPlace(at, UUID.fromString(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw AppException.badFields(List.of(new FieldError("after", "after must be the next of an earlier answer")));
    }

    @Override
    public String toString() {
        String text = ChronoUnit.MICROS.between(Instant.EPOCH, at) + "," + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
