package com.bravapress.writing;

import java.time.LocalDateTime;

/**
 * What a customer writes: the fields of a press release under their names in forms and API. Texts are never null.
 *
 * @param content Markdown
 * @param packageType {@code basic}, {@code premium} or {@code enterprise}
 * @param releaseAt local time in {@code timeZone} at which it shall go out; null for at once
 * @param timeZone IANA name, or null
 */
public record ReleaseText(
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
        LocalDateTime releaseAt,
        String timeZone) {
    /** Turns absent texts into empty ones. */
    public ReleaseText {
        title = text(title);
        summary = text(summary);
        content = text(content);
        socialTitle = text(socialTitle);
        companyName = text(companyName);
        companyDescription = text(companyDescription);
        websiteUrl = text(websiteUrl);
        industry = text(industry);
        city = text(city);
        state = text(state);
        country = text(country);
        contactName = text(contactName);
        contactEmail = text(contactEmail);
        contactPhone = text(contactPhone);
        packageType = text(packageType).isEmpty() ? "basic" : packageType;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
