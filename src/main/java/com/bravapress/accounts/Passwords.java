package com.bravapress.accounts;

import com.bravapress.config.Secrets;
import com.bravapress.http.AppException;
import com.bravapress.http.Problem;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Password hashes: Argon2id with 19 MiB, t=2, p=1 (OWASP Password Storage Cheat Sheet), about 30 ms each, on two threads
 * of their own so that a rush of sign-ins can neither block an event loop nor take all memory.
 */
public final class Passwords {
    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int PARALLELISM = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int THREADS = 2;
    /** More than this many waiting could not be answered before their request's deadline. */
    private static final int MOST_WAITING = 200;

    private static final Argon2Function ARGON2 =
            Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, PARALLELISM, HASH_BYTES, Argon2.ID);

    private final WorkerExecutor workers;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Future<String> nobodys;

    /** Starts the worker threads. */
    public Passwords(Vertx vertx) {
        this.workers = vertx.createSharedWorkerExecutor("passwords", THREADS);
        this.nobodys = hash(Secrets.random());
    }

    /** The hash to keep, with its salt and parameters (PHC string format). */
    Future<String> hash(String password) {
        return work(() -> Password.hash(normal(password))
                .addRandomSalt(SALT_BYTES)
                .with(ARGON2)
                .getResult());
    }

    /**
     * Whether the password is the one behind the hash. Without a hash, for an unknown account, the same work is done and
     * the answer is no, so that the time taken does not tell whether the account exists.
     */
    Future<Boolean> matches(String password, Optional<String> hash) {
        return nobodys.compose(dummy -> work(() -> {
            String against = hash.orElse(dummy);
            boolean same = Password.check(normal(password), against).with(Argon2Function.getInstanceFromHash(against));
            return same && hash.isPresent();
        }));
    }

    /** Ends the worker threads. */
    public Future<Void> close() {
        return workers.close();
    }

    private <T> Future<T> work(Callable<T> task) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return Future.failedFuture(AppException.later(
                    Problem.UNAVAILABLE,
                    "Many people are signing in just now. Please try again.",
                    Duration.ofSeconds(5)));
        }
        return workers.executeBlocking(task, false).onComplete(done -> waiting.decrementAndGet());
    }

    /** The same letters, however the keyboard composed them. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }
}
