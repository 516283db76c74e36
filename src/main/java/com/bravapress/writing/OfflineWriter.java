package com.bravapress.writing;

import io.vertx.core.Future;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Drafts without any network, always the same for the same brief: it orders the customer's own words into a release's
 * shape and puts a bracket where something is missing, which rule E13 then refuses.
 */
public final class OfflineWriter implements Writer {
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("MMMM d, uuuu", Locale.ENGLISH);
    private static final Pattern SENTENCES = Pattern.compile("(?<=[\\p{L}\\p{N})\"”]{2}[.!?])\\s+(?=[\\p{Lu}\"“])");
    private static final Pattern PIECES = Pattern.compile("(?<=\\s)(?=\\S)");
    private static final Pattern QUOTE_MARKS = Pattern.compile("[\"“”«»]");
    private static final Set<String> SMALL = Set.of(
            "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "of", "on", "or", "the", "to",
            "with");
    private static final int ENOUGH_WORDS = 300;

    @Override
    public Future<Draft> draft(Brief brief, Consumer<String> onDelta) {
        var draft = write(brief);
        for (var piece : PIECES.split(draft.content())) {
            onDelta.accept(piece);
        }
        return Future.succeededFuture(draft);
    }

    /** The draft of a brief. */
    static Draft write(Brief brief) {
        var sentences = sentences(ThirdPerson.of(news(brief)));
        var lede = sentences.get(0);
        return new Draft(
                headline(lede, 80),
                summary(brief, lede),
                cut(withoutStop(lede), 100),
                content(brief, lede, sentences.subList(1, sentences.size())));
    }

    private static String news(Brief brief) {
        var company = brief.company().isEmpty() ? "[add: the company's name]" : brief.company();
        if (brief.what().isEmpty()) {
            return company + " [add: what happened].";
        }
        var what = brief.what()
                .replaceFirst("^(?:[Ww]e|[Oo]ur company|[Tt]he company)\\s+", "")
                .replaceAll("\\s+", " ");
        if (what.regionMatches(true, 0, company, 0, company.length())) {
            return stop(what);
        }
        var first = what.split(" ")[0];
        boolean verb = !Set.of("new", "news").contains(first.toLowerCase(Locale.ROOT))
                && first.matches(
                        "(?i)(?:is|has|will|was|\\p{L}{2,20}(?:ed|s)|won|built|made|began|bought|sold|put|set|grew|found|led)");
        return stop(company
                + (verb
                        ? " " + lowerFirst(what)
                        : " announces " + (Set.of("A", "An", "The", "New").contains(first) ? lowerFirst(what) : what)));
    }

    private static String content(Brief brief, String lede, List<String> more) {
        var body = new ArrayList<String>();
        body.add(dateline(brief) + " — " + lede);
        if (!more.isEmpty()) {
            body.add(String.join(" ", more));
        }
        facts(brief, body);
        body.add(1 + (body.size() > 2 ? 1 : 0), quotation(brief));
        int paragraphs = body.size();
        var company = brief.company().isEmpty() ? "[add: the company's name]" : brief.company();
        body.add("About " + company);
        body.add(
                brief.about().isEmpty()
                        ? "[add: two or three sentences about the company]"
                        : stop(ThirdPerson.of(brief.about())));
        body.add("Media contact: " + contact(brief));
        if (Markdown.wordCount(String.join("\n\n", body)) < ENOUGH_WORDS) {
            body.add(paragraphs, "[add: more facts, such as figures, dates, people concerned and what happens next]");
        }
        return String.join("\n\n", body);
    }

    private static void facts(Brief brief, List<String> body) {
        var facts = new ArrayList<String>();
        statement(facts, "It concerns ", brief.who());
        statement(facts, "The reason: ", brief.why());
        if (date(brief.when()) == null) {
            statement(facts, "The timing: ", brief.when());
        }
        if (!place(brief.where())) {
            statement(facts, "The place: ", brief.where());
        }
        if (!facts.isEmpty()) {
            body.add(String.join(" ", facts));
        }
        for (var paragraph : brief.notes().split("\\n\\s*\\n")) {
            var text = ThirdPerson.of(paragraph
                            .replaceAll("(?m)^\\s*[-*•]\\s+", "")
                            .replaceAll("(?<=[\\p{L}\\p{N}])\\s*\\n\\s*(?=\\p{Lu})", ". "))
                    .replaceAll("\\s+", " ")
                    .strip();
            if (!text.isEmpty()) {
                body.add(stop(text));
            }
        }
    }

