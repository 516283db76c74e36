package com.bravapress.app;

import com.bravapress.config.Settings.ProcessRole;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The one list of what is deployed where: verticle, count, pool, role. Undeployed in the opposite order. */
final class Deployments {
    private final Vertx vertx;
    private final Deque<String> deployed = new ArrayDeque<>();

    Deployments(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The list. {@code house} makes the verticles; this says how many of each and on which threads. */
    static List<Deployment> all(House house) {
        int cores = Runtime.getRuntime().availableProcessors();
        List<Deployment> list = new ArrayList<>();
        if (house.showsSandbox()) {
            list.add(Deployment.onEventLoop(
                    "sandbox", 1, EnumSet.of(ProcessRole.WEB, ProcessRole.SANDBOX), house::sandboxVerticle));
        }
        list.add(Deployment.onEventLoop("webhook", 1, EnumSet.of(ProcessRole.WEBHOOKS), house::webhookVerticle));
        list.add(Deployment.onEventLoop("push", 1, EnumSet.of(ProcessRole.ADMIN), house::pushVerticle));
        for (int browser = 0; browser < house.settings().wire().browsers(); browser++) {
            int number = browser;
            list.add(Deployment.onOwnThread(
                    "browser-" + number, EnumSet.of(ProcessRole.WORKER), () -> house.automationVerticle(number)));
        }
        list.add(Deployment.onEventLoop("doorbell", 1, EnumSet.allOf(ProcessRole.class), house::doorbellVerticle));
        list.add(Deployment.onEventLoop("poller", 1, EnumSet.of(ProcessRole.WORKER), house::pollerVerticle));
        list.add(Deployment.onEventLoop(
                "http",
                cores,
                EnumSet.of(ProcessRole.WEB, ProcessRole.WEBHOOKS, ProcessRole.ADMIN),
                house::httpVerticle));
        return list;
    }

    /** Deploys what the roles of this process ask for, one after the other: the site opens last. */
    Future<Void> deploy(List<Deployment> list, Set<ProcessRole> roles) {
        Future<Void> all = Future.succeededFuture();
        for (Deployment each : list) {
            if (!Collections.disjoint(roles, each.roles())) {
                all = all.compose(before -> vertx.deployVerticle(each.verticle(), each.options()))
                        .onSuccess(deployed::push)
                        .mapEmpty();
            }
        }
        return all;
    }

    /** Undeploys everything, last first; one that fails does not keep the others. */
    Future<Void> undeploy() {
        Future<Void> all = Future.succeededFuture();
        while (!deployed.isEmpty()) {
            String id = deployed.pop();
            all = all.compose(before -> vertx.undeploy(id)).otherwiseEmpty();
        }
        return all;
    }

    /** One line of the list; {@code roles} are those of which a process needs at least one. */
    record Deployment(
            String name, Set<ProcessRole> roles, Supplier<? extends Deployable> verticle, DeploymentOptions options) {
        static Deployment onEventLoop(
                String name, int instances, Set<ProcessRole> roles, Supplier<? extends Deployable> verticle) {
            return new Deployment(name, roles, verticle, new DeploymentOptions().setInstances(instances));
        }

        /** Playwright must be used by the one thread that made it: a worker pool of size 1 for each verticle. */
        static Deployment onOwnThread(String name, Set<ProcessRole> roles, Supplier<? extends Deployable> verticle) {
            return new Deployment(
                    name,
                    roles,
                    verticle,
                    new DeploymentOptions()
                            .setThreadingModel(ThreadingModel.WORKER)
                            .setWorkerPoolName(name)
                            .setWorkerPoolSize(1));
        }
    }
}
