/** Commands, wiring, and the list of what is deployed where; the only place with {@code new} chains. */
package com.bravapress.app;
