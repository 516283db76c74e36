package com.bravapress.wire;

import com.bravapress.bus.Bus;
import com.bravapress.wire.WireChannels.StepRequest;
import com.bravapress.wire.WireChannels.StepResult;
import com.bravapress.wire.pages.WireBrowser;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One browser that does one part of a step after the other. To be deployed as a worker with a pool of its own of size 1:
 * Playwright belongs to the thread that made it. The browser starts with the first step and ends when it was idle.
 */
public final class AutomationVerticle extends VerticleBase {
    private final Bus bus;
    private final int number;
    private final Path home;
    private final Duration idle;
    private final StepPerformer performer;
    private Bus.Subscription answering;
    private long idleTimer = -1;

    /**
     * A browser on the bus.
     *
     * @param number where it answers: {@code WireChannels.STEP.at(number)}
     * @param home the folder of the browsers, see {@link WireBrowser}
     * @param idle how long it is kept without work
     */
    public AutomationVerticle(Bus bus, int number, WireBrowser browser, WireSites sites, Path home, Duration idle) {
        this.bus = bus;
        this.number = number;
        this.home = home;
        this.idle = idle;
        this.performer = new StepPerformer(browser, sites);
    }

    /** Ends orphans of an earlier process and answers from now on. */
    @Override
    public Future<?> start() {
        WireBrowser.reap(home);
        answering = bus.answer(WireChannels.STEP.at(Integer.toString(number)), this::answer);
        return Future.succeededFuture();
    }

    private Future<StepResult> answer(StepRequest request) {
        vertx.cancelTimer(idleTimer);
        StepResult result = performer.perform(request);
        idleTimer = vertx.setTimer(idle.toMillis(), late -> performer.close());
        return Future.succeededFuture(result);
    }

    /** Hears no more and ends the browser. */
    @Override
    public Future<?> stop() {
        return answering.cancel().onComplete(done -> performer.close());
    }
}
