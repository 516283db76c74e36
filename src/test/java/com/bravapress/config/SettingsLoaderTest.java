package com.bravapress.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsLoaderTest {
    @TempDir
    Path folder;

    @Test
    void nothing_needs_to_be_set() {
        Settings settings = load(Map.of());
        assertThat(settings.web().publicUrl()).isEqualTo("http://localhost:8080");
        assertThat(settings.databaseUrl()).isEmpty();
        assertThat(settings.wire().settle()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.prices().cents()).containsEntry("basic", 9_900);
        assertThat(settings.needsSandbox()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "0.0.0.0, 127.0.0.1",
        "::, 127.0.0.1",
        "0:0:0:0:0:0:0:0, 127.0.0.1",
        "::1, [::1]",
        "[::1], [::1]",
        "10.0.0.7, 10.0.0.7",
        "press.example, press.example"
    })
    void programs_on_this_machine_reach_it_where_it_listens(String host, String reached) {
        Settings settings = load(Map.of("HOST", host, "PORT", "9001"));
        assertThat(settings.web().localUrl()).isEqualTo("http://" + reached + ":9001");
    }

    @Test
    void every_fault_is_reported_at_once_and_misspellings_are_recognised() {
        assertThatThrownBy(() -> load(Map.of(
                        "PORT", "eighty",
                        "STRIPE_MODEE", "live",
                        "PORTT", "1",
                        "WIRE_PURCHASE", "maybe",
                        "JOBS_LEASE", "60",
                        "DATABASE_URL", "mysql://x")))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        refused -> assertThat(refused.faults())
                                .containsExactlyInAnyOrder(
                                        "PORTT in the environment is not a setting: did you mean PORT?",
                                        "STRIPE_MODEE in the environment is not a setting: did you mean STRIPE_MODE?",
                                        "PORT must be a whole number from 1 to 65535 (it is \"eighty\")",
                                        "WIRE_PURCHASE must be one of: balance-only, balance-then-buy, manual (it is \"maybe\")",
                                        "JOBS_LEASE must be a duration like PT30S or PT5M (ISO 8601) (it is \"60\")",
                                        "DATABASE_URL must look like postgresql://user:pass@host/db"));
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void the_environment_wins_over_the_file_and_the_file_over_the_jar() throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/application.properties"), "PORT=9000\nWIRE_BROWSERS=2\n");
        Settings settings = load(Map.of("PORT", "9001"));
        assertThat(settings.web().port()).isEqualTo(9_001);
        assertThat(settings.wire().browsers()).isEqualTo(2);
    }

    @Test
    void generated_secrets_are_kept_and_readable_by_their_owner_only() throws IOException {
        String first = load(Map.of()).accounts().jwtSecret();
        assertThat(load(Map.of()).accounts().jwtSecret()).isEqualTo(first).hasSizeGreaterThan(40);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("data/secrets/jwt-secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void a_live_key_needs_https_and_a_live_wire_needs_consent_and_an_account() {
        assertThatThrownBy(() -> load(Map.of(
                        "STRIPE_MODE", "live",
                        "STRIPE_SECRET_KEY", "sk_live_abc",
                        "STRIPE_WEBHOOK_SECRET", "whsec_a,whsec_b",
                        "WIRE_MODE", "live")))
                .isInstanceOfSatisfying(
                        InvalidSettings.class,
                        refused -> assertThat(refused.faults())
                                .hasSize(4)
                                .anyMatch(fault -> fault.startsWith("PUBLIC_URL must be https://"))
                                .anyMatch(fault -> fault.startsWith("WIRE_TERMS_ACCEPTED must be yes"))
                                .anyMatch(fault -> fault.startsWith("EINPRESSWIRE_EMAIL"))
                                .anyMatch(fault -> fault.startsWith("EINPRESSWIRE_PASSWORD")));
    }

    @Test
    void the_team_reads_at_the_address_our_mails_come_from_unless_told_otherwise() {
        assertThat(load(Map.of()).mail().team()).isEqualTo("news@bravapress.example");
        assertThat(load(Map.of("MAIL_FROM", "desk@x.example")).mail().team()).isEqualTo("desk@x.example");
        assertThat(load(Map.of("ALERT_EMAIL", "ops@x.example")).mail().team()).isEqualTo("ops@x.example");
    }

    @Test
    void what_this_version_cannot_do_is_refused_and_not_ignored() {
        assertThatThrownBy(() -> load(Map.of("CLUSTER", "on")))
                .isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("CLUSTER must be off");
    }

    @Test
    void settings_never_print_a_secret() {
        Settings settings = load(Map.of("JWT_SECRET", "s".repeat(40), "WORKER_TOKEN", "t".repeat(40)));
        assertThat(settings.toString()).doesNotContain("ssss").doesNotContain("tttt");
    }

    private Settings load(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("DATA_DIR", folder.resolve("data").toString());
        return SettingsLoader.load(folder, all);
    }
}
