package com.bravapress.wire.pages;

/** The preview of a draft. */
final class PreviewPage {
    private final Tab tab;

    PreviewPage(Tab tab) {
        this.tab = tab;
    }

    /** Checks that it shows this headline. */
    void check(String headline) {
        tab.doing("reading the preview", () -> tab.find(Spot.PREVIEW_NEXT).isVisible());
        String text = tab.guarded(
                "reading the preview", () -> tab.page().locator("body").innerText());
        if (!flat(text).contains(flat(headline))) {
            throw WireFailure.lost("The preview does not show the headline");
        }
    }

    /** Goes on to the distribution. */
    void next() {
        tab.follow(Spot.PREVIEW_NEXT);
        tab.mustBeSignedIn();
    }

    private static String flat(String text) {
        return text.replaceAll("\\s+", " ").strip().toLowerCase(java.util.Locale.ROOT);
    }
}
