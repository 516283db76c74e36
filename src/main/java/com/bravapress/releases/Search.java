package com.bravapress.releases;

import com.bravapress.http.AppException;
import com.bravapress.http.FieldError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Which of a customer's releases to list, newest first.
 *
 * @param words to find in headline, company or order number, or null
 * @param status or null for every one that was not thrown away
 * @param after the last one already seen, or null
 */
public record Search(String words, ReleaseStatus status, Place after) {
    /** Reads what a query says; a status or cursor that does not exist is a 400. */
    public static Search of(String words, String status, String after) {
        try {
            return new Search(
                    words, status == null ? null : ReleaseStatus.of(status), after == null ? null : Place.parse(after));
        } catch (IllegalArgumentException e) {
            boolean cursor = after != null && isStatus(status);
            throw AppException.badFields(List.of(
                    cursor
                            ? new FieldError("after", "after must be the next of an earlier answer")
                            : new FieldError("status", "status must be one of the statuses of a release")));
        }
    }

    private static boolean isStatus(String status) {
        try {
            return status == null || ReleaseStatus.of(status) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A place in the list; its text is the opaque cursor. */
    public record Place(Instant createdAt, UUID id) {
        static Place of(Submission release) {
            return new Place(release.createdAt(), release.id());
        }

        static Place parse(String cursor) {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split(",", -1);
            // PostgreSQL knows no time far before ours.
            if (parts.length != 2 || parts[0].startsWith("-")) {
                throw new IllegalArgumentException("not a cursor");
            }
            Instant at = Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS);
            return new Place(at, UUID.fromString(parts[1]));
        }

        @Override
        public String toString() {
            String text = ChronoUnit.MICROS.between(Instant.EPOCH, createdAt) + "," + id;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /**
     * A page of the list.
     *
     * @param next the cursor of the next page; null on the last
     */
    public record Found(List<OwnRelease> releases, String next) {
        static Found of(List<OwnRelease> oneMore, int limit) {
            if (oneMore.size() <= limit) {
                return new Found(oneMore, null);
            }
            List<OwnRelease> page = List.copyOf(oneMore.subList(0, limit));
            return new Found(page, Place.of(page.get(limit - 1).release()).toString());
        }
    }
}
