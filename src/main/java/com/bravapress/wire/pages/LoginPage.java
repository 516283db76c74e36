package com.bravapress.wire.pages;

/** {@code /login-email}. */
final class LoginPage {
    private final Tab tab;

    LoginPage(Tab tab) {
        this.tab = tab;
    }

    /** Whether an earlier sign-in still holds; proved by the log-out link on the page that is wanted next. */
    boolean stillIn() {
        tab.open(tab.selectors.path(PricingPage.PATH));
        return tab.shows(Spot.SIGNED_IN) && !tab.shows(Spot.LOGIN_FORM);
    }

    /** Signs in; proved by the log-out link. */
    void signIn(Account account) {
        tab.open(tab.selectors.path("login"));
        if (tab.shows(Spot.SIGNED_IN) && !tab.shows(Spot.LOGIN_FORM)) {
            return;
        }
        tab.doing("typing the account", () -> {
            tab.find(Spot.LOGIN_EMAIL).fill(account.email());
            tab.find(Spot.LOGIN_PASSWORD).fill(account.password());
        });
        tab.follow(Spot.LOGIN_SEND);
        if (tab.shows(Spot.SIGNED_IN)) {
            return;
        }
        String complaint = tab.complaint();
        throw complaint.isEmpty()
                ? WireFailure.lost("Signing in led to " + tab.url() + " without signing us in")
                : WireFailure.refused("The wire did not let us sign in: " + complaint);
    }
}
