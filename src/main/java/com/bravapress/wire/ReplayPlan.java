package com.bravapress.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a retry would do, step by step, as the ledger stands now; the same decisions as {@link SubmitRun} takes. */
public final class ReplayPlan {
    private ReplayPlan() {}

    /** What happens to a step. */
    public enum Action {
        /** It is done again: it has no lasting effect. */
        RUN,
        /** Its effect is there, or is not needed. */
        SKIP,
        /** It may have happened: the wire's own list is read, and only then decided. */
        VERIFY_FIRST,
        /** Nothing goes on before a person has decided. */
        DECIDE,
        /** Depends on what an earlier step of the plan finds. */
        IF_NEEDED,
        /** It is made: irreversible. */
        PERFORM;

        /** The name in answers: {@code verify_first}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One line of the plan; {@code note} says why, and may be empty. */
    public record Planned(WireStep step, Action action, String note) {}

    /**
     * The plan for a release.
     *
     * @param rows the ledger of the release, whichever jobs made it
     * @param testMode nothing irreversible is done
     */
    public static List<Planned> of(List<StepRow> rows, boolean testMode) {
        Optional<StepRow> published = standing(rows, WireStep.PUBLISH);
        Optional<StepRow> bought = standing(rows, WireStep.PURCHASE);
        List<Planned> plan = new ArrayList<>();
        boolean doubt = isIn(published, StepState.IN_DOUBT) || isIn(bought, StepState.IN_DOUBT);
        plan.add(new Planned(WireStep.SIGN_IN, Action.RUN, ""));
        boolean there = isIn(published, StepState.CONFIRMED);
        boolean perhaps = isIn(published, StepState.DISPATCHED);
        plan.add(balance(bought, there, perhaps));
        plan.add(purchase(rows, bought, there, perhaps, testMode));
        for (WireStep step : List.of(WireStep.COMPOSE, WireStep.PREVIEW, WireStep.DISTRIBUTION)) {
            plan.add(
                    there
                            ? new Planned(step, Action.SKIP, "the wire has the release")
                            : new Planned(step, perhaps ? Action.IF_NEEDED : Action.RUN, perhaps ? UNLESS : ""));
        }
        plan.add(publish(rows, published, testMode));
        plan.add(new Planned(
                WireStep.VERIFY, testMode && !there && !perhaps ? Action.SKIP : Action.RUN, testMode ? TEST : ""));
        return doubt ? stopped(plan) : List.copyOf(plan);
    }

    private static final String TEST = "test mode";
    private static final String UNLESS = "only if the wire does not have the release";

    /** Before a click in doubt is decided nothing else is worth saying. */
    private static List<Planned> stopped(List<Planned> plan) {
        return plan.stream()
                .map(each -> each.action() == Action.DECIDE
                        ? each
                        : new Planned(each.step(), Action.IF_NEEDED, "after the decision"))
                .toList();
    }

    private static Planned balance(Optional<StepRow> bought, boolean there, boolean perhaps) {
        if (there || isIn(bought, StepState.CONFIRMED)) {
            return new Planned(WireStep.BALANCE, Action.SKIP, there ? "the wire has the release" : "an order is there");
        }
        if (perhaps) {
            return new Planned(WireStep.BALANCE, Action.IF_NEEDED, UNLESS);
        }
        return isIn(bought, StepState.DISPATCHED)
                ? new Planned(WireStep.BALANCE, Action.IF_NEEDED, "only if the wire has no such order")
                : new Planned(WireStep.BALANCE, Action.RUN, "");
    }

    private static Planned purchase(
            List<StepRow> rows, Optional<StepRow> bought, boolean there, boolean perhaps, boolean testMode) {
        if (bought.isPresent()) {
            StepRow row = bought.get();
            return switch (row.state()) {
                case CONFIRMED -> new Planned(WireStep.PURCHASE, Action.SKIP, "order " + row.externalId());
                case DISPATCHED ->
                    new Planned(
                            WireStep.PURCHASE, Action.VERIFY_FIRST, "the order history is read for " + row.reference());
                default -> new Planned(WireStep.PURCHASE, Action.DECIDE, "it is not known whether it was bought");
            };
        }
        if (there) {
            return new Planned(WireStep.PURCHASE, Action.SKIP, "used a release left on the account");
        }
        if (testMode) {
            return new Planned(WireStep.PURCHASE, Action.SKIP, TEST);
        }
        return new Planned(
                WireStep.PURCHASE,
                Action.IF_NEEDED,
                perhaps ? UNLESS : "only if no release is left on the account" + absent(rows, WireStep.PURCHASE));
    }

    private static Planned publish(List<StepRow> rows, Optional<StepRow> published, boolean testMode) {
        if (published.isPresent()) {
            StepRow row = published.get();
            return switch (row.state()) {
                case CONFIRMED -> new Planned(WireStep.PUBLISH, Action.SKIP, "release " + row.externalId());
                case DISPATCHED ->
                    new Planned(
                            WireStep.PUBLISH,
                            Action.VERIFY_FIRST,
                            "“My Press Releases” is read for " + row.reference());
                default -> new Planned(WireStep.PUBLISH, Action.DECIDE, "it is not known whether it was published");
            };
        }
        return testMode
                ? new Planned(WireStep.PUBLISH, Action.SKIP, TEST)
                : new Planned(WireStep.PUBLISH, Action.PERFORM, "for the first time" + absent(rows, WireStep.PUBLISH));
    }

    private static String absent(List<StepRow> rows, WireStep step) {
        boolean proved = rows.stream().anyMatch(row -> row.step() == step && row.state() == StepState.ABSENT);
        return proved ? "; an earlier click was proved absent" : "";
    }

    /** The one click of this step that has or may have happened, as {@code wire_steps_effect_key} has it. */
    private static Optional<StepRow> standing(List<StepRow> rows, WireStep step) {
        return rows.stream()
                .filter(row -> row.step() == step
                        && (row.state() == StepState.DISPATCHED
                                || row.state() == StepState.CONFIRMED
                                || row.state() == StepState.IN_DOUBT))
                .findFirst();
    }

    private static boolean isIn(Optional<StepRow> row, StepState state) {
        return row.isPresent() && row.get().state() == state;
    }
}
