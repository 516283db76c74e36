package com.bravapress.jobs;

import com.bravapress.bus.Bus;
import com.bravapress.database.Database;
import com.bravapress.jobs.ClaimStore.Claimer;
import com.bravapress.jobs.ClaimStore.Exchange;
import com.bravapress.jobs.ClaimStore.Finished;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs: claims for the free places of each type, runs the handlers, writes how they ended. What ends while a
 * statement is under way goes out with the next one, together with the next claim, so a backlog is worked off in batches
 * and a single job is never kept waiting. All state belongs to the poller's context; a handler may complete on any other.
 */
final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private static final String STOPPED = "the server was stopped";

    private final Context context;
    private final Database database;
    private final Bus bus;
    private final QueueOptions options;
    private final Claimer self;
    private final ClaimStore claims = new ClaimStore();
    private final Executions executions;
    private final Rescuer rescuer;
    private final List<Lane> lanes;
    private final Stations stations;
    private final Set<Running> running = new LinkedHashSet<>();
    private final Finishes finished = new Finishes();
    private boolean pumping;
    /** An answer was lost: some job may be ours without our knowing. */
    private boolean unsure;

    private boolean stopping;

    JobRunner(
            Context context,
            Database database,
            JobStore store,
            Bus bus,
            QueueOptions options,
            Rescuer rescuer,
            List<JobWorker<?>> workers) {
        this.context = context;
        this.database = database;
        this.bus = bus;
        this.options = options;
        this.self = new Claimer(options.worker(), options.lease());
        this.rescuer = rescuer;
        this.executions = new Executions(database, store, options);
        this.lanes = List.of(new Lane(database.line()), new Lane(database.line()));
        this.stations = new Stations(workers);
    }

    /** The first exchanges of a process are slow; better before there is work than with it. */
    Future<Void> warmUp() {
        return Future.join(lanes.stream().map(lane -> lane.warmUp(claims, self)).toList())
                .mapEmpty();
    }

    /** Something of this type, or with {@link TypeDesk#ALL} of any, may be due. */
    void wake(String type) {
        stations.want(type);
        pump();
    }

    /** Claims what is due now, for as many places as are free; the ids. */
    Future<List<Long>> claimNow() {
        List<Long> ids = new ArrayList<>();
        List<Future<Exchange>> all = new ArrayList<>();
        for (Station station : stations.all()) {
            int room = stopping ? 0 : station.ask();
            if (room > 0) {
                all.add(claims.exchange(database, List.of(), station.type(), room, self)
                        .compose(answer -> limited(station.type(), room, answer))
                        .onSuccess(answer -> answer.claims().forEach(claim -> ids.add(claim.id())))
                        .onComplete(answer -> onContext(() -> answered(List.of(), station, room, answer))));
            }
        }
        return Future.join(all).map(ids);
    }

    /** Once a second: looks for work that no hint told of, and sees to what went wrong. */
    void tick() {
        if (unsure && lanes.stream().noneMatch(Lane::isBusy)) {
            unsure = false;
            rescuer.rescue(options.worker(), known())
                    .onFailure(error -> unsure = true)
                    .onComplete(done -> wake(TypeDesk.ALL));
        } else {
            wake(TypeDesk.ALL);
        }
        giveUpStale();
    }

    private Long[] known() {
        Set<Long> ids = new LinkedHashSet<>();
        running.forEach(run -> ids.add(run.claim().id()));
        ids.addAll(finished.ids());
        ids.addAll(stations.waiting());
        return ids.toArray(Long[]::new);
    }

    /** What waits here although its type was paused, or for too long, goes back to all. */
    private void giveUpStale() {
        if (stations.holdNothing()) {
            return;
        }
        claims.paused(database)
                .onSuccess(paused -> stations.all().forEach(station -> {
                    boolean isPaused = paused.contains(TypeDesk.ALL) || paused.contains(station.type());
                    if (isPaused || station.prefetch().stale(System.nanoTime())) {
                        handBack(station.prefetch().release(), isPaused ? "its type was paused" : "it waited too long")
                                .onFailure(this::away);
                    }
                }))
                .onFailure(this::away);
    }

    private void pump() {
        if (!pumping) {
            pumping = true;
            // After whatever else ends in this turn of the loop.
            context.runOnContext(turn -> {
                pumping = false;
                lanes.forEach(this::pump);
            });
        }
    }

    private void pump(Lane lane) {
        Station station = stopping ? null : stations.hungry();
        if (lane.isBusy() || station == null && finished.isEmpty()) {
            return;
        }
        List<Finished> batch = finished.take();
        // Without a hungry station nothing is claimed, whatever the type.
        String type = station == null ? batch.get(0).claim().type() : station.type();
        int room = station == null ? 0 : station.ask();
        lane.carry(claims.exchange(lane.line(), batch, type, room, self).compose(answer -> limited(type, room, answer)))
                .onComplete(answer -> onContext(() -> answered(batch, station, room, answer)));
    }

    private void answered(List<Finished> batch, Station station, int room, AsyncResult<Exchange> answer) {
        if (answer.failed()) {
            away(answer.cause());
            unsure = true;
            finished.putBack(batch);
        } else if (answer.result().finished() < batch.size()) {
            LOG.warn(
                    "{} finished jobs had been taken over; their outcome is dropped",
                    batch.size() - answer.result().finished());
        }
        if (station != null) {
            take(station, answer.succeeded() ? answer.result() : Exchange.NONE, room);
        } else if (answer.succeeded()) {
            tell(batch.get(0).claim().type());
        }
        if (answer.succeeded()) {
            pump();
        }
    }

    private Future<Exchange> limited(String type, int room, Exchange answer) {
        return answer.limit() == null || room == 0
                ? Future.succeededFuture(answer)
                : database.inTransaction(tx -> claims.claimLimited(tx, type, room, self))
                        .map(more -> new Exchange(answer.finished(), answer.limit(), more));
    }

    private void take(Station station, Exchange answer, int asked) {
        List<Claim> claimed = answer.claims();
        station.answer(asked, claimed, answer.limit() != null, System.nanoTime());
        if (stopping) {
            handBack(station.prefetch().release(), STOPPED).onFailure(this::away);
        } else if (!claimed.isEmpty()) {
            tell(station.type());
            start(station);
        }
    }

    private void start(Station station) {
        for (Claim claim = station.prefetch().next();
                claim != null;
                claim = station.prefetch().next()) {
            Running run = new Running(claim);
            running.add(run);
            Future<JobOutcome> outcome = executions.run(station.worker(), claim);
            if (outcome.isComplete()) {
                ended(station, run, outcome.result());
            } else {
                outcome.onComplete(done -> onContext(() -> {
                    ended(station, run, done.result());
                    start(station);
                }));
            }
        }
        pump();
    }

    private void ended(Station station, Running run, JobOutcome outcome) {
        if (outcome instanceof JobOutcome.Done done) {
            finished.add(new Finished(run.claim(), done.result()));
            over(station, run);
        } else {
            executions
                    .settle(station.worker(), run.claim(), outcome)
                    .onComplete(written -> onContext(() -> {
                        tell(station.type());
                        over(station, run);
                        start(station);
                    }));
        }
    }

    private void over(Station station, Running run) {
        running.remove(run);
        run.ended().complete();
        station.ended(System.nanoTime());
    }

    /** Claims nothing more, waits for what runs, then hands the rest back. */
    Future<Void> stop(Duration patience) {
        stopping = true;
        List<Claim> unbegun = stations.release();
        pump();
        return handBack(unbegun, STOPPED)
                .otherwiseEmpty()
                .compose(back -> Future.join(running.stream()
                                .map(run -> run.ended().future())
                                .toList())
                        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                        .otherwiseEmpty())
                .compose(late -> handBack(running.stream().map(Running::claim).toList(), STOPPED))
                .compose(back -> quiet())
                .recover(error -> {
                    away(error);
                    return Future.succeededFuture();
                })
                .compose(end ->
                        Future.join(lanes.stream().map(lane -> lane.close()).toList()))
                .mapEmpty();
    }

    /** Until every lane has brought out what was finished. */
    private Future<Void> quiet() {
        return Future.join(lanes.stream().map(Lane::answered).toList())
                .otherwiseEmpty()
                .compose(answered -> finished.isEmpty()
                        ? Future.succeededFuture()
                        : claims.exchange(database, finished.take(), "", 0, self)
                                .compose(written -> quiet()));
    }

    private Future<Void> handBack(List<Claim> back, String reason) {
        return claims.handBack(database, back, "worker:" + options.worker(), reason)
                .mapEmpty();
    }

    private void onContext(Runnable action) {
        if (Vertx.currentContext() == context) {
            action.run();
        } else {
            context.runOnContext(hop -> action.run());
        }
    }

    void away(Throwable error) {
        LOG.warn("the queue cannot reach its database: {}", error.getMessage());
    }

    private void tell(String about) {
        bus.publish(JobChannels.TIMELINE, new JobChannels.TimelineGrew(about));
    }
}
