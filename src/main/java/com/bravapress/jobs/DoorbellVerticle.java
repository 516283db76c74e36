package com.bravapress.jobs;

import com.bravapress.bus.Bus;
import com.bravapress.database.Database;
import com.bravapress.database.Line;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other processes on the same database that a job is due, and hears it from them: after the commit, on a connection
 * of its own, one ring for all that came due meanwhile. A ring may be lost; polling is the floor.
 */
public final class DoorbellVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(DoorbellVerticle.class);
    private static final long AGAIN_MS = 1_000;
    private static final String SEPARATOR = " ";

    private final Bus bus;
    private final Database database;
    private final String self;
    private final boolean listens;
    private final BellStore store = new BellStore();
    private final Set<String> due = new LinkedHashSet<>();
    private Bus.Subscription subscription;
    private Line bell;
    private Line ear;
    private boolean ringing;
    private boolean stopped;

    /**
     * A bell.
     *
     * @param self a name of this process without blanks; its own rings are not for itself
     * @param listens whether this process claims jobs
     */
    public DoorbellVerticle(Bus bus, Database database, String self, boolean listens) {
        this.bus = bus;
        this.database = database;
        this.self = self;
        this.listens = listens;
    }

    @Override
    public Future<?> start() {
        bell = database.line();
        ear = database.line();
        subscription = bus.subscribe(JobChannels.DUE, hint -> ring(hint.type()));
        return listens ? listen() : Future.succeededFuture();
    }

    private Future<Void> listen() {
        return ear.listen(BellStore.CHANNEL, this::heard, this::listenAgain).recover(error -> {
            LOG.warn("the bell of other processes cannot be heard: {}", error.getMessage());
            listenAgain();
            return Future.succeededFuture();
        });
    }

    private void listenAgain() {
        if (!stopped) {
            vertx.setTimer(AGAIN_MS, later -> listen().onFailure(never -> {}));
        }
    }

    private void heard(String text) {
        String[] words = text.split(SEPARATOR, -1);
        for (int i = 1; i < words.length && !words[0].equals(self); i++) {
            bus.publish(JobChannels.RUNG, new JobChannels.JobDue(words[i]));
        }
    }

    private void ring(String type) {
        due.add(type);
        if (!ringing) {
            ringing = true;
            String text = self + SEPARATOR + String.join(SEPARATOR, due);
            due.clear();
            store.ring(bell, text)
                    .onFailure(
                            error -> LOG.warn("other processes could not be told of due jobs: {}", error.getMessage()))
                    .onComplete(rung -> {
                        ringing = false;
                        due.stream().findFirst().ifPresent(this::ring);
                    });
        }
    }

    @Override
    public Future<?> stop() {
        stopped = true;
        return subscription.cancel().eventually(bell::close).eventually(ear::close);
    }
}
