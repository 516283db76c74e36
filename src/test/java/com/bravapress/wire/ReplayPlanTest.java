package com.bravapress.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.wire.ReplayPlan.Action;
import com.bravapress.wire.ReplayPlan.Planned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ReplayPlanTest {
    @TestFactory
    Stream<DynamicTest> in_every_combination_no_click_is_made_that_may_have_been_made() {
        return combinations()
                .map(each -> DynamicTest.dynamicTest(each.name(), () -> {
                    List<Planned> plan = ReplayPlan.of(each.rows(), each.testMode());
                    assertThat(plan).extracting(Planned::step).containsExactly(WireStep.values());
                    for (WireStep step : List.of(WireStep.PURCHASE, WireStep.PUBLISH)) {
                        StepState state = step == WireStep.PURCHASE ? each.bought() : each.published();
                        Action action = action(plan, step);
                        if (state == StepState.IN_DOUBT) {
                            assertThat(action).isEqualTo(Action.DECIDE);
                        } else if (state == StepState.CONFIRMED) {
                            assertThat(action).isIn(Action.SKIP, Action.IF_NEEDED);
                        } else if (state == StepState.DISPATCHED) {
                            assertThat(action).isIn(Action.VERIFY_FIRST, Action.IF_NEEDED);
                        } else if (each.testMode()) {
                            assertThat(action).isIn(Action.SKIP, Action.IF_NEEDED);
                        }
                    }
                    boolean doubt = each.bought() == StepState.IN_DOUBT || each.published() == StepState.IN_DOUBT;
                    assertThat(plan.stream().anyMatch(line -> line.action() == Action.DECIDE))
                            .isEqualTo(doubt);
                    assertThat(plan.stream().anyMatch(line -> line.action() == Action.PERFORM))
                            .isEqualTo(!doubt && !each.testMode() && !standing(each.published()));
                    if (each.published() == StepState.CONFIRMED && !doubt) {
                        assertThat(action(plan, WireStep.COMPOSE)).isEqualTo(Action.SKIP);
                        assertThat(action(plan, WireStep.VERIFY)).isEqualTo(Action.RUN);
                    }
                }));
    }

    @Test
    void a_new_release_runs_from_the_beginning() {
        assertThat(actions(ReplayPlan.of(List.of(), false)))
                .containsExactly(
                        "sign_in run",
                        "balance run",
                        "purchase if_needed",
                        "compose run",
                        "preview run",
                        "distribution run",
                        "publish perform",
                        "verify run");
    }

    @Test
    void behind_an_order_only_the_writing_is_done_again() {
        List<Planned> plan = ReplayPlan.of(List.of(row(WireStep.PURCHASE, StepState.CONFIRMED)), false);
        assertThat(actions(plan)).contains("balance skip", "purchase skip", "compose run", "publish perform");
        assertThat(plan.get(2).note()).isEqualTo("order 123");
    }

    @Test
    void a_lost_publish_is_looked_up_before_anything_is_written() {
        List<Planned> plan = ReplayPlan.of(
                List.of(
                        row(WireStep.PURCHASE, StepState.CONFIRMED),
                        row(WireStep.PUBLISH, StepState.ABSENT),
                        row(WireStep.PUBLISH, StepState.DISPATCHED)),
                false);
        assertThat(actions(plan)).contains("compose if_needed", "publish verify_first", "verify run");
        assertThat(plan.get(6).note()).contains("BP-1");
    }

    @Test
    void a_click_that_was_proved_absent_is_made_again_and_the_plan_says_so() {
        List<Planned> plan = ReplayPlan.of(List.of(row(WireStep.PUBLISH, StepState.ABSENT)), false);
        assertThat(plan.get(6).action()).isEqualTo(Action.PERFORM);
        assertThat(plan.get(6).note()).contains("proved absent");
    }

    private static boolean standing(StepState state) {
        return state == StepState.DISPATCHED || state == StepState.CONFIRMED || state == StepState.IN_DOUBT;
    }

    private static Action action(List<Planned> plan, WireStep step) {
        return plan.get(step.ordinal()).action();
    }

    private static List<String> actions(List<Planned> plan) {
        return plan.stream()
                .map(line -> line.step().id() + " " + line.action().id())
                .toList();
    }

    private record Combination(StepState bought, StepState published, boolean testMode) {
        String name() {
            return "purchase " + bought + ", publish " + published + (testMode ? ", test mode" : "");
        }

        List<StepRow> rows() {
            List<StepRow> rows = new ArrayList<>();
            if (bought != null) {
                rows.add(row(WireStep.PURCHASE, bought));
            }
            if (published != null) {
                rows.add(row(WireStep.PUBLISH, published));
            }
            return rows;
        }
    }

    private static Stream<Combination> combinations() {
        List<StepState> states = new ArrayList<>(Arrays.asList(StepState.values()));
        states.add(null);
        return states.stream()
                .flatMap(bought -> states.stream()
                        .flatMap(published ->
                                Stream.of(true, false).map(testMode -> new Combination(bought, published, testMode))));
    }

    private static StepRow row(WireStep step, StepState state) {
        return new StepRow(
                1, 1, 1, step, state, "BP-1", "123", null, null, null, null, Instant.EPOCH, Instant.EPOCH, 1);
    }
}
