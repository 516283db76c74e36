package com.bravapress.writing;

import java.util.ArrayList;
import java.util.List;

/** Words as a person counts them: runs between spaces or dashes that hold a letter or a digit. */
public final class Words {
    /** One word and its place, in UTF-16 units. */
    public record Word(String text, int start, int end) {}

    private Words() {}

    /** How many words a text has. */
    public static int count(String text) {
        return in(text, 0, text.length()).size();
    }

    /** The words of a text. */
    public static List<Word> of(String text) {
        return in(text, 0, text.length());
    }

    /** The words between two offsets, without the punctuation around them. */
    public static List<Word> in(String text, int from, int to) {
        var words = new ArrayList<Word>();
        int at = from;
        while (at < to) {
            while (at < to && parts(text.charAt(at))) {
                at++;
            }
            int start = at;
            while (at < to && !parts(text.charAt(at))) {
                at++;
            }
            int end = at;
            while (start < end && !inner(text, start)) {
                start++;
            }
            while (end > start && !inner(text, end - 1)) {
                end--;
            }
            if (start < end) {
                words.add(new Word(text.substring(start, end), start, end));
            }
        }
        return words;
    }

    private static boolean parts(char c) {
        return Character.isWhitespace(c) || c == '\u00A0' || c == '—' || c == '–';
    }

    private static boolean inner(String text, int at) {
        char c = text.charAt(at);
        if (Character.isLowSurrogate(c) && at > 0 && Character.isHighSurrogate(text.charAt(at - 1))) {
            return Character.isLetterOrDigit(text.codePointAt(at - 1));
        }
        return Character.isLetterOrDigit(text.codePointAt(at));
    }
}
