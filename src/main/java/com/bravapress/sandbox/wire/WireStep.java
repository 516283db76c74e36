package com.bravapress.sandbox.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The steps that faults can be asked for; {@code posts}: the step has a form whose sending has an effect. */
enum WireStep {
    LOGIN(true),
    PRICING(false),
    CHECKOUT(true),
    COMPOSE(true),
    PREVIEW(false),
    DISTRIBUTION(true),
    PUBLISH(true),
    ORDERS(false),
    MY_RELEASES(false),
    REPORT(false);

    final boolean posts;

    WireStep(boolean posts) {
        this.posts = posts;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<WireStep> named(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(WireStep::id).toList();
    }
}
