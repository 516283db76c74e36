package com.bravapress.wire.pages;

import com.bravapress.jobs.FailureCategory;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /press-releases/edit-location}: where it goes, then the overlay and the popup that put it on the wire. */
final class DistributionPage {
    private static final Pattern RELEASE = Pattern.compile("/press-releases/publish/(\\d+)");
    /** Our account's trouble, not the customer's text. */
    private static final Pattern NOTHING_LEFT =
            Pattern.compile("no available press releases|buy a package|not enough credit", Pattern.CASE_INSENSITIVE);

    private static final String LABELS = """
            lists => lists.map(list => [...list.options].filter(option => option.value).map(o => o.label.trim()))
            """;
    private final Tab tab;

    DistributionPage(Tab tab) {
        this.tab = tab;
    }

    /** Chooses one country and the nearest industry, and saves; proved by the overlay that offers to publish. */
    void choose(String country, String industry) {
        save(country, industry);
        tab.doing(
                "waiting for the overlay", () -> tab.find(Spot.PUBLISH_CONFIRM).waitFor());
    }

    /** The same as far as the click on "save". */
    void save(String country, String industry) {
        tab.doing("reading the channels", () -> tab.find(Spot.DISTRIBUTION_FORM).isVisible());
        Locator lists = tab.all(Spot.DISTRIBUTION_CHANNELS);
        boolean countryChosen = false;
        boolean industryChosen = false;
        List<List<String>> offered = labels(lists);
        for (int i = 0; i < offered.size(); i++) {
            List<String> labels = offered.get(i);
            if (Channels.areCountries(labels, country)) {
                if (!countryChosen) {
                    pick(lists.nth(i), Channels.labelled(labels, country));
                    countryChosen = true;
                }
            } else if (!industryChosen) {
                pick(lists.nth(i), Channels.nearest(labels, industry, tab.selectors.defaultIndustry()));
                industryChosen = true;
            }
        }
        if (!countryChosen) {
            throw WireFailure.refused("The wire distributes to no country named “" + country + "”");
        }
        tab.follow(Spot.DISTRIBUTION_SEND);
        tab.mustBeSignedIn();
        refuseComplaint("The wire refused the distribution: ");
    }

    /** Opens the popup and ticks what must be ticked, up to the last click. The id is the wire's own, off the link. */
    Findings prepare() {
        String link = tab.guarded(
                "reading the release id", () -> tab.find(Spot.PUBLISH_CONFIRM).getAttribute("href"));
        Matcher id = RELEASE.matcher(String.valueOf(link));
        if (!id.find()) {
            throw WireFailure.lost("The publish link carries no release id: " + link);
        }
        boolean ready = tab.guarded("opening the popup", () -> {
            tab.find(Spot.PUBLISH_CONFIRM).click();
            for (Spot consent :
                    List.of(Spot.PUBLISH_PERMISSION, Spot.PUBLISH_IMAGES, Spot.PUBLISH_LINKS, Spot.PUBLISH_DECLINE)) {
                tab.find(consent).check();
            }
            Locator send = tab.find(Spot.PUBLISH_SEND);
            return send.isVisible()
                    && !String.valueOf(send.getAttribute("class")).matches(".*\\bdisabled\\b.*");
        });
        if (!ready) {
            throw WireFailure.lost("The wire does not offer to publish although everything is ticked");
        }
        return Findings.ofId(id.group(1));
    }

    /** Irreversible. A message on a form means that it was not published; anything but the list of releases is unclear. */
    void publish(ClickBy by) {
        tab.follow(Spot.PUBLISH_SEND, by);
        tab.mustBeSignedIn();
        // On a form the message is a refusal; on any other page it may as well say that it was published before.
        if (tab.shows(Spot.DISTRIBUTION_FORM) || tab.shows(Spot.COMPOSE_FORM)) {
            refuseComplaint("The wire did not publish it: ");
        }
        tab.doing("waiting for the list", () -> tab.find(Spot.MY_RELEASES_TABLE).waitFor());
    }

    private void refuseComplaint(String what) {
        String complaint = tab.complaint();
        if (NOTHING_LEFT.matcher(complaint).find()) {
            throw WireFailure.attention(FailureCategory.PAYMENT, what + complaint);
        }
        if (!complaint.isEmpty()) {
            throw WireFailure.refused(what + complaint);
        }
    }

    @SuppressWarnings("unchecked")
    private List<List<String>> labels(Locator lists) {
        return tab.guarded("reading the channels", () -> (List<List<String>>) lists.evaluateAll(LABELS));
    }

    private void pick(Locator list, String label) {
        List<String> chosen =
                tab.guarded("choosing " + label, () -> list.selectOption(new SelectOption().setLabel(label)));
        if (chosen.isEmpty()) {
            throw WireFailure.lost("“" + label + "” could not be chosen");
        }
    }
}
