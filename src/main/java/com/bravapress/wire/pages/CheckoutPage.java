package com.bravapress.wire.pages;

import com.bravapress.jobs.FailureCategory;

/** The checkout of one plan. */
final class CheckoutPage {
    private final Tab tab;

    CheckoutPage(Tab tab) {
        this.tab = tab;
    }

    /** Chooses prepaid credits and writes our reference into the order's notes. */
    void prepare(String reference) {
        tab.doing("filling the checkout", () -> {
            tab.find(Spot.CHECKOUT_FORM).waitFor();
            tab.find(Spot.CHECKOUT_CREDITS).check();
            tab.find(Spot.CHECKOUT_NOTES).fill(reference);
        });
        boolean right = tab.guarded(
                "checking the checkout",
                () -> tab.find(Spot.CHECKOUT_CREDITS).isChecked()
                        && tab.find(Spot.CHECKOUT_NOTES).inputValue().equals(reference)
                        && tab.find(Spot.CHECKOUT_SEND).isEnabled());
        if (!right) {
            throw WireFailure.lost("The checkout does not keep what was typed");
        }
    }

    /** Irreversible. The order's number, read off its page; a message on the checkout means that nothing was bought. */
    Findings placeOrder(ClickBy by) {
        tab.follow(Spot.CHECKOUT_SEND, by);
        if (tab.shows(Spot.ORDER_NUMBER)) {
            return Findings.ofId(tab.guarded(
                    "reading the order number",
                    () -> tab.find(Spot.ORDER_NUMBER).innerText().strip()));
        }
        String complaint = tab.complaint();
        if (tab.shows(Spot.CHECKOUT_FORM) && !complaint.isEmpty()) {
            throw WireFailure.attention(FailureCategory.PAYMENT, "The wire did not take the order: " + complaint);
        }
        throw WireFailure.lost("After “Place Order” the page is neither an order nor a refusal: " + tab.url());
    }
}
