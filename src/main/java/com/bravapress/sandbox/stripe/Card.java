package com.bravapress.sandbox.stripe;

/** A card as typed; the numbers are Stripe's test cards, https://docs.stripe.com/testing. */
record Card(String digits) {
    private static final String GOOD = "4242424242424242";
    private static final String DECLINED = "4000000000000002";
    private static final String CHALLENGED = "4000002760003184";
    private static final String DISPUTED = "4000000000000259";

    static Card typed(String text) {
        return new Card(text == null ? "" : text.replaceAll("\\D", ""));
    }

    boolean isKnown() {
        return digits.equals(GOOD) || digits.equals(DECLINED) || isChallenged() || isDisputed();
    }

    boolean isDeclined() {
        return !isKnown() || digits.equals(DECLINED);
    }

    boolean isChallenged() {
        return digits.equals(CHALLENGED);
    }

    boolean isDisputed() {
        return digits.equals(DISPUTED);
    }

    String last4() {
        return digits.length() < 4 ? "0000" : digits.substring(digits.length() - 4);
    }

    String refusal() {
        return isKnown()
                ? "Your card was declined."
                : "Your card was declined. This is a test page, and that is not one of the test cards.";
    }

    /** Never shows the number. */
    @Override
    public String toString() {
        return "Card[…" + last4() + "]";
    }
}
