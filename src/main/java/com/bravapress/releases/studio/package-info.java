/** The customer's side of releases: API, studio, and following a release on its way. */
package com.bravapress.releases.studio;
