package com.bravapress.wire.pages;

/** The walk that checks the pages, in parts short enough for one heartbeat each; in their order, in one visit. */
public enum SurveyPart {
    /** Login. */
    ENTRY,
    /** Prices, balance and checkout. */
    SHOP,
    /** Order history and releases. */
    LISTS,
    /** The form and its preview. */
    FORM,
    /** Channels and the overlay that offers to publish. */
    CHANNELS
}
