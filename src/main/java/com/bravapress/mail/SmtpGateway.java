package com.bravapress.mail;

import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** A mail server behind a circuit breaker: while it is down, mails fail fast and wait in the queue. */
final class SmtpGateway implements MailGateway {
    private static final int SUBMISSION_PORT = 587;
    private static final int TLS_PORT = 465;
    /** Below the 30 s that a mail job has. */
    private static final long SEND_MS = 20_000;

    private static final int CONNECT_MS = 5_000;
    private static final int FAILURES = 5;
    private static final long PAUSE_MS = 30_000;
    private static final int CONNECTIONS = 2;
    /**
     * Replies about the mailbox or the message, which no repeat changes (RFC 5321 §4.2.3, RFC 7504). Other 5yz, such as
     * 535 for a wrong login, are for the operator to mend and the mail to wait for.
     */
    private static final Set<Integer> FOR_GOOD = Set.of(501, 550, 551, 552, 553, 554, 556);

    private final MailClient client;
    private final CircuitBreaker breaker;

    SmtpGateway(Vertx vertx, String url) {
        this.client = MailClient.create(vertx, config(URI.create(url)));
        this.breaker = CircuitBreaker.create(
                "mail",
                vertx,
                new CircuitBreakerOptions()
                        .setMaxFailures(FAILURES)
                        .setTimeout(SEND_MS)
                        .setResetTimeout(PAUSE_MS));
    }

    @Override
    public Future<Delivery> send(Letter letter) {
        return breaker.execute(() -> client.sendMail(letter.message())
                .map(sent -> new Delivery(true, sent.getMessageID()))
                // A refused address says nothing about the server, so the breaker must not count it.
                .recover(SmtpGateway::refusal));
    }

    @Override
    public Future<Void> close() {
        breaker.close();
        return client.close();
    }

    private static Future<Delivery> refusal(Throwable error) {
        return error instanceof SMTPException smtp && FOR_GOOD.contains(smtp.getReplyCode())
                ? Future.succeededFuture(new Delivery(false, Letter.oneLine(smtp.getReplyMessage())))
                : Future.failedFuture(error);
    }

    static MailConfig config(URI url) {
        boolean tls = "smtps".equals(url.getScheme());
        String login = url.getRawUserInfo();
        boolean here = Set.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
        MailConfig config = new MailConfig()
                .setHostname(url.getHost())
                .setPort(url.getPort() > 0 ? url.getPort() : tls ? TLS_PORT : SUBMISSION_PORT)
                .setSsl(tls)
                // A password never crosses a network in the clear, even if somebody in between hides STARTTLS.
                .setStarttls(login == null || here || tls ? StartTLSOptions.OPTIONAL : StartTLSOptions.REQUIRED)
                .setLogin(login == null ? LoginOption.NONE : LoginOption.REQUIRED)
                .setMaxPoolSize(CONNECTIONS)
                .setOwnHostname("bravapress")
                .setUserAgent("bravapress")
                .setConnectTimeout(CONNECT_MS)
                .setHostnameVerificationAlgorithm("HTTPS");
        if (login != null) {
            String[] parts = login.split(":", 2);
            config.setUsername(decoded(parts[0])).setPassword(parts.length == 2 ? decoded(parts[1]) : "");
        }
        return config;
    }

    private static String decoded(String part) {
        // A + in an address stands for itself; URLDecoder would take it for a blank.
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
