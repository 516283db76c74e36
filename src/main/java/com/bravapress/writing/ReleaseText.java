package com.bravapress.writing;

import java.time.LocalDateTime;

/**
 * The text of a release as the customer filled it in; no field but the schedule is ever null.
 *
 * @param content the body, in Markdown
 * @param releaseAt local time of publication in {@code timeZone}, or null for "at once"
 * @param timeZone IANA name such as {@code America/New_York}, or empty
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

    /** Turns every missing text into the empty one. */
    public ReleaseText {
        title = orEmpty(title);
        summary = orEmpty(summary);
        content = orEmpty(content);
        socialTitle = orEmpty(socialTitle);
        companyName = orEmpty(companyName);
        companyDescription = orEmpty(companyDescription);
        websiteUrl = orEmpty(websiteUrl);
        industry = orEmpty(industry);
        city = orEmpty(city);
        state = orEmpty(state);
        country = orEmpty(country);
        contactName = orEmpty(contactName);
        contactEmail = orEmpty(contactEmail);
        contactPhone = orEmpty(contactPhone);
        packageType = orEmpty(packageType);
        timeZone = orEmpty(timeZone);
    }

    private static String orEmpty(String value) {
        return value == null ? "" : value;
    }
}
