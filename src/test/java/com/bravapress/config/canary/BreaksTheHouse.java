package com.bravapress.config.canary;

import com.bravapress.http.Role;
import com.stripe.StripeClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.sqlclient.Pool;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Breaks every rule of the house on purpose; never run. */
public final class BreaksTheHouse {
    public Role role;
    public StripeClient stripe;
    public JWTAuth tokens;
    public Pool pool;
    public EventBus events;

    public Object everything(Vertx vertx, CompletableFuture<String> slow, Future<String> slower) throws Exception {
        Thread.sleep(1); // the canary of "nobody sleeps": ArchitectureTest must catch it
        return vertx.eventBus().toString() + System.getenv("PATH") + Instant.now() + slow.get() + slower.await();
    }
}
