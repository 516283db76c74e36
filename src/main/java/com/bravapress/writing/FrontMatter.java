package com.bravapress.writing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Release files: a YAML block between two {@code ---} lines with the form's fields, then the body in Markdown. */
public final class FrontMatter {
    private static final String BLOCK = "front matter";
    private static final YAMLFactory YAML = new YAMLFactory();
    private static final Set<String> FIELDS = Set.of(
            "title",
            "summary",
            "social_title",
            "company_name",
            "company_description",
            "website_url",
            "industry",
            "city",
            "state",
            "country",
            "contact_name",
            "contact_email",
            "contact_phone",
            "package_type",
            "release_at",
            "time_zone");

    private FrontMatter() {}

    /**
     * Reads a release file.
     *
     * @throws MalformedRelease naming the field that is unknown, given twice, no plain text, or no date-time
     */
    public static ReleaseText parse(String file) {
        var text = file.replace("\r\n", "\n").replace('\r', '\n');
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        if (!text.startsWith("---\n")) {
            throw new MalformedRelease(BLOCK, "The file must begin with a line of three dashes, then the fields.");
        }
        int end = text.indexOf("\n---\n", 3);
        int bodyAt = end + 5;
        if (end < 0 && text.endsWith("\n---")) {
            end = text.length() - 4;
            bodyAt = text.length();
        }
        if (end < 0) {
            throw new MalformedRelease(BLOCK, "The fields must end with a line of three dashes before the body.");
        }
        var fields = fields(text.substring(4, Math.max(4, end)));
        var body = text.substring(bodyAt).strip();
        return new ReleaseText(
                fields.get("title"),
                fields.get("summary"),
                body,
                fields.get("social_title"),
                fields.get("company_name"),
                fields.get("company_description"),
                fields.get("website_url"),
                fields.get("industry"),
                fields.get("city"),
                fields.get("state"),
                fields.get("country"),
                fields.get("contact_name"),
                fields.get("contact_email"),
                fields.get("contact_phone"),
                fields.get("package_type"),
                releaseAt(fields.get("release_at")),
                fields.get("time_zone"));
    }

    // Token by token, because reading "+12075550142" or "0142" as a number would lose the plus or the zero.
    private static Map<String, String> fields(String yaml) {
        var fields = new HashMap<String, String>();
        var current = BLOCK;
        try (YAMLParser parser = YAML.createParser(yaml)) {
            var first = parser.nextToken();
            if (first == null) {
                return fields;
            }
            if (first != JsonToken.START_OBJECT) {
                throw new MalformedRelease(BLOCK, "Each line of the front matter must be \"field: text\".");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                current = parser.currentName();
                if (!FIELDS.contains(current)) {
                    throw new MalformedRelease(current, "The field \"" + current + "\" is not known.");
                }
                var value = parser.nextToken();
                if (!value.isScalarValue()) {
                    throw new MalformedRelease(current, "The field \"" + current + "\" must be plain text.");
                }
                var text = value == JsonToken.VALUE_NULL ? "" : parser.getText();
                if (fields.put(current, text) != null) {
                    throw new MalformedRelease(current, "The field \"" + current + "\" is given twice.");
                }
            }
            return fields;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr() + 1;
            var place = current.equals(BLOCK) ? "" : ", at or after the field \"" + current + "\"";
            throw new MalformedRelease(
                    current,
                    "The front matter cannot be read near line " + line + place
                            + ". Put a text with a colon or a bracket in quotes.",
                    e);
        } catch (IOException e) {
            throw new MalformedRelease(current, "The front matter cannot be read.", e);
        }
    }

    private static LocalDateTime releaseAt(String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return LocalDateTime.parse(value.trim().replace(' ', 'T'));
        } catch (DateTimeParseException e) {
            throw new MalformedRelease(
                    "release_at",
                    "The field \"release_at\" must be a local date and time such as 2026-12-01T09:30, not \"" + value
                            + "\".",
                    e);
        }
    }
}
