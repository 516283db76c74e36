package com.bravapress.writing.rules;

import com.bravapress.writing.ReleaseText;
import java.util.function.Function;

/** The form's fields that rules read, by the contract's names. */
enum Field {
    TITLE("title", ReleaseText::title),
    SUMMARY("summary", ReleaseText::summary),
    CONTENT("content", ReleaseText::content),
    SOCIAL_TITLE("social_title", ReleaseText::socialTitle),
    COMPANY_NAME("company_name", ReleaseText::companyName),
    COMPANY_DESCRIPTION("company_description", ReleaseText::companyDescription),
    WEBSITE_URL("website_url", ReleaseText::websiteUrl),
    INDUSTRY("industry", ReleaseText::industry),
    CITY("city", ReleaseText::city),
    STATE("state", ReleaseText::state),
    COUNTRY("country", ReleaseText::country),
    CONTACT_NAME("contact_name", ReleaseText::contactName),
    CONTACT_EMAIL("contact_email", ReleaseText::contactEmail),
    CONTACT_PHONE("contact_phone", ReleaseText::contactPhone),
    RELEASE_AT("release_at", text -> ""),
    TIME_ZONE("time_zone", ReleaseText::timeZone);

    private final String key;
    private final Function<ReleaseText, String> value;

    Field(String key, Function<ReleaseText, String> value) {
        this.key = key;
        this.value = value;
    }

    String key() {
        return key;
    }

    String of(ReleaseText text) {
        return value.apply(text);
    }
}
