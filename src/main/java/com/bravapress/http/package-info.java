/** Routing vocabulary, problem answers, pages, SSE stream, security headers, limits. */
package com.bravapress.http;
