package com.bravapress.sandbox;

import io.vertx.core.Future;
import io.vertx.ext.web.Router;

/** One outside service played on the sandbox server. It keeps to a path prefix of its own, such as {@code /wire}. */
@FunctionalInterface
public interface StandIn {
    /** Adds its routes. Bodies up to 2 MiB, forms included, are already read when they run. */
    void mount(Router router);

    /** Ends what it does by itself, when its server stops. */
    default Future<Void> close() {
        return Future.succeededFuture();
    }
}
