package com.bravapress.chaos.agent;

import com.bravapress.jobs.FailureCategory;
import com.bravapress.wire.pages.Findings;
import com.bravapress.wire.pages.WireFailure;
import io.vertx.core.Future;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Bugs to be planted, as advice: what each makes of the method it changes. */
public final class Plants {
    private Plants() {}

    /** Nothing is done, and it is said that it was. */
    public static final class Skipped {
        private Skipped() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result) {
            result = Future.succeededFuture();
        }
    }

    /** An unknown outcome counts as a failure without effect. */
    public static final class LostMeansNo {
        private LostMeansNo() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result) {
            result = certain(result);
        }
    }

    /** What an unknown failure becomes. */
    public static Object certain(Object failure) {
        WireFailure known = (WireFailure) failure;
        return known.kind() == WireFailure.Kind.UNKNOWN
                ? new WireFailure(WireFailure.Kind.RETRYABLE, FailureCategory.WIRE, known.getMessage())
                : known;
    }

    /** The wire's list is said to be empty without a look. */
    public static final class NothingFound {
        private NothingFound() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter() {
            return true;
        }

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result) {
            result = nothing();
        }
    }

    /** No findings. */
    public static Object nothing() {
        return Findings.NONE;
    }

    /** 200 before anything is kept. */
    public static final class EarlyAnswer {
        private EarlyAnswer() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result) {
            result = early();
        }
    }

    /** The answer to Stripe. */
    public static Object early() {
        try {
            Constructor<?> verdict = Class.forName("com.bravapress.payments.PaymentChannels$WebhookVerdict")
                    .getDeclaredConstructor(int.class, String.class);
            verdict.setAccessible(true);
            return Future.succeededFuture(verdict.newInstance(200, "early"));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything is enqueued twice, as two processes that race would. */
    public static final class Twice {
        private Twice() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.This Object queue,
                @Advice.AllArguments Object[] arguments,
                @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result) {
            result = again(queue, arguments, result);
        }
    }

    private static final ThreadLocal<Boolean> AGAIN = ThreadLocal.withInitial(() -> false);

    /** The second call, after the first. */
    public static Object again(Object queue, Object[] arguments, Object first) {
        if (AGAIN.get()) {
            return first;
        }
        return ((Future<?>) first).compose(done -> {
            AGAIN.set(true);
            try {
                for (Method method : queue.getClass().getDeclaredMethods()) {
                    if (method.getName().equals("enqueue")
                            && method.getParameterCount() == arguments.length
                            && method.getParameterTypes()[0].isInstance(arguments[0])) {
                        return ((Future<?>) method.invoke(queue, arguments)).map(second -> done);
                    }
                }
                return Future.failedFuture("no enqueue");
            } catch (ReflectiveOperationException e) {
                return Future.failedFuture(e);
            } finally {
                AGAIN.set(false);
            }
        });
    }
}
