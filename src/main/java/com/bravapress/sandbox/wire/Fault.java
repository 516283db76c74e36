package com.bravapress.sandbox.wire;

/** One fault that has struck; {@code delayMs} is 0 when none was asked for. */
record Fault(FaultKind kind, int delayMs) {}
