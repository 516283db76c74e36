package com.bravapress.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignUpTest {
    @ParameterizedTest
    @ValueSource(strings = {"ada@harbour.example", "a+b@x.co", "o'neil@mail.example.org", "a@xn--bcher-kva.example"})
    void usual_addresses_are_accepted(String email) {
        assertThat(SignUp.isAddress(email)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@x.co",
                "ada@",
                "ada@x",
                "ada@x..co",
                "ada@.co",
                "a b@x.co",
                "a@b@x.co",
                "<a@x.co>",
                "a@x.co\r\nBcc: b@x.co",
                "a,b@x.co",
                "müller@x.co",
                "a@bücher.example",
                "a\\b@x.co",
                "[a]@x.co"
            })
    void what_mail_cannot_be_sent_to_is_refused(String email) {
        assertThat(SignUp.isAddress(email)).isFalse();
    }

    @Test
    void an_address_above_254_characters_is_refused() {
        assertThat(SignUp.isAddress("a@" + "x".repeat(249) + ".co")).isTrue();
        assertThat(SignUp.isAddress("a@" + "x".repeat(250) + ".co")).isFalse();
    }

    @Test
    void a_password_has_8_to_128_characters_of_any_kind_and_is_not_a_common_one() {
        assertThat(SignUp.checkPassword("7 chars")).isPresent();
        assertThat(SignUp.checkPassword("8 chars!")).isEmpty();
        assertThat(SignUp.checkPassword("ж".repeat(128))).isEmpty();
        assertThat(SignUp.checkPassword("⚓".repeat(129))).isPresent();
        assertThat(SignUp.checkPassword("        8")).isEmpty();
        assertThat(SignUp.checkPassword("Password1")).isPresent();
        assertThat(SignUp.checkPassword("iloveyou")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/dashboard", "/dashboard/releases/1?tab=pay&x=%2F%2Fevil.example"})
    void a_path_of_this_site_is_followed(String path) {
        assertThat(SameSite.path(path)).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dashboard",
                "//evil.example",
                "/\\evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "https://evil.example",
                "javascript:alert(1)",
                "/a\r\nSet-Cookie: x=y",
                " /dashboard",
                "/auth/login",
                "\\\\evil.example",
                "/é"
            })
    void anything_else_is_not(String target) {
        assertThat(SameSite.path(target)).isEmpty();
    }

    @Test
    void addresses_of_one_ipv6_network_count_as_one() {
        assertThat(RateLimits.network("2001:db8:1:2::7")).isEqualTo(RateLimits.network("2001:db8:1:2:ffff::1"));
        assertThat(RateLimits.network("2001:db8:1:2::7")).isNotEqualTo(RateLimits.network("2001:db8:1:3::7"));
        assertThat(RateLimits.network("203.0.113.9")).isEqualTo("203.0.113.9");
    }
}
