package com.bravapress.http;

import java.util.List;

/** The endpoints of one feature. */
public interface Routes {
    /** All of them; the same list at every call. */
    List<Endpoint> endpoints();
}
