package com.bravapress.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads HTML as a browser's tokeniser does, as far as needed to see what in it would run or load something. */
final class Html {
    private static final Pattern TAG = Pattern.compile(
            "<!-->|<!--->|<!--.*?-->|<(/?[a-zA-Z][^\\s/>]*)((?:[\\s/]+|[^\\s/>=]+(?:\\s*=\\s*(?:\"[^\"]*\"|'[^']*'|[^\\s>\"']*))?)*)>?",
            Pattern.DOTALL);
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([^\\s/>=]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^\\s>]*)))?");
    private static final Set<String> FOREIGN = Set.of(
            "iframe", "object", "embed", "base", "math", "style", "frame", "applet", "noscript", "xmp", "plaintext");
    /** The one such element of ours; anything else of its kind came from somewhere else. */
    private static final String OUR_NOSCRIPT = "<noscript><p class=\"soft small reload-line\">";

    private static final Set<String> ADDRESSES = Set.of("href", "src", "action", "formaction", "xlink:href", "data");

    private Html() {}

    /** What would run, load or lead somewhere that our own pages never do; empty for a harmless page. */
    static List<String> dangers(String html) {
        List<String> found = new ArrayList<>();
        Matcher tag = TAG.matcher(html.replace(OUR_NOSCRIPT, "<p>"));
        while (tag.find()) {
            if (tag.group(1) != null) {
                of(tag.group(1).toLowerCase(Locale.ROOT), tag.group(2), found);
            }
        }
        return found;
    }

    private static void of(String name, String attributes, List<String> found) {
        if (FOREIGN.contains(name)) {
            found.add("<" + name + ">");
        }
        boolean ownScript = false;
        Matcher attribute = ATTRIBUTE.matcher(attributes);
        while (attribute.find()) {
            String key = attribute.group(1).toLowerCase(Locale.ROOT);
            String value = value(attribute);
            if (key.startsWith("on") || key.equals("style") || key.equals("srcdoc") || key.equals("http-equiv")) {
                found.add("<" + name + " " + key + "=" + value + ">");
            }
            if (ADDRESSES.contains(key) && value.matches("(javascript|vbscript|data):(?!image/).*")) {
                found.add("<" + name + " " + key + "=" + value + ">");
            }
            if (name.equals("img") && key.equals("src") && !value.startsWith("/")) {
                found.add("<img src=" + value + ">");
            }
            ownScript |= key.equals("src") && value.startsWith("/assets/");
        }
        if (name.equals("script") && !ownScript) {
            found.add("<script>");
        }
    }

    /** Decoded and without what browsers drop before they look at the scheme. */
    private static String value(Matcher attribute) {
        for (int group = 2; group <= 4; group++) {
            if (attribute.group(group) != null) {
                String text =
                        attribute.group(group).replaceAll("(?i)&colon;", ":").replaceAll("(?i)&(tab|newline);", "");
                return Pattern.compile("&#(x?)([0-9a-fA-F]+);?")
                        .matcher(text)
                        .replaceAll(code -> Matcher.quoteReplacement(Character.toString(
                                Integer.parseInt(code.group(2), code.group(1).isEmpty() ? 10 : 16))))
                        .replaceAll("[\\x00-\\x20]", "")
                        .toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }
}
