package com.bravapress.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.jobs.FailureCategory;
import com.bravapress.jobs.Hold;
import com.bravapress.jobs.JobOutcome;
import com.bravapress.jobs.JobRun;
import com.bravapress.testing.Await;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.StartTLSOptions;
import io.vertx.junit5.VertxExtension;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class MailHandlerTest {
    private static final String FROM = "BravaPress <news@bravapress.example>";

    @Test
    void a_mail_arrives_over_smtp_with_both_alternatives_and_no_added_header(Vertx vertx) throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        server.start();
        try {
            String url = "smtp://127.0.0.1:" + server.getSmtp().getPort();
            String title = "Häfen & more\r\nBcc: spy@evil.example";
            JobOutcome outcome = run(vertx, new SmtpGateway(vertx, url), mail("ada@x.example", title));
            assertThat(outcome).isInstanceOf(JobOutcome.Done.class);
            assertThat(server.getReceivedMessages()).hasSize(1);
            MimeMessage message = server.getReceivedMessages()[0];
            assertThatItIsTheLetter(message);
            assertThat(message.getSubject()).isEqualTo("Payment received: Häfen & more Bcc: spy@evil.example");
        } finally {
            server.stop();
        }
    }

    @Test
    void without_a_server_mails_are_files_that_mail_programs_open_and_a_repeat_replaces(Vertx vertx, @TempDir Path dir)
            throws Exception {
        Path outbox = dir.resolve("outbox");
        Mail mail = mail("ada@x.example", "Häfen & more\r\nBcc: spy@evil.example");
        JobOutcome first = run(vertx, new OutboxGateway(vertx, outbox), mail);
        JobOutcome again = run(vertx, new OutboxGateway(vertx, outbox), mail);
        assertThat(first).isInstanceOf(JobOutcome.Done.class).isEqualTo(again);
        List<Path> files = files(outbox);
        assertThat(files).hasSize(1);
        assertThat(files.get(0).getFileName().toString()).matches("job-7-[0-9a-f]{16}\\.eml");
        try (var in = Files.newInputStream(files.get(0))) {
            assertThatItIsTheLetter(new MimeMessage(Session.getInstance(new Properties()), in));
        }
    }

    @Test
    void an_outbox_that_cannot_be_written_is_tried_again(Vertx vertx, @TempDir Path dir) throws Exception {
        Path notAFolder = Files.createFile(dir.resolve("file"));
        JobOutcome outcome =
                run(vertx, new OutboxGateway(vertx, notAFolder.resolve("outbox")), mail("a@x.example", "t"));
        assertThat(outcome).isInstanceOf(JobOutcome.Retry.class);
    }

    @ParameterizedTest
    @CsvSource({"550,false", "553,false", "450,true", "421,true", "535,true"})
    void a_refusal_for_good_is_final_and_a_passing_one_is_tried_again(int reply, boolean again, Vertx vertx) {
        NetServer server = Await.get(vertx.createNetServer()
                .connectHandler(socket -> refuse(socket, reply))
                .listen(0, "127.0.0.1"));
        SmtpGateway gateway = new SmtpGateway(vertx, "smtp://127.0.0.1:" + server.actualPort());
        JobOutcome outcome = run(vertx, gateway, mail("ada@x.example", "t"));
        assertThat(outcome).isInstanceOf(again ? JobOutcome.Retry.class : JobOutcome.Reject.class);
        assertThat(outcome.toString()).contains(FailureCategory.SYSTEM.name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ada", "ada@x.example\r\nBcc: b@x.example", "a@x.example,b@x.example", "A <a@x.example>"})
    void only_one_bare_address_is_written_to(String to, Vertx vertx, @TempDir Path dir) throws Exception {
        JobOutcome outcome = run(vertx, new OutboxGateway(vertx, dir), mail(to, "t"));
        assertThat(outcome).isInstanceOf(JobOutcome.Reject.class);
        assertThat(files(dir)).isEmpty();
    }

    @Test
    void an_unknown_kind_or_a_missing_value_is_final(Vertx vertx, @TempDir Path dir) {
        OutboxGateway gateway = new OutboxGateway(vertx, dir);
        assertThat(run(vertx, gateway, new Mail("gossip", "a@x.example", Map.of())))
                .isInstanceOf(JobOutcome.Reject.class);
        assertThat(run(vertx, gateway, new Mail("alert", "a@x.example", Map.of())))
                .isInstanceOf(JobOutcome.Reject.class);
    }

    @Test
    void a_password_never_leaves_in_the_clear() {
        var config = SmtpGateway.config(URI.create("smtp://desk%40x.example:p%2Fw+1@mail.example"));
        assertThat(config.getStarttls()).isEqualTo(StartTLSOptions.REQUIRED);
        assertThat(config.getLogin()).isEqualTo(LoginOption.REQUIRED);
        assertThat(config.getUsername()).isEqualTo("desk@x.example");
        assertThat(config.getPassword()).isEqualTo("p/w+1");
        assertThat(config.getPort()).isEqualTo(587);
        var tls = SmtpGateway.config(URI.create("smtps://mail.example"));
        assertThat(tls.isSsl()).isTrue();
        assertThat(tls.getPort()).isEqualTo(465);
    }

    private static void assertThatItIsTheLetter(MimeMessage message) throws MessagingException, IOException {
        assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly("ada@x.example");
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getFrom()).extracting(Object::toString).containsExactly(FROM);
        assertThat(message.getMessageID()).matches("<job-7-[0-9a-f]{16}@bravapress\\.example>");
        assertThat(message.getRecipients(Message.RecipientType.CC)).isNull();
        Multipart parts = (Multipart) message.getContent();
        assertThat(message.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).isMimeType("text/plain")).isTrue();
        assertThat((String) parts.getBodyPart(0).getContent()).contains("Häfen & more", "https://press.example/");
        assertThat(parts.getBodyPart(1).isMimeType("text/html")).isTrue();
        assertThat((String) parts.getBodyPart(1).getContent()).contains("Häfen &amp; more");
    }

    /** A mail server that takes everything but the recipient. */
    private static void refuse(NetSocket socket, int reply) {
        Future<Void> greeted = socket.write("220 test\r\n");
        socket.handler(RecordParser.newDelimited("\r\n", line -> {
            String verb = line.toString().substring(0, Math.min(4, line.length()));
            Future<Void> answered = greeted.compose(done -> socket.write(
                    switch (verb) {
                        case "EHLO", "HELO" -> "250 test\r\n";
                        case "RCPT" -> reply + " not here\r\n";
                        case "QUIT" -> "221 bye\r\n";
                        default -> "250 fine\r\n";
                    }));
            answered.onFailure(gone -> socket.close());
        }));
    }

    private static Mail mail(String to, String title) {
        return new Mail("payment_confirmed", to, MailTemplatesTest.model(title));
    }

    private static JobOutcome run(Vertx vertx, MailGateway gateway, Mail mail) {
        JobRun<Mail> run = new JobRun<>(7, 1, 5, null, mail, () -> Future.succeededFuture(Hold.KEPT));
        return Await.get(new MailHandler(vertx, gateway, FROM).run(run));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
