package com.bravapress.bus;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The typed face of the event bus; the only package that may touch {@code io.vertx.core.eventbus}. A message is a hint:
 * whatever must not be lost is in PostgreSQL before it is published.
 */
public final class Bus {
    private static final int HANDLER_FAILED = 1;

    private final EventBus events;

    private Bus(EventBus events) {
        this.events = events;
    }

    /** Teaches this Vert.x instance to carry records. Call once, before any deployment; a second call fails. */
    public static Bus install(Vertx vertx) {
        EventBus events = vertx.eventBus();
        RecordCodec codec = new RecordCodec();
        events.registerCodec(codec);
        events.codecSelector(body -> body instanceof Record ? codec.name() : null);
        return new Bus(events);
    }

    /** Tells every subscriber, on every node. */
    public <T extends Record> void publish(Channel<T> channel, T message) {
        events.publish(channel.address(), message);
    }

    /** Hears every message of the channel on the caller's context until cancelled. */
    @CanIgnoreReturnValue
    public <T extends Record> Subscription subscribe(Channel<T> channel, Consumer<T> handler) {
        MessageConsumer<T> consumer = events.consumer(
                channel.address(), message -> handler.accept(channel.type().cast(message.body())));
        return consumer::unregister;
    }

    /** Asks one answerer; fails with the answerer's message, or after the call's own time limit. */
    public <Q extends Record, R extends Record> Future<R> call(Call<Q, R> call, Q request) {
        DeliveryOptions options =
                new DeliveryOptions().setSendTimeout(call.timeout().toMillis());
        return events.<R>request(call.address(), request, options)
                .map(reply -> call.reply().cast(reply.body()));
    }

    /** Answers calls in this process only: whoever needs another node's work puts a job in the queue. */
    @CanIgnoreReturnValue
    public <Q extends Record, R extends Record> Subscription answer(Call<Q, R> call, Function<Q, Future<R>> handler) {
        MessageConsumer<Q> consumer = events.localConsumer(call.address(), message -> reply(call, message, handler));
        return consumer::unregister;
    }

    private static <Q extends Record, R extends Record> void reply(
            Call<Q, R> call, Message<Q> message, Function<Q, Future<R>> handler) {
        // compose() turns a synchronous throw into a failed future; without it the caller would wait
        // out the whole time limit.
        Future.succeededFuture(message.body())
                .compose(body -> handler.apply(call.request().cast(body)))
                .onSuccess(message::reply)
                .onFailure(error -> message.fail(HANDLER_FAILED, error.getMessage()));
    }

    /** A registration that can be taken back. */
    @FunctionalInterface
    public interface Subscription {
        /** Stops hearing; completes when no further message will be delivered. */
        @CanIgnoreReturnValue
        Future<Void> cancel();
    }
}
