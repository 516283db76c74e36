/** Typed settings, loaded and validated once. */
package com.bravapress.config;
