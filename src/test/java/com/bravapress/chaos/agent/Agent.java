package com.bravapress.chaos.agent;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.instrument.Instrumentation;
import java.util.regex.Pattern;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/**
 * Loaded into a process of the campaign by {@code -javaagent}: {@code halt:POINT:n}, {@code stop:POINT:n} or {@code
 * plant:NAME}, joined by {@code +}. The production code knows nothing of it.
 */
public final class Agent {
    private static final int BROKEN = 97;

    private Agent() {}

    /** Changes the classes when they are loaded; ends the process when one of the changes has no place any more. */
    public static void premain(String orders, Instrumentation instrumentation) {
        try {
            AgentBuilder builder = new AgentBuilder.Default()
                    .with(AgentBuilder.InitializationStrategy.NoOp.INSTANCE)
                    .with(AgentBuilder.TypeStrategy.Default.REDEFINE)
                    .with(new Complaints());
            for (String order : orders.split("\\+", -1)) {
                String[] word = order.split(":", -1);
                if (word[0].equals("plant")) {
                    for (Plant.Change change : Plant.valueOf(word[1]).changes) {
                        builder = plant(builder, change);
                    }
                } else {
                    Strike.stops = word[0].equals("stop");
                    Strike.LEFT.set(Integer.parseInt(word[2]));
                    Strike.point = word[1];
                    builder = failpoint(builder, Failpoint.valueOf(word[1]));
                }
            }
            builder.installOn(instrumentation);
        } catch (RuntimeException e) {
            broken("chaos agent: " + e);
        }
    }

    private static AgentBuilder failpoint(AgentBuilder builder, Failpoint point) {
        ElementMatcher.Junction<MethodDescription> method = matching(point.method, point.arguments);
        mustMatch(point.type, method, point.name());
        Class<?> advice = point.atExit ? AtExit.class : AtEnter.class;
        return builder.type(named(point.type))
                .transform((type, description, loader, module, domain) -> type.visit(Advice.withCustomMapping()
                        .bind(Point.class, point.name())
                        .to(advice)
                        .on(method)));
    }

    private static AgentBuilder plant(AgentBuilder builder, Plant.Change change) {
        if (change instanceof Plant.Advised advised) {
            ElementMatcher.Junction<MethodDescription> method = matching(advised.method(), advised.arguments());
            mustMatch(change.type(), method, advised.toString());
            return builder.type(named(change.type()))
                    .transform((type, description, loader, module, domain) ->
                            type.visit(Advice.to(advised.advice()).on(method)));
        }
        Plant.Edited edited = (Plant.Edited) change;
        return builder.type(named(change.type()))
                .transform((type, description, loader, module, domain) -> edit(type, edited));
    }

    private static DynamicType.Builder<?> edit(DynamicType.Builder<?> type, Plant.Edited edited) {
        Pattern pattern = Pattern.compile(edited.pattern());
        int[] changed = new int[1];
        return type.visit(new AsmVisitorWrapper.ForDeclaredMethods()
                        .method(
                                ElementMatchers.any(),
                                (instrumented, method, visitor, context, pool, writer, reader) ->
                                        new Texts(visitor, pattern, edited.replacement(), changed)))
                .visit(new AsmVisitorWrapper.AbstractBase() {
                    @Override
                    public net.bytebuddy.jar.asm.ClassVisitor wrap(
                            TypeDescription instrumented,
                            net.bytebuddy.jar.asm.ClassVisitor visitor,
                            net.bytebuddy.implementation.Implementation.Context context,
                            TypePool pool,
                            net.bytebuddy.description.field.FieldList<
                                            net.bytebuddy.description.field.FieldDescription.InDefinedShape>
                                    fields,
                            net.bytebuddy.description.method.MethodList<?> methods,
                            int writer,
                            int reader) {
                        return new net.bytebuddy.jar.asm.ClassVisitor(Opcodes.ASM9, visitor) {
                            @Override
                            public void visitEnd() {
                                super.visitEnd();
                                if (changed[0] == 0) {
                                    broken("chaos agent: no text to plant " + edited);
                                }
                            }
                        };
                    }
                });
    }

    private static ElementMatcher.Junction<MethodDescription> matching(String name, int arguments) {
        ElementMatcher.Junction<MethodDescription> called = name.equals("<init>") ? isConstructor() : named(name);
        return called.and(takesArguments(arguments));
    }

    private static void mustMatch(String type, ElementMatcher<MethodDescription> method, String what) {
        TypePool.Resolution found = TypePool.Default.ofSystemLoader().describe(type);
        if (!found.isResolved()
                || found.resolve().getDeclaredMethods().filter(method).isEmpty()) {
            broken("chaos agent: nothing in " + type + " matches " + what);
        }
    }

    private static void broken(String why) {
        System.err.println(why);
        System.err.flush();
        Runtime.getRuntime().halt(BROKEN);
    }

    /** The name of the failpoint, in its advice. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Point {}

    private static final class AtEnter {
        @Advice.OnMethodEnter
        static void enter(@Point String name) {
            Strike.at(name);
        }
    }

    private static final class AtExit {
        @Advice.OnMethodExit
        static void exit(@Point String name) {
            Strike.at(name);
        }
    }

    private static final class Texts extends MethodVisitor {
        private final Pattern pattern;
        private final String replacement;
        private final int[] changed;

        private Texts(MethodVisitor next, Pattern pattern, String replacement, int[] changed) {
            super(Opcodes.ASM9, next);
            this.pattern = pattern;
            this.replacement = replacement;
            this.changed = changed;
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof String text && pattern.matcher(text).find()) {
                changed[0]++;
                super.visitLdcInsn(pattern.matcher(text).replaceFirst(replacement));
            } else {
                super.visitLdcInsn(value);
            }
        }
    }

    private static final class Complaints extends AgentBuilder.Listener.Adapter {
        @Override
        public void onError(
                String name, ClassLoader loader, net.bytebuddy.utility.JavaModule module, boolean loaded, Throwable e) {
            broken("chaos agent: " + name + ": " + e);
        }
    }
}
