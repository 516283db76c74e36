package com.bravapress.wire.pages;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        open();
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

    /** Every release that the list shows. */
    List<Listed> all() {
        open();
        Locator rows = tab.all(Spot.MY_RELEASES_ROW);
        int count = tab.guarded("reading the list of releases", rows::count);
        List<Listed> listed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Locator row = rows.nth(i);
            listed.add(new Listed(
                    text(row, Spot.MY_RELEASES_ROW_ID),
                    status(text(row, Spot.MY_RELEASES_ROW_STATUS)),
                    article(row),
                    reason(row),
                    link(row, Spot.MY_RELEASES_ROW_REPORT)));
        }
        return listed;
    }

    /** The id of a draft with this headline, if the list has one. */
    Optional<String> draft(String headline) {
        open();
        Locator rows = tab.all(Spot.MY_RELEASES_ROW).filter(new Locator.FilterOptions().setHasText(headline));
        int count = tab.guarded("reading the list of releases", rows::count);
        for (int i = 0; i < count; i++) {
            if (status(text(rows.nth(i), Spot.MY_RELEASES_ROW_STATUS)).equals(DRAFT)) {
                return Optional.of(text(rows.nth(i), Spot.MY_RELEASES_ROW_ID)).filter(id -> id.matches("\\d+"));
            }
        }
        return Optional.empty();
    }

    private void open() {
        tab.open(tab.selectors.path("my_releases"));
        tab.mustBeSignedIn();
        tab.doing(
                "reading the list of releases",
                () -> tab.find(Spot.MY_RELEASES_TABLE).isVisible());
    }

    private String reason(Locator row) {
        Locator words = row.locator(tab.selectors.any(Spot.MY_RELEASES_ROW_REASON));
        String text = tab.guarded(
                "reading the reason",
                () -> words.count() == 0 ? "" : words.first().innerText().strip());
        return text.isEmpty() ? null : text;
    }

    private String text(Locator row, Spot spot) {
        Locator cell = tab.within(row, spot);
        return tab.guarded("reading " + spot.key(), () -> cell.innerText().strip());
    }

    private String article(Locator row) {
        return link(row, Spot.MY_RELEASES_ROW_ARTICLE);
    }

    private String link(Locator row, Spot spot) {
        Locator link = row.locator(tab.selectors.any(spot));
        return tab.guarded(
                "reading " + spot.key(),
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
