package com.bravapress.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bravapress.http.AppException;
import com.bravapress.http.Principal;
import com.bravapress.http.Problem;
import com.bravapress.testing.Await;
import com.bravapress.testing.StudioServer;
import com.bravapress.writing.ReleaseText;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DraftsIT {
    private StudioServer server;
    private Drafts drafts;
    private Principal ada;

    @BeforeAll
    void start(Vertx vertx) {
        server = StudioServer.start(vertx);
        drafts = server.drafts;
        ada = server.customer("Ada");
    }

    @Test
    void a_headline_of_another_paid_release_is_an_error_of_the_check() {
        Submission earlier = begin("Harbour opens a library");
        Submission made = begin("harbour opens  a Library");
        assertThat(Await.get(drafts.check(ada, made.id())).issues())
                .noneMatch(issue -> issue.rule().equals("E17"));
        Await.get(server.database.run(
                "UPDATE press_release_submissions SET status = 'processing' WHERE id = $1", earlier.id()));
        Checked checked = Await.get(drafts.check(ada, made.id()));
        assertThat(checked.valid()).isFalse();
        assertThat(checked.issues())
                .anyMatch(issue -> issue.rule().equals("E17") && issue.field().equals("title"));
    }

    @Test
    void every_field_is_kept_as_it_was_written() {
        DraftFields all = new DraftFields(
                "T",
                "S",
                "C\r\nD",
                "So",
                "Co",
                "De",
                "https://x.example",
                "In",
                "Ci",
                "St",
                "Cou",
                "Na",
                "e@x.example",
                "+1",
                "premium",
                "2030-05-06T07:08",
                "Asia/Kathmandu");
        Submission made =
                Await.get(drafts.begin(ada, all.over(DraftFields.nothing()).text()));
        ReleaseText kept = Await.get(drafts.find(ada, made.id())).release().text();
        assertThat(kept).isEqualTo(all.over(DraftFields.nothing()).text());
        assertThat(kept.content()).isEqualTo("C\nD");
        assertThat(kept.releaseAt()).hasToString("2030-05-06T07:08");
    }

    @Test
    void of_ten_who_save_the_same_version_at_once_one_wins_and_nine_are_told() {
        Submission made = begin("Raced");
        List<Future<Submission>> saves = IntStream.range(0, 10)
                .mapToObj(i -> drafts.save(ada, made.id(), 1, titled("By " + i)))
                .toList();
        assertThatThrownBy(() -> Await.get(Future.join(saves))).isInstanceOf(AppException.class);
        assertThat(saves).filteredOn(Future::succeeded).hasSize(1);
        assertThat(saves)
                .filteredOn(Future::failed)
                .allSatisfy(save ->
                        assertThat(((AppException) save.cause()).problem()).isEqualTo(Problem.PRECONDITION_FAILED));
        assertThat(Await.get(drafts.find(ada, made.id())).release().version()).isEqualTo(2);
    }

    @Test
    void saving_the_same_text_makes_no_new_version() {
        Submission made = begin("Same");
        assertThat(Await.get(drafts.save(ada, made.id(), 1, made.text())).version())
                .isEqualTo(1);
    }

    @Test
    void a_change_while_the_payment_page_is_open_makes_it_a_draft_again() {
        Submission made = begin("Open");
        move(made, ReleaseStatus.PAYMENT_PENDING);
        Submission saved = Await.get(drafts.save(ada, made.id(), 1, titled("Changed")));
        assertThat(saved.status()).isEqualTo(ReleaseStatus.DRAFT);
        assertThat(saved.version()).isEqualTo(2);
    }

    @Test
    void what_was_paid_for_can_neither_be_changed_nor_thrown_away() {
        Submission made = begin("Paid");
        Submission pending = move(made, ReleaseStatus.PAYMENT_PENDING);
        move(pending, ReleaseStatus.PAID);
        assertProblem(drafts.save(ada, made.id(), 1, titled("No")), Problem.CONFLICT);
        assertProblem(drafts.drop(ada, made.id(), null), Problem.CONFLICT);
        assertThat(Await.get(drafts.find(ada, made.id())).release().text().title())
                .isEqualTo("Paid");
    }

    @Test
    void a_check_is_kept_and_read_back_as_it_was() {
        Submission made = begin("AMAZING NEWS!!!");
        Checked checked = Await.get(drafts.check(ada, made.id()));
        assertThat(checked.issues()).isNotEmpty();
        assertThat(Await.get(drafts.lastCheck(made.id()))).hasValue(checked);
    }

    @Test
    void a_strangers_release_does_not_exist() {
        Submission made = begin("Mine");
        Principal bob = server.customer("Bob");
        assertProblem(drafts.find(bob, made.id()), Problem.NOT_FOUND);
        assertProblem(drafts.save(bob, made.id(), 1, titled("His")), Problem.NOT_FOUND);
        assertProblem(drafts.drop(bob, made.id(), null), Problem.NOT_FOUND);
        assertProblem(drafts.check(bob, made.id()), Problem.NOT_FOUND);
    }

    private static void assertProblem(Future<?> future, Problem problem) {
        assertThatThrownBy(() -> Await.get(future))
                .isInstanceOfSatisfying(
                        AppException.class, e -> assertThat(e.problem()).isEqualTo(problem));
    }

    private Submission begin(String title) {
        return Await.get(drafts.begin(ada, titled(title)));
    }

    private static ReleaseText titled(String title) {
        return new DraftFields(
                        title, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                        null)
                .over(DraftFields.nothing())
                .text();
    }

    private Submission move(Submission release, ReleaseStatus to) {
        return Await.get(server.database.inTransaction(tx -> server.releases
                .lock(tx, release.id())
                .compose(found -> server.releases.move(tx, found.orElseThrow(), to, "test"))));
    }
}
