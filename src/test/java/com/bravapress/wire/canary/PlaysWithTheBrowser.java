package com.bravapress.wire.canary;

import com.microsoft.playwright.Page;

/** Uses Playwright where it must not; never run. */
public final class PlaysWithTheBrowser {
    public Page page;
}
