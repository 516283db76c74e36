package com.bravapress.wire.pages;

import com.microsoft.playwright.Locator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** "My Press Releases": the positive proof that the wire has a release. */
final class MyReleasesPage {
    static final String DRAFT = "draft";
    private static final Set<String> SUBMITTED = Set.of("in_review", "on_hold", "rejected", "scheduled", "published");

    private final Tab tab;

    MyReleasesPage(Tab tab) {
        this.tab = tab;
    }

    /** The release of this id with its status; no id when the list is there and does not have it. */
    Findings find(String id) {
        tab.open(tab.selectors.path("my_releases"));
        tab.mustBeSignedIn();
        tab.doing(
                "reading the list of releases",
                () -> tab.find(Spot.MY_RELEASES_TABLE).isVisible());
        Locator rows = tab.all(Spot.MY_RELEASES_ROW)
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("(^|\\D)" + id + "(\\D|$)")));
        int count = tab.guarded("reading the list of releases", rows::count);
        for (int i = 0; i < count; i++) {
            Locator row = rows.nth(i);
            if (text(row, Spot.MY_RELEASES_ROW_ID).equals(id)) {
                return new Findings(id, status(text(row, Spot.MY_RELEASES_ROW_STATUS)), article(row), 0);
            }
        }
        return Findings.NONE;
    }

    private String text(Locator row, Spot spot) {
        Locator cell = tab.within(row, spot);
        return tab.guarded("reading " + spot.key(), () -> cell.innerText().strip());
    }

    private String article(Locator row) {
        Locator link = row.locator(tab.selectors.any(Spot.MY_RELEASES_ROW_ARTICLE));
        return tab.guarded(
                "reading the article's address",
                () -> link.count() == 0 ? null : String.valueOf(link.first().evaluate("a => a.href")));
    }

    /** "In Review" → {@code in_review}; an unknown word means that the site has changed. */
    static String status(String label) {
        String word = label.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
        String first = word.lines().findFirst().orElse("");
        if (first.startsWith(DRAFT) || first.equals("not_submitted")) {
            return DRAFT;
        }
        return SUBMITTED.stream()
                .filter(first::startsWith)
                .findFirst()
                .orElseThrow(() -> WireFailure.lost("The wire calls a release “" + label + "”, which is not known"));
    }
}
