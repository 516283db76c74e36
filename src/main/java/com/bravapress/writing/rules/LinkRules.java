package com.bravapress.writing.rules;

import static com.bravapress.writing.rules.Field.CONTENT;

import com.bravapress.writing.Prose;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Links and pictures: E07, E08, E09, W16. */
final class LinkRules {
    private static final Pattern BARE = Pattern.compile("(?i)(?<![\\w/@])(?:https?://|www\\.)[^\\s<>\"”]{1,2000}");
    private static final Pattern VIDEO =
            Pattern.compile("(?i)https?://(?:www\\.)?(?:youtube\\.com|youtu\\.be|vimeo\\.com)/");
    private static final Pattern PICTURE = Pattern.compile("(?i).{1,2000}\\.(?:jpe?g|png|gif)(?:\\?.{0,500})?");
    private static final Set<String> SHORTENERS = Terms.words("shorteners");

    static final List<Rule> ALL = List.of(
            Rule.error(
                    "E07",
                    "One link for every 100 words, and three with a text of their own.",
                    Sources.PRWEB,
                    (m, marks) -> {
                        var links = links(m);
                        int most = Math.max(1, m.words().size() / 100);
                        links.stream()
                                .skip(most)
                                .forEach(link -> marks.at(
                                        CONTENT,
                                        link.start(),
                                        link.end(),
                                        "Too many links: " + links.size() + " where this length allows " + most + ".",
                                        "Keep the most useful ones, about one for every 100 words."));
                        links.stream()
                                .filter(link -> !link.text().equals(link.url()))
                                .skip(m.limits().anchors())
                                .forEach(link -> marks.at(
                                        CONTENT,
                                        link.start(),
                                        link.end(),
                                        "More than " + m.limits().anchors() + " linked texts.",
                                        "The wire takes " + m.limits().anchors()
                                                + "; write the others without a link."));
                    }),
            Rule.error(
                    "E08",
                    "Links are complete http or https addresses, not shortened.",
                    Sources.NEWSWIRE,
                    (m, marks) -> {
                        links(m).forEach(link -> judge(marks, CONTENT, link.start(), link.end(), link.url()));
                        var website = m.release().websiteUrl();
                        if (!website.isBlank()) {
                            judge(marks, Field.WEBSITE_URL, 0, website.length(), website.strip());
                        }
                    }),
            Rule.error(
                    "E09",
                    "Pictures and videos within the package, as jpeg, png or gif.",
                    Sources.WIRE_PRICING,
                    (m, marks) -> {
                        var images = m.body().references().stream()
                                .filter(Prose.Reference::image)
                                .toList();
                        images.stream()
                                .skip(m.limits().images())
                                .forEach(image -> marks.at(
                                        CONTENT,
                                        image.start(),
                                        image.end(),
                                        "More images than the package's "
                                                + m.limits().images() + ".",
                                        "Remove it, or choose a larger package."));
                        images.stream()
                                .filter(image -> !PICTURE.matcher(image.url()).matches())
                                .forEach(image -> marks.at(
                                        CONTENT,
                                        image.start(),
                                        image.end(),
                                        "This image is no jpeg, png or gif.",
                                        "Use a picture in one of these formats."));
                        links(m).stream()
                                .filter(link -> VIDEO.matcher(link.url()).lookingAt())
                                .skip(m.limits().videos())
                                .forEach(link -> marks.at(
                                        CONTENT,
                                        link.start(),
                                        link.end(),
                                        "More videos than the package's "
                                                + m.limits().videos() + ".",
                                        "Remove this one."));
                    }),
            Rule.warning("W16", "Each linked text is used once.", Sources.LINKS, (m, marks) -> {
                var seen = new HashMap<String, Boolean>();
                for (var link : links(m)) {
                    if (seen.put(link.text().toLowerCase(Locale.ROOT), true) != null) {
                        marks.at(
                                CONTENT,
                                link.start(),
                                link.end(),
                                "\"" + link.text() + "\" is linked twice.",
                                "Link it once.");
                    }
                }
            }));

    private LinkRules() {}

    private static List<Prose.Reference> links(Manuscript m) {
        var links = new ArrayList<Prose.Reference>();
        m.body().references().stream().filter(link -> !link.image()).forEach(links::add);
        BARE.matcher(m.body().text()).results().forEach(match -> {
            var url = match.group().replaceFirst("[.,;:!?)'’]{1,20}$", "");
            int start = m.body().sourceStart(match.start());
            int end = m.body().sourceEnd(match.start(), match.start() + url.length());
            if (links.stream().noneMatch(link -> link.start() <= start && start < link.end())) {
                links.add(new Prose.Reference(url, url, start, end, false));
            }
        });
        links.sort((a, b) -> Integer.compare(a.start(), b.start()));
        return links;
    }

    private static void judge(Marks marks, Field field, int start, int end, String url) {
        if (url.regionMatches(true, 0, "mailto:", 0, 7)) {
            marks.at(field, start, end, "A link to an e-mail address.", "Leave the address to the contact field.");
            return;
        }
        var full = field == CONTENT && url.regionMatches(true, 0, "www.", 0, 4) ? "https://" + url : url;
        try {
            var uri = new URI(full);
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            var host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                marks.at(
                        field,
                        start,
                        end,
                        "\"" + url + "\" is not a web address.",
                        "Write it in full, like https://company.com.");
            } else if (!host.contains(".") || uri.getUserInfo() != null) {
                marks.at(
                        field,
                        start,
                        end,
                        "\"" + url + "\" is malformed.",
                        "Write it in full, like https://company.com.");
            } else if (SHORTENERS.contains(host.startsWith("www.") ? host.substring(4) : host)) {
                marks.at(field, start, end, "\"" + url + "\" is a shortened link.", "Use the address it leads to.");
            }
        } catch (URISyntaxException e) {
            marks.at(field, start, end, "\"" + url + "\" is malformed.", "Write it in full, like https://company.com.");
        }
    }
}
