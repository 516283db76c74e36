package com.bravapress.wire.pages;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /pricing}: what is left on the account, and the way to the checkout. */
final class PricingPage {
    static final String PATH = "pricing";
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final Tab tab;

    PricingPage(Tab tab) {
        this.tab = tab;
    }

    /** Releases left; a signed-in account whose page says nothing of them has none. */
    int balance() {
        open();
        if (!tab.shows(Spot.BALANCE)) {
            return 0;
        }
        String text =
                tab.guarded("reading the balance", () -> tab.find(Spot.BALANCE).innerText());
        Matcher number = NUMBER.matcher(text);
        if (!number.find()) {
            throw WireFailure.lost("The balance cannot be read from “" + text + "”");
        }
        return Integer.parseInt(number.group());
    }

    /** Goes to the checkout of this plan and no other. */
    void choose(String plan) {
        open();
        tab.follow(Spot.plan(plan));
        tab.mustBeSignedIn();
    }

    private void open() {
        if (!tab.hasJustOpened(tab.selectors.path(PATH))) {
            tab.open(tab.selectors.path(PATH));
        }
        tab.mustBeSignedIn();
        // Anybody may see this page: without the chart it is another one, without the log-out link it is nobody's.
        tab.doing("reading the chart", () -> tab.find(Spot.PLAN_BASIC).isVisible());
        if (!tab.shows(Spot.SIGNED_IN)) {
            throw new SessionLost();
        }
    }
}
