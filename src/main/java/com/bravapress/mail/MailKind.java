package com.bravapress.mail;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The mails there are; each has an HTML and a text template of its name in {@code templates/mail}. */
public enum MailKind {
    /** To the customer: the money has arrived, the release goes to the wire. {@code amount} as shown: {@code $99.00}. */
    PAYMENT_CONFIRMED("public_url", "submission_id", "full_name", "title", "package", "amount"),
    /** To the customer: the wire has the release. Its number at the wire may be given as {@code wire_id}. */
    RELEASE_SUBMITTED("public_url", "submission_id", "full_name", "title"),
    /** To the customer: it could not be submitted. {@code reason} in plain words; the team looks into it. */
    RELEASE_FAILED("public_url", "submission_id", "full_name", "title", "reason"),
    /** To the customer: it is out, at {@code wire_url}. */
    RELEASE_PUBLISHED("public_url", "submission_id", "full_name", "title", "wire_url"),
    /** To the customer: the wire's editors hold or refuse it; {@code reason} in their words. */
    RELEASE_NEEDS_CHANGES("public_url", "submission_id", "full_name", "title", "reason"),
    /** To the customer: its distribution report is there; {@code outlets} is how many places carry it. */
    DISTRIBUTION_REPORT("public_url", "submission_id", "full_name", "title", "outlets"),
    /** To the team: somebody wrote to us on the contact page. */
    CONTACT("public_url", "name", "email", "message"),
    /** To the team: something needs a person. {@code path} is where on the site. */
    ALERT("public_url", "message", "path");

    private final Set<String> needs;

    MailKind(String... needs) {
        this.needs = Set.of(needs);
    }

    /** The name in payloads and templates: {@code payment_confirmed}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<MailKind> named(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    /** Which of the values that its templates need are not there. */
    Set<String> missingFrom(Map<String, ?> model) {
        Set<String> missing = new TreeSet<>(needs);
        missing.removeIf(name -> model.get(name) != null);
        return missing;
    }
}
