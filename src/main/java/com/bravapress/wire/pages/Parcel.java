package com.bravapress.wire.pages;

import java.time.LocalDateTime;

/**
 * What is typed into the wire's forms. Texts are never null.
 *
 * @param body plain text
 * @param country as the wire's list labels it, in English
 * @param plan our package: {@code basic}, {@code premium} or {@code enterprise}
 * @param releaseAt local time in {@code timeZone}, or null for as soon as it is approved
 * @param timeZone IANA name, or null when {@code releaseAt} is
 */
public record Parcel(
        String headline,
        String subtitle,
        String body,
        String city,
        String state,
        String country,
        String industry,
        String contact,
        String organization,
        String phone,
        String email,
        String plan,
        LocalDateTime releaseAt,
        String timeZone) {}
