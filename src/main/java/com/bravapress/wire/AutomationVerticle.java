package com.bravapress.wire;

import com.bravapress.bus.Bus;
import com.bravapress.wire.pages.WireBrowser;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One browser that does one part of a step after the other, on a thread of its own: Playwright belongs to the thread that
 * made it. To be deployed as a worker, which stays free to end a browser that hangs. The browser starts with the first
 * step and ends when it was idle.
 */
public final class AutomationVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(AutomationVerticle.class);
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private final Bus bus;
    private final int number;
    private final Path home;
    private final Duration idle;
    private final WireBrowser browser;
    private final StepPerformer performer;
    private WorkerExecutor hand;
    private int busy;
    private Bus.Subscription answering;
    private Bus.Subscription looking;
    private long idleTimer = -1;

    /**
     * A browser on the bus.
     *
     * @param idle how long it is kept without work
     * @param clock the one of {@link SubmitReleaseHandler}, which says until when it may click
     */
    public AutomationVerticle(
            Bus bus, int number, WireBrowser browser, WireSites sites, Path home, Duration idle, Clock clock) {
        this.bus = bus;
        this.number = number;
        this.home = home;
        this.idle = idle;
        this.browser = browser;
        this.performer = new StepPerformer(browser, sites, clock);
    }

    /** Ends orphans of an earlier process and answers from now on. */
    @Override
    public Future<?> start() {
        WireBrowser.reap(home);
        hand = vertx.createSharedWorkerExecutor("playwright-" + number, 1);
        String at = Integer.toString(number);
        answering = bus.answer(WireChannels.STEP.at(at), each -> answer(() -> performer.perform(each)));
        looking = bus.answer(Looks.LOOK.at(at), each -> answer(() -> performer.look(each)));
        return Future.succeededFuture();
    }

    private <T> Future<T> answer(Callable<T> work) {
        vertx.cancelTimer(idleTimer);
        busy++;
        return hand.executeBlocking(work).onComplete(done -> {
            busy--;
            vertx.cancelTimer(idleTimer);
            idleTimer = vertx.setTimer(
                    idle.toMillis(), late -> close().onFailure(e -> LOG.warn("idle browser {} stays", number, e)));
        });
    }

    private Future<Void> close() {
        return hand.executeBlocking(() -> {
            performer.close();
            return null;
        });
    }

    /** Ends the browser within seconds: at once by force when it is at work, since it may hang. */
    @Override
    public Future<?> stop() {
        return Future.all(answering.cancel(), looking.cancel())
                .compose(deaf -> {
                    if (busy > 0) {
                        browser.kill();
                    }
                    return close().timeout(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
                })
                .recover(late -> {
                    LOG.warn("browser {} did not end by itself", number, late);
                    browser.kill();
                    return Future.succeededFuture();
                })
                .onComplete(done -> vertx.cancelTimer(idleTimer))
                .eventually(hand::close);
    }
}
