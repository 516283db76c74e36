package com.bravapress.sandbox.wire;

import static com.bravapress.sandbox.wire.WireStep.CHECKOUT;
import static com.bravapress.sandbox.wire.WireStep.COMPOSE;
import static com.bravapress.sandbox.wire.WireStep.DISTRIBUTION;
import static com.bravapress.sandbox.wire.WireStep.LOGIN;
import static com.bravapress.sandbox.wire.WireStep.PRICING;
import static com.bravapress.sandbox.wire.WireStep.PUBLISH;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The ways in which the wire can go wrong on demand, and at which steps each makes sense. */
enum FaultKind {
    /** Answers 500 and does nothing. */
    HTTP500(false, EnumSet.allOf(WireStep.class)),
    /** Waits {@code delay_ms}, then goes on as usual. */
    SLOW(false, EnumSet.allOf(WireStep.class)),
    /** Does nothing and never answers; after {@code delay_ms}, when given, it drops the connection. */
    HANG(false, EnumSet.allOf(WireStep.class)),
    /** Shows a captcha instead of the page. */
    CAPTCHA(false, EnumSet.allOf(WireStep.class)),
    /** Takes the right password for a wrong one. */
    BAD_PASSWORD(true, EnumSet.of(LOGIN)),
    /** No releases shown at pricing, no credits at checkout, no release left at publish. */
    NO_BALANCE(true, EnumSet.of(PRICING, CHECKOUT, PUBLISH)),
    CARD_DECLINED(true, EnumSet.of(CHECKOUT)),
    /** Refuses a form that is right. */
    VALIDATION(true, EnumSet.of(CHECKOUT, COMPOSE, DISTRIBUTION, PUBLISH)),
    /** Forgets the session: back to the login page. */
    SESSION_EXPIRED(false, EnumSet.complementOf(EnumSet.of(LOGIN))),
    /** Every id and every class that scripts hang on has another name. */
    DRIFT(false, EnumSet.allOf(WireStep.class)),
    /** Commits and drops the connection; with {@code delay_ms}, drops it at once and commits that much later. */
    LOSE_RESPONSE(true, EnumSet.allOf(WireStep.class)),
    /** Answers 503 with a notice. */
    MAINTENANCE(false, EnumSet.allOf(WireStep.class));

    private final boolean atEffect;
    final Set<WireStep> steps;

    FaultKind(boolean atEffect, Set<WireStep> steps) {
        this.atEffect = atEffect;
        this.steps = steps;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The only HTTP method it strikes at unless a wish says otherwise; empty: whichever comes first. What hits publish
     * hits the click itself, but for drift, which needs a page.
     */
    Optional<String> method(WireStep step) {
        if (this == DRIFT) {
            return Optional.of("GET");
        }
        return step.posts && (atEffect || step == PUBLISH) ? Optional.of("POST") : Optional.empty();
    }

    static Optional<FaultKind> named(String id) {
        return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(FaultKind::id).toList();
    }
}
