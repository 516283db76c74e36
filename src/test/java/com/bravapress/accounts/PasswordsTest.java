package com.bravapress.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bravapress.http.AppException;
import com.bravapress.http.Problem;
import com.bravapress.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Passwords PASSWORDS = new Passwords(VERTX);

    @AfterAll
    static void stop() {
        Await.get(VERTX.close());
    }

    @Test
    void hashes_are_argon2id_with_the_settled_cost_and_a_salt_each() {
        String one = Await.get(PASSWORDS.hash("a quiet harbour"));
        assertThat(one).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(Await.get(PASSWORDS.hash("a quiet harbour"))).isNotEqualTo(one);
        assertThat(Await.get(PASSWORDS.matches("a quiet harbour", Optional.of(one))))
                .isTrue();
        assertThat(Await.get(PASSWORDS.matches("A quiet harbour", Optional.of(one))))
                .isFalse();
    }

    @Test
    void however_a_keyboard_composes_a_letter_it_is_the_same_password() {
        Optional<String> composed = Optional.of(Await.get(PASSWORDS.hash("h\u00e4fen am morgen")));
        assertThat(Await.get(PASSWORDS.matches("ha\u0308fen am morgen", composed)))
                .isTrue();
    }

    @Test
    void an_unknown_account_takes_the_time_of_a_wrong_password() {
        Optional<String> hash = Optional.of(Await.get(PASSWORDS.hash("a quiet harbour")));
        long wrong = Long.MAX_VALUE;
        long unknown = Long.MAX_VALUE;
        // The best of many, taken in turns: what a busy machine adds hits both alike.
        for (int i = 0; i < 15; i++) {
            wrong = Math.min(wrong, nanosOf(hash));
            unknown = Math.min(unknown, nanosOf(Optional.empty()));
        }
        assertThat((double) unknown / wrong).isBetween(0.5, 2.0);
    }

    @Test
    void a_rush_is_refused_for_a_moment_instead_of_being_queued_without_end() {
        List<Future<Boolean>> rush = IntStream.range(0, 260)
                .mapToObj(i -> PASSWORDS.matches("wrong password", Optional.empty()))
                .toList();
        Future<?> all = Future.join(rush).otherwiseEmpty();
        Await.get(all);
        List<Throwable> refused =
                rush.stream().filter(Future::failed).map(Future::cause).toList();
        assertThat(refused)
                .isNotEmpty()
                .allSatisfy(error -> assertThatThrownBy(() -> {
                            throw error;
                        })
                        .isInstanceOfSatisfying(
                                AppException.class, e -> assertThat(e.problem()).isEqualTo(Problem.UNAVAILABLE)));
        assertThat(Await.get(PASSWORDS.matches("wrong password", Optional.empty())))
                .isFalse();
    }

    private static long nanosOf(Optional<String> hash) {
        long start = System.nanoTime();
        assertThat(Await.get(PASSWORDS.matches("wrong password", hash))).isFalse();
        return System.nanoTime() - start;
    }
}
