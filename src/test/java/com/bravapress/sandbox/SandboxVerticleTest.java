package com.bravapress.sandbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bravapress.config.StartupProblem;
import com.bravapress.testing.Await;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class SandboxVerticleTest {
    @Test
    void a_taken_port_says_which_setting_to_change(Vertx vertx) {
        // Another Vert.x: within one, servers of one port share it.
        Vertx other = Vertx.vertx();
        SandboxVerticle first = new SandboxVerticle(0, List.of());
        Await.get(other.deployVerticle(first));
        try {
            assertThatThrownBy(() -> Await.get(vertx.deployVerticle(new SandboxVerticle(first.port(), List.of()))))
                    .isInstanceOf(StartupProblem.class)
                    .hasMessage("Port " + first.port() + " is taken: set SANDBOX_PORT");
        } finally {
            Await.get(other.close());
        }
    }
}
