package com.bravapress.wire.pages;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A walk along the road that buys and publishes nothing: does every page still have what the selectors name?
 *
 * <p>The pages behind the form exist only for a draft. So one draft of ours stands in the account, with a headline that
 * says what it is; every walk opens the same one again, and it is never published: the walk ends where the overlay offers
 * to publish, without a click on it.
 */
final class Survey {
    /** How the standing draft is found again. */
    static final String HEADLINE = "BravaPress Checks This Form and Never Publishes It";

    // Long enough for a release, and no longer than the smallest package takes (700 words): a refusal would look like
    // drift
    // and pause every purchase.
    static final String BODY =
            "This draft is kept to see whether the pages of the wire are still as we know them. It is not news. "
                    .repeat(16)
                    .strip();

    private final Tab tab;
    private final Account account;
    private final List<Sighting> sightings = new ArrayList<>();

    Survey(Tab tab, Account account) {
        this.tab = tab;
        this.account = account;
    }

    List<Sighting> sightings() {
        return List.copyOf(sightings);
    }

    /** The login page, from outside, then signs in. */
    void entry() {
        tab.open(tab.selectors.path("login"));
        if (!tab.shows(Spot.SIGNED_IN) || tab.shows(Spot.LOGIN_FORM)) {
            if (!look("login", Spot.LOGIN_FORM, Spot.LOGIN_EMAIL, Spot.LOGIN_PASSWORD, Spot.LOGIN_SEND)) {
                return;
            }
        }
        new LoginPage(tab).signIn(account);
        look("after signing in", Spot.SIGNED_IN);
    }

    /** Prices and balance, then the checkout, where nothing is ordered; the balance, when the page shows one. */
    Optional<Integer> shop() {
        tab.open(tab.selectors.path("pricing"));
        if (!look("pricing", Spot.PLAN_BASIC, Spot.PLAN_PREMIUM, Spot.PLAN_ENTERPRISE, Spot.SIGNED_IN)) {
            return Optional.empty();
        }
        PricingPage pricing = new PricingPage(tab);
        int balance = pricing.balance();
        pricing.choose("basic");
        look("checkout", Spot.CHECKOUT_FORM, Spot.CHECKOUT_CREDITS, Spot.CHECKOUT_NOTES, Spot.CHECKOUT_SEND);
        return Optional.of(balance);
    }

    /** The two lists that prove what happened. */
    void lists() {
        tab.open(tab.selectors.path("orders"));
        tab.mustBeSignedIn();
        if (look("order history", Spot.ORDERS_TABLE) && rows()) {
            look("order history", Spot.ORDERS_ROW, Spot.ORDERS_ROW_NUMBER);
        }
        tab.open(tab.selectors.path("my_releases"));
        tab.mustBeSignedIn();
        if (look("my releases", Spot.MY_RELEASES_TABLE) && rows()) {
            look("my releases", Spot.MY_RELEASES_ROW, Spot.MY_RELEASES_ROW_ID, Spot.MY_RELEASES_ROW_STATUS);
        }
    }

    /** An account that has bought or sent nothing yet has one row with one cell: then nothing can be said of rows. */
    private boolean rows() {
        return tab.guarded(
                "looking for rows", () -> tab.page().locator("table tbody td").count() > 1);
    }

    /** The form with our standing draft, sent on to its preview. */
    void form() {
        Optional<String> draft = new MyReleasesPage(tab).draft(HEADLINE);
        String path =
                tab.selectors.path("compose") + draft.map(id -> "?id=" + id).orElse("");
        tab.open(path);
        tab.mustBeSignedIn();
        if (!look(
                "compose",
                Spot.COMPOSE_FORM,
                Spot.COMPOSE_HEADLINE,
                Spot.COMPOSE_SUBTITLE,
                Spot.COMPOSE_BODY,
                Spot.COMPOSE_CITY,
                Spot.COMPOSE_STATE,
                Spot.COMPOSE_COUNTRY,
                Spot.COMPOSE_LANGUAGE,
                Spot.COMPOSE_AT_ONCE,
                Spot.COMPOSE_LATER,
                Spot.COMPOSE_DATE,
                Spot.COMPOSE_TIME,
                Spot.COMPOSE_ZONE,
                Spot.COMPOSE_CONTACT,
                Spot.COMPOSE_ORGANIZATION,
                Spot.COMPOSE_PHONE,
                Spot.COMPOSE_EMAIL,
                Spot.COMPOSE_SEND)) {
            return;
        }
        new ComposePage(tab).write(parcel(), path);
        look("preview", Spot.PREVIEW_NEXT);
    }

    /** From the preview to the overlay that offers to publish, and not a click further. */
    void channels() {
        if (!look("preview", Spot.PREVIEW_NEXT)) {
            return;
        }
        new PreviewPage(tab).next();
        if (!look("distribution", Spot.DISTRIBUTION_FORM, Spot.DISTRIBUTION_CHANNELS, Spot.DISTRIBUTION_SEND)) {
            return;
        }
        new DistributionPage(tab).save(parcel().country(), parcel().industry());
        look(
                "publish",
                Spot.PUBLISH_CONFIRM,
                Spot.PUBLISH_PERMISSION,
                Spot.PUBLISH_IMAGES,
                Spot.PUBLISH_LINKS,
                Spot.PUBLISH_DECLINE,
                Spot.PUBLISH_SEND);
    }

    /** Notes each of them; whether all are there. Waits once for all of them together, as long as an element may take. */
    @CanIgnoreReturnValue
    private boolean look(String page, Spot... spots) {
        List<Spot> all = List.of(spots);
        try {
            tab.page()
                    .waitForCondition(
                            () -> all.stream().allMatch(tab::shows),
                            new Page.WaitForConditionOptions().setTimeout(tab.selectors.limit("action")));
        } catch (TimeoutError some) {
            // Which of them is said below.
        }
        boolean whole = true;
        for (Spot spot : all) {
            Sighting seen = sighting(page, spot);
            sightings.add(seen);
            whole &= !seen.isMissing();
        }
        return whole;
    }

    private Sighting sighting(String page, Spot spot) {
        List<String> tried = tab.selectors.of(spot);
        int found = tab.guarded(
                "looking for " + spot.key(),
                () -> IntStream.range(0, tried.size())
                        .filter(i -> tab.page().locator(tried.get(i)).count() > 0)
                        .findFirst()
                        .orElse(-1));
        return new Sighting(page, spot.key(), tried, found);
    }

    private Parcel parcel() {
        return new Parcel(
                HEADLINE,
                "A draft that is never published",
                BODY,
                "Oslo",
                "Oslo",
                "Norway",
                tab.selectors.defaultIndustry(),
                "BravaPress Desk",
                "BravaPress",
                "+47 22 00 00 00",
                account.email(),
                "basic",
                null,
                null);
    }
}
