package com.bravapress.wire;

import com.bravapress.wire.WireChannels.Evidence;
import com.bravapress.wire.WireChannels.Failure;
import com.bravapress.wire.WireChannels.Part;
import com.bravapress.wire.WireChannels.StepRequest;
import com.bravapress.wire.WireChannels.StepResult;
import com.bravapress.wire.pages.ClickBy;
import com.bravapress.wire.pages.Findings;
import com.bravapress.wire.pages.WireBrowser;
import com.bravapress.wire.pages.WireFailure;
import com.bravapress.wire.pages.WireSession;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does parts of steps in one browser, on the browser's own thread. Blocking. */
final class StepPerformer {
    private static final Logger LOG = LoggerFactory.getLogger(StepPerformer.class);

    private final WireBrowser browser;
    private final WireSites sites;
    private final Clock clock;
    private String visit;
    private WireSession session;

    StepPerformer(WireBrowser browser, WireSites sites, Clock clock) {
        this.browser = browser;
        this.sites = sites;
        this.clock = clock;
    }

    /** Always a result: failures are values. */
    StepResult perform(StepRequest request) {
        try {
            if (request.part() == Part.LEAVE) {
                leave();
                return new StepResult(Findings.NONE, null, null, null, null);
            }
            enter(request.visit(), request.sandbox());
            Findings findings = act(request);
            return new StepResult(
                    findings, null, session.url(), session.picture().orElse(null), null, evidence(null));
        } catch (WireFailure e) {
            return failed(Failure.of(e));
        } catch (RuntimeException e) {
            LOG.warn("{} broke", request.part(), e);
            WireFailure unforeseen = WireFailure.lost("The automation broke: " + e);
            WireFailure.Kind kind = request.part().clicks() ? WireFailure.Kind.UNKNOWN : unforeseen.kind();
            return failed(new Failure(kind, unforeseen.category(), unforeseen.getMessage()));
        }
    }

    /** Reads something; always a result. */
    Looks.Seen look(Looks.Wish wish) {
        try {
            enter(wish.visit(), wish.sandbox());
            return wish.look().at(session, wish.argument()).asking(session.pages());
        } catch (WireFailure e) {
            return Looks.Seen.of(failed(Failure.of(e)));
        } catch (RuntimeException e) {
            LOG.warn("{} broke", wish.look(), e);
            WireFailure unforeseen = WireFailure.lost("The automation broke: " + e);
            return Looks.Seen.of(failed(Failure.of(unforeseen)));
        }
    }

    private void enter(String name, boolean sandbox) {
        if (!name.equals(visit)) {
            leave();
            session = browser.visit(sites.of(sandbox));
            visit = name;
        }
    }

    private void leave() {
        WireSession left = session;
        session = null;
        visit = null;
        if (left != null && browser.isRunning()) {
            try {
                left.close();
            } catch (WireFailure broken) {
                LOG.debug("the browser was broken when it was left", broken);
                browser.close();
            }
        }
    }

    private Findings act(StepRequest request) {
        return switch (request.part()) {
            case SIGN_IN -> session.signIn();
            case BALANCE -> session.balance();
            case OPEN_CHECKOUT -> session.openCheckout(request.parcel().plan(), request.reference());
            case PLACE_ORDER -> session.placeOrder(new ClickBy(clock, request.clickBy()));
            case FIND_ORDER -> session.findOrder(request.reference());
            case COMPOSE -> session.compose(request.parcel());
            case PREVIEW -> session.preview(request.parcel());
            case DISTRIBUTION -> session.distribute(request.parcel());
            case PREPARE_PUBLISH -> session.preparePublish();
            case PUBLISH -> session.publish(new ClickBy(clock, request.clickBy()));
            case FIND_RELEASE -> session.findRelease(request.reference());
            case LEAVE -> Findings.NONE;
        };
    }

    private StepResult failed(Failure failure) {
        if (session == null) {
            return new StepResult(Findings.NONE, failure, null, null, null);
        }
        try {
            Optional<byte[]> picture = session.picture();
            // A browser that cannot even be pictured in time hangs, and would not answer anything else ever.
            boolean hangs = picture.isEmpty();
            return new StepResult(
                    Findings.NONE,
                    failure,
                    session.url(),
                    picture.orElse(null),
                    hangs ? null : session.dom().orElse(null),
                    evidence(hangs ? null : session.trace().orElse(null)));
        } catch (RuntimeException broken) {
            LOG.debug("no picture of the failure", broken);
            return new StepResult(Findings.NONE, failure, null, null, null);
        }
    }

    private Evidence evidence(byte[] trace) {
        return new Evidence(trace, session.selectorsVersion(), session.drifted(), session.pages());
    }

    /** Ends visit and browser. */
    void close() {
        session = null;
        visit = null;
        browser.close();
    }
}
