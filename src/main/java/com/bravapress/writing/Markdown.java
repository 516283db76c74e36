package com.bravapress.writing;

import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** The body's Markdown: as safe HTML for the page, as plain text for the wire's form, and counted in words. */
public final class Markdown {
    // Limits on nesting keep the recursive renderers from overflowing the stack on hostile input.
    private static final Parser PARSER = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(20)
            .maxInlineNesting(20)
            .build();
    private static final HtmlRenderer HTML =
            HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build();
    private static final PolicyFactory POLICY = new HtmlPolicyBuilder()
            .allowElements(
                    "p", "br", "strong", "em", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "code", "pre", "a")
            .allowAttributes("href")
            .matching(Pattern.compile("(?i)https?://[^\\s/].*"))
            .onElements("a")
            .allowUrlProtocols("http", "https")
            .requireRelsOnLinks("nofollow", "noopener")
            .toFactory();

    private Markdown() {}

    static Node parse(String markdown) {
        var document = PARSER.parse(markdown);
        document.accept(new Tidy());
        return document;
    }

    /**
     * HTML from an allow-list: paragraphs, emphasis, lists, quotations, h2–h4 and http(s) links with
     * {@code rel="nofollow noopener"}. HTML in the source comes out as visible text and is never executed.
     */
    public static String toHtml(String markdown) {
        return POLICY.sanitize(HTML.render(parse(markdown)));
    }

    /**
     * The text typed into the wire's body field: blocks separated by a blank line, wrapped lines joined, a link as
     * {@code text (url)}, or as its address alone where the text is the address.
     */
    public static String toPlainText(String markdown) {
        return PlainText.of(parse(markdown));
    }

    /** Number of words a reader sees; syntax and link addresses do not count. */
    public static int wordCount(String markdown) {
        return Words.count(Prose.ofMarkdown(markdown).text());
    }

    /** Fits headings into the page's outline, and keeps an end mark {@code ###} from becoming an empty heading. */
    private static final class Tidy extends AbstractVisitor {
        @Override
        public void visit(Heading heading) {
            if (heading.getFirstChild() == null) {
                var mark = new Paragraph();
                var text = new Text("#".repeat(heading.getLevel()));
                mark.appendChild(text);
                mark.setSourceSpans(heading.getSourceSpans());
                text.setSourceSpans(heading.getSourceSpans());
                heading.insertAfter(mark);
                heading.unlink();
                return;
            }
            heading.setLevel(Math.max(2, Math.min(4, heading.getLevel())));
        }
    }
}
