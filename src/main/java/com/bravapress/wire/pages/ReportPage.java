package com.bravapress.wire.pages;

import com.bravapress.releases.Outlet;
import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;

/** The distribution report of one release. */
final class ReportPage {
    private static final int MOST = 500;

    private final Tab tab;

    ReportPage(Tab tab) {
        this.tab = tab;
    }

    /** The outlets it lists, at most 500; its table must be there, a report without rows is not finished yet. */
    List<Outlet> read(String url) {
        tab.openUrl(url);
        tab.mustBeSignedIn();
        tab.doing("reading the report", () -> tab.find(Spot.REPORT_TABLE).isVisible());
        Locator rows = tab.all(Spot.REPORT_ROW);
        int count = Math.min(MOST, tab.guarded("reading the report", rows::count));
        List<Outlet> outlets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Locator row = rows.nth(i);
            Locator link = row.locator(tab.selectors.any(Spot.REPORT_ROW_LINK));
            String href = tab.guarded(
                    "reading an outlet's link",
                    () -> link.count() == 0 ? null : String.valueOf(link.first().evaluate("a => a.href")));
            Locator name = tab.within(row, Spot.REPORT_ROW_OUTLET);
            outlets.add(Outlet.read(tab.guarded("reading an outlet", name::innerText), href));
        }
        return outlets;
    }
}
