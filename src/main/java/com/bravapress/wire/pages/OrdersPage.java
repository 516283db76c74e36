package com.bravapress.wire.pages;

import com.bravapress.jobs.FailureCategory;
import com.microsoft.playwright.Locator;
import java.util.regex.Pattern;

/** The order history: what was really bought. */
final class OrdersPage {
    private final Tab tab;

    OrdersPage(Tab tab) {
        this.tab = tab;
    }

    /** The order with this reference in its notes; no id when the history is there and has none. */
    Findings find(String reference) {
        tab.open(tab.selectors.path("orders"));
        tab.mustBeSignedIn();
        tab.doing("reading the order history", () -> tab.find(Spot.ORDERS_TABLE).isVisible());
        // Not within a longer reference: BP-12345678-1 is not BP-12345678-17.
        Locator rows = tab.all(Spot.ORDERS_ROW)
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile(reference + "(?!\\d)")));
        int found = tab.guarded("reading the order history", rows::count);
        if (found > 1) {
            throw WireFailure.attention(
                    FailureCategory.PAYMENT, "The wire has " + found + " orders with the reference " + reference);
        }
        return found == 0
                ? Findings.NONE
                : Findings.ofId(tab.guarded(
                        "reading the order number",
                        () -> tab.within(rows.first(), Spot.ORDERS_ROW_NUMBER)
                                .innerText()
                                .strip()));
    }
}
