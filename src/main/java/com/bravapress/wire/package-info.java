/** Job handler, step ledger and worker verticle that put a release on the wire; {@code wire.pages} alone imports Playwright. */
package com.bravapress.wire;
