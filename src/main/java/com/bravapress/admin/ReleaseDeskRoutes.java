package com.bravapress.admin;

import com.bravapress.http.Access;
import com.bravapress.http.Endpoint;
import com.bravapress.http.Reply;
import com.bravapress.http.Request;
import com.bravapress.http.Routes;
import com.bravapress.releases.ReleaseStatus;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Money and manual ways of a release, for programs; people decide on the page of its job. */
public final class ReleaseDeskRoutes implements Routes {
    private static final String RELEASE = "/api/admin/press-releases/:id";

    private final ReleaseDesk desk;

    /** The endpoints under {@code /api/admin/press-releases/:id}. */
    public ReleaseDeskRoutes(ReleaseDesk desk) {
        this.desk = desk;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                // Once the wire may have it, the desk asks for a super admin.
                Endpoint.post(RELEASE + "/refund", Access.ADMIN, request -> acted(request, desk::refund)),
                Endpoint.post(
                        RELEASE + "/approve-manual-payment",
                        Access.SUPER_ADMIN,
                        request -> acted(request, desk::approve)),
                Endpoint.post(RELEASE + "/send", Access.SUPER_ADMIN, request -> acted(request, desk::send)));
    }

    private static Future<Reply> acted(Request request, Action action) {
        UUID id = request.pathUuid("id");
        return action.run(request.principal(), id, request.input(ReleaseDesk.Decision.class))
                .map(status -> Reply.json(Map.of("id", id, "status", status.id())));
    }

    @FunctionalInterface
    private interface Action {
        Future<ReleaseStatus> run(com.bravapress.http.Principal who, UUID id, ReleaseDesk.Decision decision);
    }
}
