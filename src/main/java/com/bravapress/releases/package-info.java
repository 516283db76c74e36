/** Press releases, revisions and their status machine. */
package com.bravapress.releases;
