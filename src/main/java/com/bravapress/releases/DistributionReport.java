package com.bravapress.releases;

import java.time.Instant;
import java.util.List;

/** Where a published release was picked up; read once off the wire. */
public record DistributionReport(List<Outlet> outlets, Instant readAt) {}
