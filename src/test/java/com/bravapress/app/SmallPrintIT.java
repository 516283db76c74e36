package com.bravapress.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only programs and proxies see. */
class SmallPrintIT {
    private static final HouseUnderTest HOUSE = HouseUnderTest.open();

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"})
    void behind_a_proxy_the_metrics_need_the_worker_token(String header) {
        assertThat(HOUSE.web.get("/metrics").statusCode()).isEqualTo(200);
        assertThat(HOUSE.web.get("/metrics", header, "for=10.0.0.1").statusCode())
                .isEqualTo(403);
        assertThat(HOUSE.web
                        .get("/metrics", header, "x", "Authorization", "Bearer wrong")
                        .statusCode())
                .isEqualTo(403);
        assertThat(HOUSE.web
                        .get("/metrics", header, "x", "Authorization", "Bearer " + HouseUnderTest.WORKER_TOKEN)
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/health/live", "/health/ready", "/metrics", "/openapi.yaml", "/robots.txt", "/api/nothing"})
    void only_a_page_gives_the_cookie_that_binds_its_forms(String path) {
        assertThat(HOUSE.web.get(path).headers().allValues("Set-Cookie")).isEmpty();
        assertThat(Web.cookie(HOUSE.web.get("/auth/login"), "bp_csrf")).startsWith("bp_csrf=");
    }

    @Test
    void a_delete_may_bring_a_small_body() {
        UUID id = HOUSE.draft(HOUSE.ada, new JsonObject().put("title", "A quiet harbour"));
        HttpResponse<String> gone = HOUSE.web.send("DELETE", "/api/releases/" + id, Web.JSON, "{}", HOUSE.ada.bearer());
        assertThat(gone.statusCode()).as(gone.body()).isBetween(200, 299);
        HttpResponse<String> large = HOUSE.web.send(
                "DELETE", "/api/releases/" + id, Web.JSON, " ".repeat(32 << 10) + "{}", HOUSE.ada.bearer());
        assertThat(large.statusCode()).isEqualTo(413);
    }
}
