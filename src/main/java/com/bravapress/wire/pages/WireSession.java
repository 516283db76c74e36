package com.bravapress.wire.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ScreenshotScale;
import com.microsoft.playwright.options.ScreenshotType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One visit of the wire with its own cookies: the verbs of putting a release on it, in their order. A verb that is sent
 * back to the login page signs in once more and begins anew; the two irreversible ones never do, and turn every failure
 * that is neither a plain refusal nor {@link TooLate} into {@link WireFailure.Kind#UNKNOWN}.
 */
public final class WireSession {
    private static final int JPEG_QUALITY = 60;
    private static final int LONGEST_DOM = 1_000_000;
    private static final String TYPED = "css => [...document.querySelectorAll(css)].map(each => each.value || '')";

    private final BrowserContext context;
    private final Selectors selectors;
    private final Account account;
    private final Page page;
    private final Tab tab;
    private final Cookies cookies;
    private final Trace trace;
    private String preview;

    WireSession(BrowserContext context, Selectors selectors, Account account, Cookies cookies, Path scratch) {
        this.context = context;
        this.cookies = cookies;
        this.trace = new Trace(context, scratch);
        this.selectors = selectors;
        this.account = account;
        this.page = context.newPage();
        this.tab = new Tab(page, selectors, account.baseUrl());
    }

    /** Signs in, unless an earlier visit's sign-in still holds. */
    public Findings signIn() {
        if (cookies.of(account).isEmpty() || !new LoginPage(tab).stillIn()) {
            signInAnew();
        }
        tab.doing("recording the visit", trace::begin);
        return Findings.NONE;
    }

    private void signInAnew() {
        cookies.forget(account);
        // The password must not be in it.
        tab.doing("signing in unrecorded", trace::drop);
        new LoginPage(tab).signIn(account);
        cookies.keep(account, tab.guarded("remembering the sign-in", context::storageState));
        tab.doing("recording the visit", trace::begin);
    }

    /** Reads how many releases are left: {@link Findings#balance}. */
    public Findings balance() {
        return signedIn(() -> new Findings(null, null, null, new PricingPage(tab).balance()));
    }

    /** Goes to the checkout of the plan and fills it, up to the click. */
    public Findings openCheckout(String plan, String reference) {
        return signedIn(() -> {
            new PricingPage(tab).choose(plan);
            new CheckoutPage(tab).prepare(reference);
            return Findings.NONE;
        });
    }

    /** Irreversible: buys. {@link Findings#id} is the order's number. Too late, it is retryable and was not done. */
    public Findings placeOrder(ClickBy by) {
        return irreversible(() -> new CheckoutPage(tab).placeOrder(by));
    }

    /** Looks for our order in the history; {@link Findings#id} is null when it is not there. */
    public Findings findOrder(String reference) {
        return signedIn(() -> new OrdersPage(tab).find(reference));
    }

    /** Writes the draft. */
    public Findings compose(Parcel parcel) {
        return signedIn(() -> {
            new ComposePage(tab).write(parcel);
            preview = tab.url();
            return Findings.NONE;
        });
    }

    /** Checks the preview. */
    public Findings preview(Parcel parcel) {
        return signedIn(() -> {
            backToPreview();
            new PreviewPage(tab).check(parcel.headline());
            return Findings.NONE;
        });
    }

    /** Chooses where it goes. */
    public Findings distribute(Parcel parcel) {
        return signedIn(() -> {
            backToPreview();
            new PreviewPage(tab).next();
            new DistributionPage(tab).choose(parcel.country(), parcel.industry());
            return Findings.NONE;
        });
    }

    private void backToPreview() {
        if (preview == null) {
            throw WireFailure.lost("There is no draft in this visit");
        }
        if (!tab.shows(Spot.PREVIEW_NEXT)) {
            tab.openUrl(preview);
            tab.mustBeSignedIn();
        }
    }

    /** Goes up to the last click; {@link Findings#id} is the release's id. */
    public Findings preparePublish() {
        return new DistributionPage(tab).prepare();
    }

    /** Irreversible: publishes. Too late, it is retryable and was not done. */
    public Findings publish(ClickBy by) {
        return irreversible(() -> {
            new DistributionPage(tab).publish(by);
            return Findings.NONE;
        });
    }

    /** Looks for a release in "My Press Releases"; {@link Findings#id} is null when it is not there. */
    public Findings findRelease(String id) {
        return signedIn(() -> new MyReleasesPage(tab).find(id));
    }

    /** Everything in "My Press Releases". */
    public List<Listed> releases() {
        return signedIn(() -> new MyReleasesPage(tab).all());
    }

    /** A distribution report, by the address that the list gives for it. */
    public List<com.bravapress.releases.Outlet> report(String url) {
        return signedIn(() -> new ReportPage(tab).read(url));
    }

    /** One part of the walk that checks the pages and has no effect. */
    public Surveyed survey(SurveyPart part) {
        Survey survey = new Survey(tab, account);
        Integer balance = null;
        switch (part) {
            case ENTRY -> enter(survey);
            case SHOP -> balance = survey.shop().orElse(null);
            case LISTS -> survey.lists();
            case FORM -> survey.form();
            case CHANNELS -> survey.channels();
        }
        return new Surveyed(survey.sightings(), balance, selectors.version());
    }

    /** The login page shows only to those who are not in; the new sign-in is the next visits' too. */
    private void enter(Survey survey) {
        cookies.forget(account);
        tab.doing("beginning from outside", context::clearCookies);
        survey.entry();
        if (tab.shows(Spot.SIGNED_IN)) {
            cookies.keep(account, tab.guarded("remembering the sign-in", context::storageState));
        }
    }

    private <T> T signedIn(Supplier<T> verb) {
        try {
            return verb.get();
        } catch (SessionLost once) {
            signInAnew();
            return verb.get();
        }
    }

    private static Findings irreversible(Supplier<Findings> verb) {
        try {
            return verb.get();
        } catch (TooLate notDone) {
            throw notDone;
        } catch (WireFailure e) {
            boolean refused = e.kind() == WireFailure.Kind.PERMANENT
                    || e.category() == com.bravapress.jobs.FailureCategory.PAYMENT;
            throw refused ? e : e.afterClick();
        }
    }

    Page page() {
        return page;
    }

    /** Where the page is. */
    public String url() {
        return page.url();
    }

    /** What the page looks like, as JPEG, with passwords and card fields covered; empty when it cannot be taken. */
    public Optional<byte[]> picture() {
        try {
            List<Locator> masks = selectors.masks().stream().map(page::locator).toList();
            return Optional.of(page.screenshot(new Page.ScreenshotOptions()
                    .setType(ScreenshotType.JPEG)
                    .setQuality(JPEG_QUALITY)
                    .setScale(ScreenshotScale.CSS)
                    .setAnimations(ScreenshotAnimations.DISABLED)
                    .setMask(masks)
                    .setTimeout(selectors.limit("picture"))));
        } catch (PlaywrightException broken) {
            return Optional.empty();
        }
    }

    /** The page's HTML without the values of secret fields; empty when it cannot be read. */
    public Optional<String> dom() {
        try {
            String html = page.content();
            return Optional.of(secrets().removedFromPage(html.substring(0, Math.min(html.length(), LONGEST_DOM))));
        } catch (PlaywrightException broken) {
            return Optional.empty();
        }
    }

    /** Playwright's recording since the sign-in, as ZIP without secrets; empty when there is none. Ends it. */
    public Optional<byte[]> trace() {
        try {
            return trace.take(secrets());
        } catch (PlaywrightException broken) {
            return Optional.empty();
        }
    }

    @SuppressWarnings("unchecked")
    private Secrets secrets() {
        List<String> words = new ArrayList<>(List.of(account.password()));
        context.cookies().stream().filter(each -> each.httpOnly).forEach(each -> words.add(each.value));
        words.addAll((List<String>) page.evaluate(TYPED, String.join(", ", selectors.masks())));
        return new Secrets(words);
    }

    /** The version of the selectors it goes by. */
    public String selectorsVersion() {
        return selectors.version();
    }

    /** The places that only a fallback has found since this was last asked, by their keys. */
    public List<String> drifted() {
        return tab.drifted();
    }

    /** How many pages of the wire it has asked for since this was last asked. */
    public int pages() {
        return tab.pages();
    }

    /** Ends the visit; of it only the sign-in is kept, for the next one. */
    public void close() {
        try {
            if (cookies.of(account).isPresent()) {
                cookies.keep(account, context.storageState());
            }
            trace.drop();
            context.close();
        } catch (PlaywrightException broken) {
            throw Mishap.translated("ending the visit", broken);
        }
    }
}