    private static void statement(List<String> facts, String lead, String words) {
        if (!words.isEmpty()) {
            var text = ThirdPerson.of(words).replaceAll("\\s+", " ");
            boolean sentence = text.matches(".{12,}[.!?]") && Character.isUpperCase(text.charAt(0));
            facts.add(sentence ? text : stop(lead + text));
        }
    }

    private static String quotation(Brief brief) {
        if (brief.quote().isEmpty()) {
            return "[add: a quote from a named person]";
        }
        var words = QUOTE_MARKS
                .matcher(brief.quote())
                .replaceAll("")
                .replaceAll("\\s+", " ")
                .strip();
        var speaker =
                brief.quoteBy().isEmpty() ? "[add: the speaker's name and job title]" : withoutStop(brief.quoteBy());
        var parts = sentences(words);
        var first = parts.get(0);
        var opening = first.endsWith("?") || first.endsWith("!") ? first : withoutStop(first) + ",";
        var rest = parts.size() == 1 ? "" : " \"" + stop(String.join(" ", parts.subList(1, parts.size()))) + "\"";
        return "\"" + opening + "\" said " + speaker + "." + rest;
    }

    private static String contact(Brief brief) {
        var name = brief.contactName().isEmpty() ? "[add: the contact's name]" : brief.contactName();
        var phone = brief.contactPhone().isEmpty() ? "[add: the contact's phone]" : brief.contactPhone();
        return name + ", " + phone + (brief.website().isEmpty() ? "" : ", " + brief.website());
    }

    private static String dateline(Brief brief) {
        var date = date(brief.when());
        var day = date == null ? "[add: the date]" : LONG.format(date);
        if (!place(brief.where())) {
            return "[add: city and state], " + day;
        }
        var parts = brief.where().split("\\s*,\\s*", 2);
        return parts[0].toUpperCase(Locale.ROOT) + ", " + parts[1] + ", " + day;
    }

    private static boolean place(String where) {
        return where.matches("\\p{Lu}[\\p{L} .'’-]{1,40},\\s*\\p{Lu}[\\p{L} .]{1,40}");
    }

    private static LocalDate date(String when) {
        for (var format : List.of(DateTimeFormatter.ISO_LOCAL_DATE, LONG)) {
            try {
                return LocalDate.parse(when, format);
            } catch (DateTimeParseException e) {
                // Not in this form: the next one, and in the end the customer's words as they are.
            }
        }
        return null;
    }

    private static String summary(Brief brief, String lede) {
        var extra = !brief.why().isEmpty() ? brief.why() : !brief.who().isEmpty() ? brief.who() : brief.where();
        if (extra.isEmpty()) {
            return "[add: one sentence that says more than the headline]";
        }
        return cut(withoutStop(lede), 90) + ": " + cut(withoutStop(ThirdPerson.of(extra)), 66) + ".";
    }

    private static String headline(String sentence, int most) {
        var words = cut(withoutStop(sentence), most).split(" ");
        for (int i = 1; i < words.length; i++) {
            boolean plain = words[i].matches("\\p{Ll}[\\p{L}'’-]*,?");
            if (plain && !SMALL.contains(words[i])) {
                words[i] = words[i].substring(0, 1).toUpperCase(Locale.ROOT) + words[i].substring(1);
            }
        }
        return String.join(" ", words);
    }

    private static List<String> sentences(String text) {
        return List.of(SENTENCES.split(text.strip()));
    }

    // A placeholder is never cut in two: half of one would not be recognised.
    private static String cut(String text, int most) {
        if (text.length() <= most || text.contains("[")) {
            return text;
        }
        int space = text.lastIndexOf(' ', most);
        var kept = text.substring(0, space > most / 2 ? space : most);
        while (kept.contains(" ") && SMALL.contains(kept.substring(kept.lastIndexOf(' ') + 1))) {
            kept = kept.substring(0, kept.lastIndexOf(' '));
        }
        return kept.replaceFirst("[,;:\\s]+$", "");
    }

    private static String stop(String text) {
        return text.matches("(?s).*[.!?\\]]") ? text : text + ".";
    }

    private static String withoutStop(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static String lowerFirst(String text) {
        var first = text.split(" ")[0];
        boolean plain = first.matches("\\p{Lu}?\\p{Ll}*");
        return plain ? text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1) : text;
    }
}
