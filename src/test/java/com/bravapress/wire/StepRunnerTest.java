package com.bravapress.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bravapress.bus.Bus;
import com.bravapress.jobs.Hold;
import com.bravapress.jobs.JobRun;
import com.bravapress.releases.ReleaseJob;
import com.bravapress.testing.Await;
import com.bravapress.wire.WireChannels.Part;
import com.bravapress.wire.WireChannels.StepResult;
import com.bravapress.wire.pages.Findings;
import com.bravapress.wire.pages.Selectors;
import com.bravapress.wire.pages.WireBrowser;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class StepRunnerTest {
    private final List<String> heard = new ArrayList<>();

    @Test
    void every_part_begins_with_a_heartbeat(Vertx vertx) {
        StepRunner runner = runner(vertx, true);
        for (Part part : List.of(Part.SIGN_IN, Part.FIND_ORDER)) {
            assertThat(Await.get(runner.ask(WireStep.SIGN_IN, part, null)).failure())
                    .isNull();
        }
        assertThat(Await.get(runner.click(WireStep.PURCHASE, Part.PLACE_ORDER, 7))
                        .failure())
                .isNull();
        assertThat(heard).containsExactly("beat", "SIGN_IN 0", "beat", "FIND_ORDER 0", "beat", "PLACE_ORDER 7");
    }

    @Test
    void whoever_lost_the_job_asks_for_nothing_but_to_leave(Vertx vertx) {
        StepRunner runner = runner(vertx, false);
        assertThatThrownBy(() -> Await.get(runner.ask(WireStep.SIGN_IN, Part.SIGN_IN, null)))
                .isInstanceOf(JobLost.class);
        assertThatThrownBy(() -> Await.get(runner.click(WireStep.PUBLISH, Part.PUBLISH, 7)))
                .isInstanceOf(JobLost.class);
        Await.get(runner.leave());
        assertThat(heard).containsExactly("beat", "beat", "LEAVE 0");
    }

    private StepRunner runner(Vertx vertx, boolean ours) {
        Bus bus = Bus.install(vertx);
        bus.answer(WireChannels.STEP.at("0"), request -> {
            heard.add(request.part() + " " + request.clickBy());
            return Future.succeededFuture(new StepResult(Findings.NONE, null, null, null, null));
        });
        Path home = Path.of("target", "browsers");
        WireBrowser browser = new WireBrowser(Path.of("none"), home, Selectors.load(), 0);
        BrowserDesk.Lease lease = Await.get(new BrowserDesk(vertx, List.of(browser)).lease(Duration.ofSeconds(1)))
                .orElseThrow();
        UUID id = UUID.randomUUID();
        ReleaseJob job = new ReleaseJob(id, UUID.randomUUID(), "pi_1", "basic", false, false);
        JobRun<ReleaseJob> run = new JobRun<>(1, 1, 3, id, job, () -> {
            heard.add("beat");
            return Future.succeededFuture(ours ? Hold.KEPT : Hold.LOST);
        });
        return new StepRunner(vertx, bus, null, run, lease, null);
    }
}
