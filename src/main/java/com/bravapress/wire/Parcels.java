package com.bravapress.wire;

import com.bravapress.wire.pages.Parcel;
import com.bravapress.writing.ReleaseText;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.function.UnaryOperator;

/** The paid text as the wire's forms take it. */
final class Parcels {
    private static final int SUBTITLE = 160;
    /** A schedule nearer than this would be past by the time an editor sees it. */
    private static final Duration SOONEST = Duration.ofMinutes(5);

    private final UnaryOperator<String> plainText;
    private final Clock clock;

    Parcels(UnaryOperator<String> plainText, Clock clock) {
        this.plainText = plainText;
        this.clock = clock;
    }

    Parcel of(ReleaseText text) {
        ZoneId zone = ZoneId.of(text.timeZone() == null || text.timeZone().isBlank() ? "UTC" : text.timeZone());
        LocalDateTime at = text.releaseAt();
        boolean ahead = at != null
                && at.atZone(zone).toInstant().isAfter(clock.instant().plus(SOONEST));
        return new Parcel(
                line(text.title()),
                shortened(line(text.summary())),
                plainText.apply(text.content()).replace("\r\n", "\n").strip(),
                line(text.city()),
                line(text.state()),
                line(text.country()),
                line(text.industry()),
                line(text.contactName()),
                line(text.companyName()),
                line(text.contactPhone()),
                line(text.contactEmail()),
                text.packageType(),
                ahead ? at : null,
                ahead ? zone.getId() : null);
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** At most 160 characters, cut between words. */
    static String shortened(String text) {
        if (text.codePointCount(0, text.length()) <= SUBTITLE) {
            return text;
        }
        String cut = text.substring(0, text.offsetByCodePoints(0, SUBTITLE - 1));
        int space = cut.lastIndexOf(' ');
        return (space > 0 ? cut.substring(0, space) : cut).replaceAll("[\\s,;:.–-]+$", "") + "…";
    }
}
