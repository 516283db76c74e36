package com.bravapress.app;

import com.bravapress.config.Settings;
import com.bravapress.config.SettingsLoader;
import com.bravapress.config.StartupProblem;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A house that is open: waits for its start, closes it in order when the JVM is told to end. */
final class Running {
    /** The exit code of a command that leaves a server behind. */
    static final int KEEP = -1;

    private static final long START_SECONDS = 120;
    private static final long STOP_SECONDS = 9;

    private static volatile int exitCode;

    private Running() {}

    /** The settings of this process: working folder and environment. */
    static Settings settings() {
        return SettingsLoader.load(Path.of(""), System.getenv());
    }

    /** Opens a house and closes it at the end of the JVM, however that comes about short of kill -9. */
    static House open(Settings settings) {
        House house = new House(settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(house), "shutdown"));
        await(house.open(), START_SECONDS);
        return house;
    }

    /** Where to go and, once, how to sign in. */
    static void announce(House house, PrintStream out) {
        Settings settings = house.settings();
        out.println("BravaPress " + Version.text() + " is open.");
        if (settings.roles().contains(Settings.ProcessRole.WEB)) {
            out.println("  Site      " + settings.web().publicUrl());
        }
        if (settings.roles().contains(Settings.ProcessRole.ADMIN)) {
            out.println("  Console   " + settings.web().publicUrl() + "/dashboard/admin");
        }
        if (house.showsSandbox()) {
            String sandbox = "http://localhost:" + settings.sandboxPort();
            out.println("  Sandbox   " + sandbox + "/wire  " + sandbox + "/stripe/ledger");
        }
        out.println("  Data      " + settings.dataDir().toAbsolutePath().normalize());
        house.firstSignIn().ifPresent(line -> {
            out.println();
            out.println("An administrator was made; this is the only time you see the password:");
            out.println("  " + line);
        });
    }

    /** The result of a future, in a thread that may wait: the main thread and the shutdown hook. */
    @CanIgnoreReturnValue
    static <T> T await(Future<T> future, long seconds) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new StartupProblem("It did not answer within " + seconds + " seconds; see the log above", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How the process ends when it is told to: 0, unless a command has said otherwise. */
    static void endWith(int code) {
        exitCode = code;
    }

    private static void close(House house) {
        try {
            await(house.close(), STOP_SECONDS);
        } catch (RuntimeException e) {
            System.err.println("Not everything could be closed in order: " + e.getMessage());
        }
        // A server that was asked to stop and did has done well; by itself the JVM would say 143.
        Runtime.getRuntime().halt(exitCode);
    }
}
