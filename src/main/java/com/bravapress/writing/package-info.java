/** Drafting with AI and the editorial rules. */
package com.bravapress.writing;
