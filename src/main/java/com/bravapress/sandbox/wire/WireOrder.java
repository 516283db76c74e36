package com.bravapress.sandbox.wire;

import java.time.OffsetDateTime;

/** A bought package. {@code notes} is what the buyer wrote with it, {@code left} the releases not used yet. */
record WireOrder(long id, WirePlan plan, String notes, int priceCents, int left, OffsetDateTime at) {}
