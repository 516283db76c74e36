package com.bravapress.writing;

import java.util.Map;

/**
 * What a customer tells about the news, in their own words; every field may be empty, none is null.
 *
 * @param what what happened, such as "opened a repair yard for electric ferries"
 * @param when a date (the dateline takes 2026-11-18 or November 18, 2026) or any words
 * @param where city and state or country, such as "Portland, Maine"
 * @param quote the very words of a person; they are never changed
 * @param quoteBy who said them, with job title
 * @param about what the company is, for the closing paragraph
 * @param notes anything else, paragraph by paragraph
 */
public record Brief(
        String company,
        String what,
        String who,
        String when,
        String where,
        String why,
        String quote,
        String quoteBy,
        String about,
        String website,
        String contactName,
        String contactPhone,
        String notes) {

    /** Trims the fields and turns missing ones into empty ones. */
    public Brief {
        company = clean(company);
        what = clean(what);
        who = clean(who);
        when = clean(when);
        where = clean(where);
        why = clean(why);
        quote = clean(quote);
        quoteBy = clean(quoteBy);
        about = clean(about);
        website = clean(website);
        contactName = clean(contactName);
        contactPhone = clean(contactPhone);
        notes = clean(notes);
    }

    /** Reads the keys {@code company, what, who, when, where, why, quote, quote_by, about, website, contact_name, contact_phone, notes}. */
    public static Brief of(Map<String, String> fields) {
        return new Brief(
                fields.get("company"),
                fields.get("what"),
                fields.get("who"),
                fields.get("when"),
                fields.get("where"),
                fields.get("why"),
                fields.get("quote"),
                fields.get("quote_by"),
                fields.get("about"),
                fields.get("website"),
                fields.get("contact_name"),
                fields.get("contact_phone"),
                fields.get("notes"));
    }

    private static String clean(String value) {
        return value == null ? "" : value.strip();
    }
}
