package com.bravapress.wire.pages;

import java.util.List;

/**
 * Whether one element of the road was found where it is needed.
 *
 * @param page which page, in words
 * @param spot its name in {@code conf/wire-selectors.yaml}
 * @param tried the selectors in their order
 * @param found the place in {@code tried} of the first that matched; −1 when none did
 */
public record Sighting(String page, String spot, List<String> tried, int found) {
    /** Nothing of what we know matches. */
    public boolean isMissing() {
        return found < 0;
    }
}
