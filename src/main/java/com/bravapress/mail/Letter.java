package com.bravapress.mail;

import io.vertx.ext.mail.MailMessage;

/**
 * A mail ready to leave.
 *
 * @param id the part of its Message-ID before the @; the same for every attempt, so that a repeat is recognised
 * @param subject made one line here: line breaks in a header would start another header
 * @param text the plain-text alternative
 */
public record Letter(String id, String from, String to, String subject, String text, String html) {
    private static final int LONGEST_SUBJECT = 200;

    /** Makes the subject one line. */
    public Letter {
        subject = oneLine(subject);
    }

    static String oneLine(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_SUBJECT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT - 1)) + "…";
    }

    /** The part of the sender's address after the @. */
    String host() {
        return from.replaceAll(".*@", "").replaceAll("[^A-Za-z0-9.-].*", "");
    }

    MailMessage message() {
        return new MailMessage()
                .setFrom(from)
                .setTo(to)
                .setSubject(subject)
                .setText(text)
                .setHtml(html)
                .addHeader("Message-ID", "<" + id + "@" + host() + ">")
                // RFC 3834 §5: vacation notes are not to answer.
                .addHeader("Auto-Submitted", "auto-generated");
    }
}
