package com.bravapress.app;

import com.bravapress.accounts.AccountRoutes;
import com.bravapress.accounts.Accounts;
import com.bravapress.accounts.AuditStore;
import com.bravapress.accounts.Passwords;
import com.bravapress.accounts.RateLimits;
import com.bravapress.accounts.SessionAuthenticator;
import com.bravapress.accounts.SessionStore;
import com.bravapress.accounts.Tokens;
import com.bravapress.accounts.UserStore;
import com.bravapress.bus.Bus;
import com.bravapress.config.Settings;
import com.bravapress.database.Database;
import com.bravapress.http.Authenticator;
import com.bravapress.jobs.JobQueue;
import com.bravapress.jobs.JobStore;
import com.bravapress.jobs.Timeline;
import com.bravapress.jobs.TimelineStore;
import com.bravapress.mail.MailGateway;
import com.bravapress.mail.Mails;
import com.bravapress.releases.DraftStore;
import com.bravapress.releases.Drafts;
import com.bravapress.releases.ReleaseStore;
import com.bravapress.releases.Releases;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;

/** What several rooms share, made once per process. */
final class Rooms {
    final Vertx vertx;
    final Settings settings;
    final Database database;
    final Bus bus;
    final Clock clock = Clock.systemUTC();

    final JobStore jobs = new JobStore();
    final TimelineStore timelines = new TimelineStore();
    final Timeline timeline;
    final JobQueue queue;

    final MailGateway mailGateway;
    final Mails mails;

    final UserStore users = new UserStore();
    final SessionStore sessions = new SessionStore();
    final RateLimits limits = new RateLimits(clock);
    final Passwords passwords;
    final Accounts accounts;
    final AccountRoutes accountRoutes;
    final Authenticator authenticator;

    final Releases releases;
    final Drafts drafts;

    Rooms(Vertx vertx, Bus bus, Settings settings, Database database) {
        this.vertx = vertx;
        this.settings = settings;
        this.database = database;
        this.bus = bus;
        timeline = new Timeline(timelines, bus);
        queue = new JobQueue(jobs, bus);
        mailGateway = MailGateway.of(vertx, settings.mail());
        mails = new Mails(queue);
        passwords = new Passwords(vertx);
        Tokens tokens = new Tokens(vertx, settings.accounts().jwtSecret());
        accounts = new Accounts(
                database, new Accounts.Stores(users, sessions, new AuditStore()), passwords, tokens, limits, clock);
        accountRoutes = new AccountRoutes(accounts);
        authenticator = new SessionAuthenticator(database, tokens, sessions, clock);
        releases = new Releases(new ReleaseStore(), timeline);
        drafts = new Drafts(vertx, database, releases, new DraftStore(), clock);
    }

    Future<Void> close() {
        return Future.join(passwords.close(), mailGateway.close()).mapEmpty();
    }
}
