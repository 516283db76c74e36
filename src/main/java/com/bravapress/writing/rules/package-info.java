/** The editorial rules: what a wire's editors refuse (E…) or dislike (W…), each with its source. */
package com.bravapress.writing.rules;
