package com.bravapress.mail;

import com.bravapress.config.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Where mails leave the house; a failed future is worth another attempt. */
public sealed interface MailGateway permits SmtpGateway, OutboxGateway {
    /** The mail server of the settings, or the outbox folder without one. */
    static MailGateway of(Vertx vertx, Settings.Mail settings) {
        return settings.smtpUrl()
                .<MailGateway>map(url -> new SmtpGateway(vertx, url))
                .orElseGet(() -> new OutboxGateway(vertx, settings.outbox()));
    }

    /** Sends, or says why nobody at this address will ever get it. */
    Future<Delivery> send(Letter letter);

    /** Ends its connections. */
    Future<Void> close();

    /**
     * How it went.
     *
     * @param accepted false when the address was refused for good
     * @param detail where it is now, or why it was refused
     */
    record Delivery(boolean accepted, String detail) {}
}
