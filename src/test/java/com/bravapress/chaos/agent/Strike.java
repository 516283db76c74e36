package com.bravapress.chaos.agent;

import java.util.concurrent.atomic.AtomicInteger;

/** Where the changed methods call: dies, or stops, at the n-th time. */
public final class Strike {
    static volatile String point = "";
    static volatile boolean stops;
    static final AtomicInteger LEFT = new AtomicInteger();

    private Strike() {}

    /** A failpoint was reached. */
    public static void at(String name) {
        if (!name.equals(point) || LEFT.decrementAndGet() != 0) {
            return;
        }
        System.err.println("FAILPOINT " + name + (stops ? " stops" : " halts") + " this process");
        System.err.flush();
        if (stops) {
            stop();
        } else {
            Runtime.getRuntime().halt(137);
        }
    }

    private static void stop() {
        try {
            int code = new ProcessBuilder(
                            "kill", "-STOP", "" + ProcessHandle.current().pid())
                    .start()
                    .waitFor();
            assert code == 0;
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
