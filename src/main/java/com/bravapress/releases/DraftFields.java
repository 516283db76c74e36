package com.bravapress.releases;

import com.bravapress.http.FieldError;
import com.bravapress.writing.ReleaseText;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a form or a program sends of a release: every member as it was typed, absent ones null. Members that are not the
 * customer's to set (status, price, owner) do not exist here and are therefore ignored.
 *
 * @param releaseAt {@code yyyy-MM-ddTHH:mm}; empty for at once
 */
public record DraftFields(
        String title,
        String summary,
        String content,
        String socialTitle,
        String companyName,
        String companyDescription,
        String websiteUrl,
        String industry,
        String city,
        String state,
        String country,
        String contactName,
        String contactEmail,
        String contactPhone,
        String packageType,
        String releaseAt,
        String timeZone) {
    private static final int LINE = 300;
    private static final int SUMMARY = 500;
    private static final int COMPANY = 2_000;
    private static final int CONTENT = 200_000;
    private static final Set<String> PACKAGES = Set.of("basic", "premium", "enterprise");
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    /** The fields that fit, laid over the text as it was; the others keep their old value and are named. */
    public Applied over(ReleaseText old) {
        List<FieldError> faults = new ArrayList<>();
        ReleaseText text = new ReleaseText(
                line("title", title, old.title(), LINE, faults),
                line("summary", summary, old.summary(), SUMMARY, faults),
                block("content", content, old.content(), CONTENT, faults),
                line("social_title", socialTitle, old.socialTitle(), LINE, faults),
                line("company_name", companyName, old.companyName(), LINE, faults),
                block("company_description", companyDescription, old.companyDescription(), COMPANY, faults),
                line("website_url", websiteUrl, old.websiteUrl(), LINE, faults),
                line("industry", industry, old.industry(), LINE, faults),
                line("city", city, old.city(), LINE, faults),
                line("state", state, old.state(), LINE, faults),
                line("country", country, old.country(), LINE, faults),
                line("contact_name", contactName, old.contactName(), LINE, faults),
                line("contact_email", contactEmail, old.contactEmail(), LINE, faults),
                line("contact_phone", contactPhone, old.contactPhone(), LINE, faults),
                packageOr(old.packageType(), faults),
                timeOr(old.releaseAt(), faults),
                zoneOr(old.timeZone(), faults));
        return new Applied(text, List.copyOf(faults));
    }

    private static String line(String field, String sent, String old, int most, List<FieldError> faults) {
        return block(field, sent == null ? null : sent.replaceAll("\\R", " ").strip(), old, most, faults);
    }

    private static String block(String field, String sent, String old, int most, List<FieldError> faults) {
        if (sent == null) {
            return old;
        }
        // Browsers send CRLF; offsets of the check are counted in what the text area shows.
        String text = sent.replace("\r\n", "\n").replace('\r', '\n');
        if (text.length() <= most) {
            return text;
        }
        faults.add(new FieldError(
                field,
                "Shorten this to %,d characters; it has %,d. The saved version still has the earlier text."
                        .formatted(most, text.length())));
        return old;
    }

    private String packageOr(String old, List<FieldError> faults) {
        if (packageType == null || packageType.isBlank()) {
            return old.isBlank() ? "basic" : old;
        }
        if (PACKAGES.contains(packageType)) {
            return packageType;
        }
        faults.add(new FieldError("package_type", "Choose one of the packages: basic, premium or enterprise."));
        return old;
    }

    private LocalDateTime timeOr(LocalDateTime old, List<FieldError> faults) {
        if (releaseAt == null) {
            return old;
        }
        if (releaseAt.isBlank()) {
            return null;
        }
        try {
            LocalDateTime time =
                    LocalDateTime.parse(releaseAt.strip().replace(' ', 'T')).truncatedTo(ChronoUnit.MINUTES);
            if (time.getYear() >= 2000 && time.getYear() < 2200) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // Said below.
        }
        faults.add(new FieldError("release_at", "Give date and time as in 2026-12-01T09:30, or leave it empty."));
        return old;
    }

    private String zoneOr(String old, List<FieldError> faults) {
        if (timeZone == null || timeZone.isBlank()) {
            return old == null || old.isBlank() ? "UTC" : old;
        }
        String zone = timeZone.strip();
        try {
            // Only names: an offset such as +02:00 knows no daylight saving, and the wire takes none.
            if (ZONES.contains(ZoneId.of(zone).getId())) {
                return zone;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        faults.add(new FieldError("time_zone", "Choose a time zone by its name, such as America/New_York."));
        return old == null || old.isBlank() ? "UTC" : old;
    }

    /** A new release before anything is written. */
    public static ReleaseText nothing() {
        return new ReleaseText("", "", "", "", "", "", "", "", "", "", "", "", "", "", "basic", null, "UTC");
    }

    /**
     * The outcome of laying fields over a text.
     *
     * @param faults what did not fit and how to mend it; empty when all did
     */
    public record Applied(ReleaseText text, List<FieldError> faults) {}
}
