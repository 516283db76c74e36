package com.bravapress.writing.rules;

import com.bravapress.writing.PackageLimits;
import com.bravapress.writing.Prose;
import com.bravapress.writing.ReleaseText;
import com.bravapress.writing.Words;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A release made ready for the rules: prose, words, paragraphs and quotations are worked out once. */
final class Manuscript {
    private static final Pattern DATELINE = Pattern.compile("^.{2,80}?\\b\\d{4}\\s{0,3}(?:—|–|--|-)\\s{0,3}");
    private static final Pattern LEGAL_FORM =
            Pattern.compile("(?i)[,\\s]{1,3}(?:inc|llc|ltd|limited|corp|corporation|co|gmbh|plc|s\\.?a|ag|bv)\\.?$");

    private final ReleaseText release;
    private final Instant now;
    private final Map<Field, Prose> prose = new EnumMap<>(Field.class);
    private final Map<Field, List<Quotation>> quotations = new EnumMap<>(Field.class);
    private final List<Words.Word> words;

    Manuscript(ReleaseText release, Instant now) {
        this.release = release;
        this.now = now;
        this.words = Words.of(body().text());
    }

    ReleaseText release() {
        return release;
    }

    Instant now() {
        return now;
    }

    PackageLimits limits() {
        return PackageLimits.of(release.packageType());
    }

    Prose prose(Field field) {
        return prose.computeIfAbsent(
                field, f -> f == Field.CONTENT ? Prose.ofMarkdown(f.of(release)) : Prose.ofPlain(f.of(release)));
    }

    Prose body() {
        return prose(Field.CONTENT);
    }

    /** The words of the body. */
    List<Words.Word> words() {
        return words;
    }

    /** The paragraphs of the body, headings left out. */
    List<Prose.Block> paragraphs() {
        return body().blocks().stream().filter(block -> !block.heading()).toList();
    }

    List<Quotation> quotations(Field field) {
        return quotations.computeIfAbsent(field, f -> Quotation.in(prose(f)));
    }

    boolean quoted(Field field, int at) {
        return quotations(field).stream().anyMatch(q -> q.start() <= at && at < q.end());
    }

    /** Where the first paragraph's own words begin, after a dateline if there is one. */
    int ledeStart(Prose.Block first) {
        var text = body().text(first);
        var matcher = DATELINE.matcher(text.substring(0, Math.min(160, text.length())));
        return first.start() + (matcher.find() ? matcher.end() : 0);
    }

    /** The company's name without its legal form, in small letters. */
    String shortName() {
        return LEGAL_FORM
                .matcher(release.companyName().strip())
                .replaceFirst("")
                .toLowerCase(Locale.ROOT);
    }

    boolean namesCompany(String text) {
        var name = shortName();
        return !name.isEmpty()
                && text.replaceAll("\\s{1,20}", " ").toLowerCase(Locale.ROOT).contains(name);
    }
}
