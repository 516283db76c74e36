package com.bravapress.writing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/**
 * What a reader reads of a field, with the way back to its source: Markdown marks are gone, so that {@code pay**day}
 * cannot hide a word, and every character still knows its UTF-16 offset in the field.
 */
public final class Prose {
    /** A paragraph, heading or code block, as offsets into {@link #text()}. */
    public record Block(int start, int end, boolean heading) {}

    /** A link or image written in Markdown; offsets into the source. */
    public record Reference(String url, String text, int start, int end, boolean image) {}

    private final String source;
    private final String text;
    private final int[] places;
    private final List<Block> blocks;
    private final List<Reference> references;

    private Prose(String source, String text, int[] places, List<Block> blocks, List<Reference> references) {
        this.source = source;
        this.text = text;
        this.places = places;
        this.blocks = blocks;
        this.references = references;
    }

    /** Reads a plain field: one block, each character in its own place. */
    public static Prose ofPlain(String source) {
        var places = new int[source.length()];
        Arrays.setAll(places, i -> i);
        return new Prose(source, source, places, List.of(new Block(0, source.length(), false)), List.of());
    }

    /** Reads a Markdown field. */
    public static Prose ofMarkdown(String source) {
        var reader = new Reader(source.length());
        Markdown.parse(source).accept(reader);
        return new Prose(
                source,
                reader.text.toString(),
                Arrays.copyOf(reader.places, reader.text.length()),
                List.copyOf(reader.blocks),
                List.copyOf(reader.references));
    }

    /** The prose alone; wrapped lines are joined by a space, blocks separated by an empty line. */
    public String text() {
        return text;
    }

    /** The paragraphs, headings and code blocks in order. */
    public List<Block> blocks() {
        return blocks;
    }

    /** The text of one block. */
    public String text(Block block) {
        return text.substring(block.start(), block.end());
    }

    /** The links and images. */
    public List<Reference> references() {
        return references;
    }

    /** Where a prose range starts in the source. */
    public int sourceStart(int start) {
        return start < places.length ? places[start] : source.length();
    }

    /** Where a prose range ends in the source. */
    public int sourceEnd(int start, int end) {
        if (end <= start || places.length == 0) {
            return sourceStart(start);
        }
        int last = places[Math.min(end, places.length) - 1];
        return Math.min(source.length(), Math.max(sourceStart(start), last) + 1);
    }

    private static final class Reader extends AbstractVisitor {
        private final int length;
        private final StringBuilder text = new StringBuilder();
        private int[] places = new int[256];
        private final List<Block> blocks = new ArrayList<>();
        private final List<Reference> references = new ArrayList<>();

        Reader(int length) {
            this.length = length;
        }

        private void add(char c, int place) {
            if (text.length() == places.length) {
                places = Arrays.copyOf(places, places.length * 2);
            }
            places[text.length()] = Math.max(0, Math.min(place, length - 1));
            text.append(c);
        }

        private void add(String literal, int start, int end) {
            for (int i = 0; i < literal.length(); i++) {
                add(literal.charAt(i), Math.min(start + i, Math.max(start, end - 1)));
            }
        }

        private void add(String literal, Node node) {
            add(literal, start(node), end(node));
        }

        // Line breaks carry no span: they follow what was read last.
        private int start(Node node) {
            var spans = node.getSourceSpans();
            return spans.isEmpty()
                    ? (text.length() == 0 ? 0 : places[text.length() - 1] + 1)
                    : spans.get(0).getInputIndex();
        }

        private int end(Node node) {
            var spans = node.getSourceSpans();
            if (spans.isEmpty()) {
                return start(node) + 1;
            }
            var last = spans.get(spans.size() - 1);
            return last.getInputIndex() + last.getLength();
        }

        private void block(Node node, boolean heading, Runnable inside) {
            if (text.length() > 0) {
                add("\n\n", start(node), start(node));
            }
            int from = text.length();
            inside.run();
            if (text.length() > from) {
                blocks.add(new Block(from, text.length(), heading));
            }
        }

        @Override
        public void visit(Paragraph paragraph) {
            block(paragraph, false, () -> visitChildren(paragraph));
        }

        @Override
        public void visit(Heading heading) {
            block(heading, true, () -> visitChildren(heading));
        }

        @Override
        public void visit(FencedCodeBlock code) {
            block(code, false, () -> lines(code));
        }

        @Override
        public void visit(IndentedCodeBlock code) {
            block(code, false, () -> lines(code));
        }

        @Override
        public void visit(HtmlBlock html) {
            block(html, false, () -> add(html.getLiteral().replaceAll("<[^<>]{0,500}>", " "), html));
        }

        private void lines(Node node) {
            var literal = node instanceof FencedCodeBlock fenced
                    ? fenced.getLiteral()
                    : ((IndentedCodeBlock) node).getLiteral();
            add(literal.stripTrailing(), node);
        }

        @Override
        public void visit(Text node) {
            add(node.getLiteral(), node);
        }

        @Override
        public void visit(Code code) {
            int extra = Math.max(0, end(code) - start(code) - code.getLiteral().length()) / 2;
            add(code.getLiteral(), start(code) + extra, end(code) - extra);
        }

        @Override
        public void visit(SoftLineBreak lineBreak) {
            add(" ", lineBreak);
        }

        @Override
        public void visit(HardLineBreak lineBreak) {
            add("\n", lineBreak);
        }

        @Override
        public void visit(Link link) {
            int from = text.length();
            visitChildren(link);
            references.add(new Reference(link.getDestination(), text.substring(from), start(link), end(link), false));
        }

        @Override
        public void visit(Image image) {
            int from = text.length();
            visitChildren(image);
            references.add(new Reference(image.getDestination(), text.substring(from), start(image), end(image), true));
        }
    }
}
