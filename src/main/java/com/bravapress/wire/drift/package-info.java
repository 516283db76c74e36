/** Watches the wire as a whole: whether its pages are as we know them, what is left on the account, whether we may buy. */
package com.bravapress.wire.drift;
