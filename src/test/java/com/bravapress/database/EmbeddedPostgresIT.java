package com.bravapress.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.bravapress.config.StartupProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresIT {
    @Test
    void it_takes_a_folder_with_dots_keeps_its_data_refuses_a_second_owner_and_comes_back_when_it_is_killed()
            throws Exception {
        Path home = Path.of("./target/./embedded-" + UUID.randomUUID());
        try (EmbeddedPostgres first = EmbeddedPostgres.start(home)) {
            run(first.address(), "CREATE TABLE kept (id int)");
            assertThatThrownBy(() -> EmbeddedPostgres.start(home))
                    .isInstanceOf(StartupProblem.class)
                    .hasMessageContaining("Another BravaPress is running on");
        }
        try (EmbeddedPostgres second = EmbeddedPostgres.start(home)) {
            run(second.address(), "INSERT INTO kept VALUES (1)");
            long postmaster = Long.parseLong(Files.readAllLines(home.resolve("data/postmaster.pid"))
                    .get(0)
                    .trim());
            ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> run(second.address(), "INSERT INTO kept VALUES (2)"));
            assertThat(Files.readAllLines(home.resolve("data/postmaster.pid"))
                            .get(0)
                            .trim())
                    .isNotEqualTo(Long.toString(postmaster));
        }
    }

    private static void run(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(address.jdbc(), address.user(), address.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
