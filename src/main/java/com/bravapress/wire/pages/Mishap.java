package com.bravapress.wire.pages;

import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;

/** What Playwright throws, as a {@link WireFailure}: the wire's failing is told apart from the browser's. */
final class Mishap {
    private Mishap() {}

    static WireFailure translated(String what, PlaywrightException e) {
        String text = String.valueOf(e.getMessage());
        if (e instanceof TimeoutError) {
            return WireFailure.away("The wire did not answer in time while " + what);
        }
        if (text.contains("net::ERR_")) {
            return WireFailure.away("The wire could not be reached while " + what);
        }
        return WireFailure.lost("The browser failed while " + what + ": " + told(text));
    }

    /** Playwright wraps the driver's words in several lines of its own. */
    private static String told(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.equals("Error {") && !line.isEmpty())
                .findFirst()
                .orElse("");
    }
}
