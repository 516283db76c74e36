package com.bravapress.wire.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bravapress.config.StartupProblem;
import com.bravapress.jobs.FailureCategory;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SelectorsTest {
    @Test
    void the_shipped_file_is_complete() {
        Selectors selectors = Selectors.load();
        assertThat(selectors.of(Spot.PLAN_BASIC)).hasSizeGreaterThan(1);
        assertThat(selectors.path("login")).isEqualTo("/login-email");
    }

    @Test
    void a_broken_file_names_everything_that_is_wrong() {
        String yaml = """
                version: "1"
                limits_ms: {action: 1, navigation: 1}
                paths: {login: login}
                default_industry: X
                masks: [input]
                elements: {sign_in: [a], login_form: [""]}
                """;
        assertThatThrownBy(() -> Selectors.read(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("limits_ms.picture")
                .hasMessageContaining("pause_ms.min and max")
                .hasMessageContaining("paths.login must begin with /")
                .hasMessageContaining("elements.login_form needs a selector")
                .hasMessageContaining("elements.sign_in is not known");
    }

    @Test
    void failures_of_the_browser_are_told_apart_from_those_of_the_wire() {
        assertThat(Mishap.translated("x", new TimeoutError("t")).category()).isEqualTo(FailureCategory.WIRE);
        assertThat(Mishap.translated("x", new PlaywrightException("net::ERR_EMPTY_RESPONSE at"))
                        .category())
                .isEqualTo(FailureCategory.WIRE);
        WireFailure crash = Mishap.translated("x", new PlaywrightException("Error {\n  message='Target crashed'"));
        assertThat(crash.category()).isEqualTo(FailureCategory.AUTOMATION);
        assertThat(crash).hasMessageContaining("Target crashed");
        assertThat(crash.afterClick().kind()).isEqualTo(WireFailure.Kind.UNKNOWN);
    }

    @Test
    void the_browser_reaches_the_wire_and_nothing_else() {
        var elsewhere = WireBrowser.elsewhere("http://127.0.0.1:8090/wire").asMatchPredicate();
        assertThat(elsewhere.test("http://127.0.0.1:8090/wire/pricing")).isFalse();
        assertThat(elsewhere.test("http://127.0.0.1:80901/")).isTrue();
        assertThat(elsewhere.test("http://127.0.0.1:8090.example/")).isTrue();
        assertThat(elsewhere.test("https://tracker.example/x")).isTrue();
    }

    @Test
    void a_snapshot_holds_no_secret_value() {
        String html =
                "<input id=a type=\"password\" value=\"hush\"><input name='card_number' value='4242'><input value=\"b\">";
        assertThat(new Secrets(List.of()).removedFromPage(html))
                .doesNotContain("hush", "4242")
                .contains("value=\"b\"");
    }

    @Test
    void a_zone_the_wire_does_not_offer_becomes_the_same_moment_in_one_it_does() {
        LocalDateTime at = LocalDateTime.parse("2027-01-10T09:00:00");
        assertThat(Timing.of(at, "Europe/Oslo", List.of("Europe/Oslo", "UTC")))
                .isEqualTo(new Timing("01/10/2027", "09:00", "Europe/Oslo"));
        assertThat(Timing.of(at, "Asia/Kathmandu", List.of("UTC"))).isEqualTo(new Timing("01/10/2027", "03:15", "UTC"));
    }

    @Test
    void an_industry_finds_its_nearest_channel_and_a_country_only_its_own() {
        List<String> labels = List.of("Energy Industry", "Business & Economy", "IT Industry");
        assertThat(Channels.nearest(labels, "Renewable Energy", "Business & Economy"))
                .isEqualTo("Energy Industry");
        assertThat(Channels.nearest(labels, "Poetry", "Business & Economy")).isEqualTo("Business & Economy");
        assertThatThrownBy(() -> Channels.labelled(List.of("Norway"), "Atlantis"))
                .isInstanceOfSatisfying(
                        WireFailure.class, e -> assertThat(e.kind()).isEqualTo(WireFailure.Kind.PERMANENT));
    }

    @Test
    void the_wires_words_for_a_status_are_known_or_refused() {
        assertThat(MyReleasesPage.status("In Review")).isEqualTo("in_review");
        assertThat(MyReleasesPage.status("Draft")).isEqualTo("draft");
        assertThatThrownBy(() -> MyReleasesPage.status("Simmering")).isInstanceOf(WireFailure.class);
    }

    @Test
    void a_browser_is_an_orphan_when_its_owner_is_gone() {
        Path home = Path.of("target", "browsers");
        String own = "chromium " + Processes.mark(home, 1);
        assertThat(Processes.isOrphan(own, Processes.hash(home))).isFalse();
        assertThat(Processes.isOrphan(own, Processes.hash(Path.of("elsewhere"))))
                .isFalse();
        String dead = "chromium --bravapress-owner=" + Processes.hash(home) + ".999999999.1.0";
        assertThat(Processes.isOrphan(dead, Processes.hash(home))).isTrue();
    }

    @Test
    void a_browser_path_that_is_no_program_is_refused() {
        assertThatThrownBy(() -> Chromium.find(Optional.of(Path.of("no-such-browser"))))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("BROWSER_PATH");
    }
}
