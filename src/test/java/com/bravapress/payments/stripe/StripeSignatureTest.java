package com.bravapress.payments.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.payments.Signed;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class StripeSignatureTest {
    private static final String SECRET = "whsec_one";
    private static final String OTHER = "whsec_two";
    private static final String PAYLOAD = "{\"id\":\"evt_1\",\"name\":\"Zoë\"}";
    private static final long NOW = 1_790_000_000L;

    private final StripeSignature signature =
            new StripeSignature(List.of(SECRET), Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));

    @Test
    void w01_what_stripe_signed_is_accepted() {
        assertThat(signature.verify(PAYLOAD, Signed.header(PAYLOAD, SECRET, NOW)))
                .isTrue();
    }

    @Test
    void w01_a_changed_byte_is_refused_wherever_it_is() {
        String header = Signed.header(PAYLOAD, SECRET, NOW);
        for (int i = 0; i < PAYLOAD.length(); i++) {
            String changed = PAYLOAD.substring(0, i) + '#' + PAYLOAD.substring(i + 1);
            assertThat(signature.verify(changed, header)).as("at %d", i).isFalse();
        }
        assertThat(signature.verify(PAYLOAD + " ", header)).isFalse();
    }

    @Test
    void w01_a_missing_header_is_refused() {
        assertThat(signature.verify(PAYLOAD, null)).isFalse();
        assertThat(signature.verify(PAYLOAD, "")).isFalse();
    }

    @Test
    void w01_three_hundred_seconds_are_the_limit_in_both_directions() {
        assertThat(signature.verify(PAYLOAD, Signed.header(PAYLOAD, SECRET, NOW - 300)))
                .isTrue();
        assertThat(signature.verify(PAYLOAD, Signed.header(PAYLOAD, SECRET, NOW + 300)))
                .isTrue();
        assertThat(signature.verify(PAYLOAD, Signed.header(PAYLOAD, SECRET, NOW - 301)))
                .isFalse();
        assertThat(signature.verify(PAYLOAD, Signed.header(PAYLOAD, SECRET, NOW + 301)))
                .isFalse();
    }

    @Test
    void w01_of_two_signatures_one_valid_suffices() {
        String good = Signed.header(PAYLOAD, SECRET, NOW).replaceFirst(".*,", "");
        String bad = Signed.header(PAYLOAD, OTHER, NOW).replaceFirst(".*,", "");
        assertThat(signature.verify(PAYLOAD, "t=" + NOW + "," + bad + "," + good))
                .isTrue();
        assertThat(signature.verify(PAYLOAD, "t=" + NOW + "," + good + "," + bad + ",v0=abc"))
                .isTrue();
        assertThat(signature.verify(PAYLOAD, "t=" + NOW + "," + bad)).isFalse();
    }

    @Test
    void w01_while_a_secret_is_rotated_both_are_good() {
        StripeSignature both =
                new StripeSignature(List.of(SECRET, OTHER), Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC));
        assertThat(both.verify(PAYLOAD, Signed.header(PAYLOAD, SECRET, NOW))).isTrue();
        assertThat(both.verify(PAYLOAD, Signed.header(PAYLOAD, OTHER, NOW))).isTrue();
        assertThat(both.verify(PAYLOAD, Signed.header(PAYLOAD, "whsec_three", NOW)))
                .isFalse();
    }

    @Test
    void a_signature_of_another_scheme_does_not_count() {
        String header = Signed.header(PAYLOAD, SECRET, NOW);
        assertThat(signature.verify(PAYLOAD, header.replace("v1=", "v0="))).isFalse();
        assertThat(signature.verify(PAYLOAD, header + ",t=" + NOW)).isFalse();
    }

    @Property(tries = 2_000)
    void no_header_makes_it_throw_and_none_is_accepted(@ForAll String payload, @ForAll String header) {
        assertThat(signature.verify(payload, header)).isFalse();
    }

    @Property(tries = 2_000)
    void odd_values_in_a_header_of_the_right_form_are_refused(
            @ForAll @StringLength(max = 20) String t, @ForAll @StringLength(max = 70) String v1) {
        assertThat(signature.verify(PAYLOAD, "t=" + t + ",v1=" + v1)).isFalse();
        assertThat(signature.verify(PAYLOAD, "t=" + NOW + ",v1=" + v1)).isFalse();
    }

    @Property(tries = 2_000)
    void a_body_that_is_no_event_is_empty_or_recorded_and_never_throws(@ForAll String body) {
        assertThat(StripeEvent.read(body)).isEmpty();
        String quoted = new io.vertx.core.json.JsonObject()
                .put("id", "evt_1")
                .put("type", "checkout.session.completed")
                .put("data", body)
                .encode();
        assertThat(StripeEvent.read(quoted).orElseThrow().fact()).isInstanceOf(StripeFact.Unreadable.class);
    }
}
