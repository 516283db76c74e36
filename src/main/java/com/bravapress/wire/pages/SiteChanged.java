package com.bravapress.wire.pages;

import com.bravapress.jobs.FailureCategory;

/** Drift: none of the selectors of a place finds anything on the page where it has to be. */
final class SiteChanged extends WireFailure {
    private static final long serialVersionUID = 1L;

    private final String place;

    SiteChanged(Spot spot, String url, Selectors selectors) {
        super(
                Kind.RETRYABLE,
                FailureCategory.AUTOMATION,
                "“" + spot.key() + "” is not on the page " + url + ": the site may have changed. None of "
                        + selectors.of(spot) + " of conf/wire-selectors.yaml (version " + selectors.version()
                        + ") finds it");
        this.place = spot.key();
    }

    @Override
    public String drift() {
        return place;
    }
}
