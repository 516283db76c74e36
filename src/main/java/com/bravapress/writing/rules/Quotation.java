package com.bravapress.writing.rules;

import com.bravapress.writing.Prose;
import java.util.ArrayList;
import java.util.List;

/**
 * Words between quotation marks, straight or curly, as offsets into the prose.
 *
 * @param closed false when the closing mark is missing from the paragraph
 */
record Quotation(int start, int end, boolean closed, Prose.Block block) {

    static List<Quotation> in(Prose prose) {
        var quotations = new ArrayList<Quotation>();
        var text = prose.text();
        for (var block : prose.blocks()) {
            int open = -1;
            char mark = 0;
            for (int i = block.start(); i < block.end(); i++) {
                char c = text.charAt(i);
                if (open < 0) {
                    if (opens(text, i, block)) {
                        open = i;
                        mark = c;
                    }
                } else if (closes(text, i, mark, block)) {
                    quotations.add(new Quotation(open, i + 1, true, block));
                    open = -1;
                }
            }
            if (open >= 0) {
                quotations.add(new Quotation(open, block.end(), false, block));
            }
        }
        return quotations;
    }

    private static boolean opens(String text, int at, Prose.Block block) {
        char c = text.charAt(at);
        if (c == '"') {
            // 12" is twelve inches.
            return at == block.start() || !Character.isDigit(text.charAt(at - 1));
        }
        if (c == '‘') {
            // ‘90s is a decade; a single mark counts only when its partner exists.
            return at + 1 < block.end()
                    && Character.isLetter(text.charAt(at + 1))
                    && singleClose(text, at + 1, Math.min(block.end(), at + 600)) > 0;
        }
        return c == '“' || c == '«' || c == '„';
    }

    private static int singleClose(String text, int from, int end) {
        for (int i = from; i < end; i++) {
            if (endsSingle(text, i, end)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean endsSingle(String text, int at, int end) {
        return text.charAt(at) == '’' && (at + 1 >= end || !Character.isLetterOrDigit(text.charAt(at + 1)));
    }

    private static boolean closes(String text, int at, char mark, Prose.Block block) {
        char c = text.charAt(at);
        return switch (mark) {
            case '‘' -> endsSingle(text, at, block.end());
            case '«' -> c == '»';
            case '„' -> c == '“' || c == '”';
            default -> c == '"' || c == '”';
        };
    }
}
