package com.bravapress.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.testing.Await;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final String SECRET = "a secret of at least thirty-two bytes, for tests";
    private static final Vertx VERTX = Vertx.vertx();
    private static final Tokens TOKENS = new Tokens(VERTX, SECRET);
    private static final Tokens.Claim CLAIM = new Tokens.Claim(UUID.randomUUID(), UUID.randomUUID());
    private static final SettableClock CLOCK = new SettableClock();

    @AfterAll
    static void stop() {
        Await.get(VERTX.close());
    }

    @Test
    void a_token_of_ours_says_which_session_of_whom() {
        String token = TOKENS.issue(CLAIM, CLOCK.instant().plusSeconds(60));
        assertThat(Await.get(TOKENS.read(token))).contains(CLAIM);
    }

    @Test
    void the_same_claims_signed_by_hand_are_accepted_so_the_refusals_below_mean_something() {
        assertThat(accepted(signed(claims(), "HS256", SECRET))).isTrue();
    }

    @Test
    void an_expired_token_is_refused() {
        assertThat(Await.get(TOKENS.read(TOKENS.issue(CLAIM, CLOCK.instant().minusSeconds(5)))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "aud", "iss", "typ", "sid", "sub"})
    void a_token_without_a_claim_is_refused(String missing) {
        JsonObject claims = claims();
        claims.remove(missing);
        assertThat(accepted(signed(claims, "HS256", SECRET))).isFalse();
    }

    @Test
    void a_token_for_others_is_refused() {
        assertThat(accepted(signed(claims().put("aud", "another-site"), "HS256", SECRET)))
                .isFalse();
        assertThat(accepted(signed(claims().put("iss", "somebody"), "HS256", SECRET)))
                .isFalse();
        assertThat(accepted(signed(claims().put("typ", "reset"), "HS256", SECRET)))
                .isFalse();
        assertThat(accepted(signed(claims().put("exp", "tomorrow"), "HS256", SECRET)))
                .isFalse();
        assertThat(accepted(signed(claims().put("sid", "1' OR '1'='1"), "HS256", SECRET)))
                .isFalse();
    }

    @Test
    void a_forged_altered_or_unsigned_token_is_refused() {
        String good = signed(claims(), "HS256", SECRET);
        String[] parts = good.split("\\.", -1);
        String other = part(claims().put("sub", UUID.randomUUID().toString()));
        assertThat(accepted(signed(claims(), "HS256", SECRET + "!"))).isFalse();
        assertThat(accepted(parts[0] + "." + other + "." + parts[2])).isFalse();
        assertThat(accepted(part(header("none")) + "." + parts[1] + ".")).isFalse();
        assertThat(accepted(part(header("none")) + "." + parts[1])).isFalse();
        assertThat(accepted(part(header("none")) + "." + parts[1] + "." + parts[2]))
                .isFalse();
        assertThat(accepted(signed(claims(), "HS512", SECRET))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "a.b.c", "null", "{}", "e30.e30.e30", "%00", "😀.😀.😀"})
    void nonsense_is_refused_and_never_an_error(String token) {
        assertThat(accepted(token)).isFalse();
    }

    private static boolean accepted(String token) {
        return Await.get(TOKENS.read(token)).isPresent();
    }

    private static JsonObject claims() {
        return new JsonObject()
                .put("typ", "session")
                .put("sid", CLAIM.sessionId().toString())
                .put("sub", CLAIM.userId().toString())
                .put("iss", "bravapress")
                .put("aud", new io.vertx.core.json.JsonArray().add("bravapress-site"))
                .put("exp", CLOCK.instant().getEpochSecond() + 60);
    }

    private static JsonObject header(String algorithm) {
        return new JsonObject().put("typ", "JWT").put("alg", algorithm);
    }

    private static String signed(JsonObject claims, String algorithm, String secret) {
        String content = part(header(algorithm)) + "." + part(claims);
        try {
            String name = algorithm.replace("HS", "HmacSHA");
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), name));
            byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
            return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(JsonObject json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }
}
