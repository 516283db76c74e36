/**
 * The wire's site as page objects with verbs, and the browser that shows it; the only package that imports Playwright.
 */
package com.bravapress.wire.pages;
