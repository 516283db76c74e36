package com.bravapress.sandbox.wire;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A redesign of the site overnight: ids, and the classes that outsiders hang on, get other names; texts and names stay. */
final class Drift {
    // Text of a person has no bare quotation mark, so only the templates' own attributes match.
    private static final Pattern ATTRIBUTE = Pattern.compile("(?<![\\w-])(id|for|class)=\"([^\"]*)\"");
    private static final Set<String> HOOKS = Set.of(
            "autosave",
            "available-releases",
            "channels-save-choice",
            "close_popup_send",
            "js_confirm_publish",
            "order-number",
            "popup-sure_to_publish",
            "release-headline",
            "release-id",
            "release-reason",
            "release-report",
            "release-status",
            "release-time",
            "report-link",
            "report-outlet");

    private Drift() {}

    static String of(String html) {
        return ATTRIBUTE.matcher(html).replaceAll(match -> Matcher.quoteReplacement(renamed(match)));
    }

    private static String renamed(MatchResult match) {
        String value = match.group(1).equals("class")
                ? Arrays.stream(match.group(2).split(" "))
                        .map(name -> HOOKS.contains(name) || name.startsWith("gtm-") ? name + "-v2" : name)
                        .collect(Collectors.joining(" "))
                : match.group(2) + "-v2";
        return match.group(1) + "=\"" + value + "\"";
    }
}
