/** The team's console and its live push. */
package com.bravapress.admin;
