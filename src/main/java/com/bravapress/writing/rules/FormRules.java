package com.bravapress.writing.rules;

import static com.bravapress.writing.rules.Field.CONTACT_EMAIL;
import static com.bravapress.writing.rules.Field.CONTACT_NAME;
import static com.bravapress.writing.rules.Field.CONTACT_PHONE;

import com.bravapress.writing.Catalogue;
import com.bravapress.writing.Words;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The fields beside the text: E10 contact, E16 schedule, E19 catalogue, W03 summary. */
final class FormRules {
    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]{1,64}(?:\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]{1,64}){0,8}"
                    + "@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}");
    private static final Pattern PHONE =
            Pattern.compile("[+(]?[0-9][0-9 ().\\-/]{5,30}(?: ?(?:ext|x)\\.? ?[0-9]{1,6})?");

    static final List<Rule> ALL = List.of(
            Rule.error("E10", "A contact with name, e-mail and phone.", Sources.WIRE_FORM, FormRules::contact),
            Rule.error(
                    "E16",
                    "A schedule between 2 hours and 365 days ahead, at an hour that exists.",
                    Sources.WIRE_FORM,
                    FormRules::schedule),
            Rule.error(
                    "E19",
                    "City, country and industry as the wire's form takes them.",
                    Sources.WIRE_FORM,
                    FormRules::catalogue),
            Rule.warning(
                    "W03",
                    "A summary of at most 160 characters that adds to the headline.",
                    Sources.SUMMARY,
                    FormRules::summary));

    private FormRules() {}

    private static void contact(Manuscript m, Marks marks) {
        var name = m.release().contactName().strip();
        if (name.isEmpty()) {
            marks.missing(CONTACT_NAME, "The contact's name is missing.", "Name a person editors can ask.");
        } else if (name.codePoints().noneMatch(Character::isLetter)) {
            marks.all(CONTACT_NAME, "The contact's name has no letters.", "Give first and last name.");
        } else if (Words.count(name) < 2) {
            marks.at(
                    Severity.WARNING,
                    CONTACT_NAME,
                    0,
                    999,
                    "The contact has one name only.",
                    "Give first and last name.");
        }
        var email = m.release().contactEmail().strip();
        if (email.isEmpty()) {
            marks.missing(
                    CONTACT_EMAIL, "The contact's e-mail is missing.", "Editors must be able to write to someone.");
        } else if (!EMAIL.matcher(email).matches()) {
            marks.all(CONTACT_EMAIL, "\"" + email + "\" is not an e-mail address.", "Write it as name@company.com.");
        }
        var phone = m.release().contactPhone().strip();
        long digits = phone.chars().filter(c -> c >= '0' && c <= '9').count();
        if (phone.isEmpty()) {
            marks.missing(
                    CONTACT_PHONE,
                    "The contact's phone number is missing.",
                    "Give it with country code, like +1 207 555 0142.");
        } else if (digits < 7 || digits > 21 || !PHONE.matcher(phone).matches()) {
            marks.all(
                    CONTACT_PHONE,
                    "\"" + phone + "\" is not a phone number.",
                    "Give it with country code, like +1 207 555 0142.");
        }
    }

    private static void schedule(Manuscript m, Marks marks) {
        var at = m.release().releaseAt();
        if (at == null) {
            return;
        }
        ZoneId zone;
        try {
            zone = ZoneId.of(m.release().timeZone().strip());
        } catch (DateTimeException e) {
            marks.all(Field.TIME_ZONE, "The time zone is missing or unknown.", "Choose one, such as America/New_York.");
            return;
        }
        if (zone.getRules().getValidOffsets(at).isEmpty()) {
            marks.missing(
                    Field.RELEASE_AT,
                    "That hour does not exist in " + zone + ": the clocks go forward.",
                    "Choose an hour earlier or later.");
            return;
        }
        var ahead = Duration.between(m.now(), at.atZone(zone).toInstant());
        if (ahead.isNegative()) {
            marks.missing(
                    Field.RELEASE_AT,
                    "The release time has passed.",
                    "Choose a later time, or leave it empty to send at once.");
        } else if (ahead.compareTo(Duration.ofHours(2)) < 0) {
            marks.missing(
                    Field.RELEASE_AT,
                    "The release time is less than 2 hours away.",
                    "Editors need 2 hours: choose a later time, or leave it empty.");
        } else if (ahead.compareTo(Duration.ofDays(365)) > 0) {
            marks.missing(
                    Field.RELEASE_AT, "The release time is more than 365 days away.", "Choose a day within a year.");
        }
    }

    private static void catalogue(Manuscript m, Marks marks) {
        var catalogue = Catalogue.bundled();
        if (m.release().city().isBlank()) {
            marks.missing(Field.CITY, "The city is missing.", "Fill in where the news comes from.");
        }
        listed(
                marks,
                Field.COUNTRY,
                m.release().country(),
                "country",
                catalogue.countries(),
                catalogue.countryLike(m.release().country()));
        listed(
                marks,
                Field.INDUSTRY,
                m.release().industry(),
                "industry",
                catalogue.industries(),
                catalogue.industryLike(m.release().industry()));
    }

    private static void listed(
            Marks marks, Field field, String value, String noun, List<String> labels, Optional<String> like) {
        if (value.isBlank()) {
            marks.missing(field, "The " + noun + " is missing.", "Choose one from the list.");
        } else if (!labels.contains(value)) {
            marks.all(
                    field,
                    "The " + noun + " \"" + value + "\" is not in the wire's list.",
                    like.map(label -> "Did you mean \"" + label + "\"?").orElse("Choose one from the list."));
        }
    }

    private static void summary(Manuscript m, Marks marks) {
        var summary = m.release().summary().strip();
        if (summary.isEmpty()) {
            marks.missing(Field.SUMMARY, "The summary is missing.", "Add one or two sentences under the headline.");
            return;
        }
        int length = m.release().summary().length();
        if (summary.length() > 160) {
            marks.at(
                    Field.SUMMARY,
                    160,
                    length,
                    "The summary has " + summary.length() + " characters; the wire shows 160 of them.",
                    "Shorten it to 160 characters.");
        }
        var plain = plain(summary);
        var first = m.paragraphs().stream().findFirst().map(m.body()::text).orElse("");
        if (plain.equals(plain(m.release().title())) || plain.equals(plain(first))) {
            marks.all(
                    Field.SUMMARY,
                    "The summary repeats the headline or the first paragraph.",
                    "Say what the headline leaves out.");
        }
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
