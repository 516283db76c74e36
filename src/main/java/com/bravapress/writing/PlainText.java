package com.bravapress.writing;

import java.util.ArrayDeque;
import java.util.Deque;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** Writes a parsed body as the plain text a wire's form takes. */
final class PlainText extends AbstractVisitor {
    private final StringBuilder out = new StringBuilder();
    private final Deque<Integer> numbers = new ArrayDeque<>();

    static String of(Node document) {
        var writer = new PlainText();
        document.accept(writer);
        return writer.out.toString().strip();
    }

    /** The address without scheme and closing slash, as people write it. */
    static String bare(String url) {
        var bare = url.replaceFirst("(?i)^(?:https?://|mailto:)", "").replaceFirst("(?i)^www\\.", "");
        return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
    }

    private void endBlock() {
        while (out.length() > 0 && out.charAt(out.length() - 1) == '\n') {
            out.setLength(out.length() - 1);
        }
        out.append("\n\n");
    }

    @Override
    public void visit(Paragraph paragraph) {
        visitChildren(paragraph);
        endBlock();
    }

    @Override
    public void visit(Heading heading) {
        visitChildren(heading);
        endBlock();
    }

    @Override
    public void visit(BlockQuote quote) {
        visitChildren(quote);
    }

    @Override
    public void visit(BulletList list) {
        numbers.push(Integer.MIN_VALUE);
        visitChildren(list);
        numbers.pop();
        endBlock();
    }

    @Override
    public void visit(OrderedList list) {
        numbers.push(list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber());
        visitChildren(list);
        numbers.pop();
        endBlock();
    }

    @Override
    public void visit(ListItem item) {
        int number = numbers.pop();
        boolean bullet = number == Integer.MIN_VALUE;
        out.append(bullet ? "- " : number + ". ");
        numbers.push(bullet ? number : number + 1);
        visitChildren(item);
        while (out.length() > 0 && out.charAt(out.length() - 1) == '\n') {
            out.setLength(out.length() - 1);
        }
        out.append('\n');
    }

    @Override
    public void visit(Link link) {
        int from = out.length();
        visitChildren(link);
        var text = out.substring(from);
        var url = link.getDestination();
        if (text.isBlank() || bare(text).equalsIgnoreCase(bare(url))) {
            out.setLength(from);
            out.append(url.regionMatches(true, 0, "mailto:", 0, 7) ? url.substring(7) : url);
        } else if (!url.isBlank()) {
            out.append(" (").append(url).append(')');
        }
    }

    @Override
    public void visit(Image image) {
        visitChildren(image);
    }

    @Override
    public void visit(Text text) {
        out.append(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        out.append(code.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock block) {
        out.append(block.getLiteral());
        endBlock();
    }

    @Override
    public void visit(IndentedCodeBlock block) {
        out.append(block.getLiteral());
        endBlock();
    }

    @Override
    public void visit(HtmlInline html) {
        out.append(html.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
        out.append(html.getLiteral());
        endBlock();
    }

    @Override
    public void visit(SoftLineBreak lineBreak) {
        out.append(' ');
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        out.append('\n');
    }
}
