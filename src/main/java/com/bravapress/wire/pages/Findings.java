package com.bravapress.wire.pages;

/**
 * What a verb read off the site; each verb says which members it sets.
 *
 * @param id the wire's own number of an order or a release; null when there is none
 * @param status in_review, on_hold, rejected, scheduled or published; {@code draft} when it was never submitted
 * @param url where the release can be seen
 * @param balance releases left on the account
 */
public record Findings(String id, String status, String url, int balance) {
    /** Nothing but that the verb reached its end. */
    public static final Findings NONE = new Findings(null, null, null, 0);

    static Findings ofId(String id) {
        return new Findings(id, null, null, 0);
    }
}
