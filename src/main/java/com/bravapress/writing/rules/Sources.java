package com.bravapress.writing.rules;

/** Where the rules come from; wire-and-editorial.md §2.1–2.3 lists them all. */
final class Sources {
    static final String WIRE_PRICING = "https://www.einpresswire.com/pricing";
    static final String WIRE_GUIDELINES = "https://wildfires.einnews.com/editorial_guidelines";
    static final String WIRE_FORM = "https://www.einpresswire.com/press-releases/edit";
    static final String SIBLING_GUIDELINES = "https://www.affinitygrouppublishing.com/legal/editorial-guidelines";
    static final String TERMS = "/legal/terms";
    static final String PRWEB = "http://service.prweb.com/learning/article/editorial-guidelines/";
    static final String NEWSWIRE = "https://newswire.com/content/guidelines";
    static final String HEADLINE = "https://prsa.org/article/what-s-the-best-press-release-headline-length";
    static final String HEADLINE_MARKS = "http://www.iptvnewswire.com/editorial-guidelines.php";
    static final String SUMMARY = "https://conversion-hub.com/blog/press-releases/editorial-guidelines-news-releases/";
    static final String LEDE = "https://dev.kisspr.com/?p=4633";
    static final String BOILERPLATE = "https://pressreleasesubmit.com/guidelines";
    static final String DATELINE = "https://www.newswire.com/blog/how-to-format-a-press-release-dateline-with-ap-style";
    static final String LINKS =
            "https://searchengineland.com/google-links-in-a-press-release-should-be-nofollowed-like-advertisements-168339";
    static final String REJECTIONS =
            "http://help.prnews.io/en/articles/4231087-my-press-release-was-sent-to-draft-by-moderator-how-can-i-get-to-know-why";

    private Sources() {}
}
