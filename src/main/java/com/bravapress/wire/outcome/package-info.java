/** What became of a release after the wire had it: the editors' word, the article, the distribution report. */
package com.bravapress.wire.outcome;
