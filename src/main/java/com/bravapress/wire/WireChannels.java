package com.bravapress.wire;

import com.bravapress.bus.Call;
import com.bravapress.jobs.FailureCategory;
import com.bravapress.wire.pages.Findings;
import com.bravapress.wire.pages.Parcel;
import com.bravapress.wire.pages.WireFailure;
import java.util.List;

/** What is asked of the browsers on the bus. */
public final class WireChannels {
    /** One part of one step; {@link Call#at} the number of the browser. */
    public static final Call<StepRequest, StepResult> STEP =
            new Call<>("wire.step", StepRequest.class, StepResult.class, WireStep.SIGN_IN.limit());

    private WireChannels() {}

    /** What the browser is to do. The step {@code publish}, for one, takes several of them. */
    public enum Part {
        SIGN_IN,
        BALANCE,
        OPEN_CHECKOUT,
        PLACE_ORDER,
        FIND_ORDER,
        COMPOSE,
        PREVIEW,
        DISTRIBUTION,
        PREPARE_PUBLISH,
        PUBLISH,
        FIND_RELEASE,
        /** Ends the visit. */
        LEAVE;

        /** Whether it is an irreversible click. */
        boolean clicks() {
            return this == PLACE_ORDER || this == PUBLISH;
        }
    }

    /**
     * One part for the browser.
     *
     * @param visit parts of one visit share cookies and page; another visit begins with none
     * @param sandbox on the sandbox wire
     * @param reference the order's reference or the release's wire id, where the part needs one
     * @param clickBy epoch ms until when an irreversible click may be made; 0 for the other parts
     */
    public record StepRequest(
            String visit, boolean sandbox, Part part, Parcel parcel, String reference, long clickBy) {}

    /**
     * How it went. Failures travel as values, since the bus would keep only their text.
     *
     * @param failure null when the part reached its positive end
     * @param picture JPEG, or null
     * @param dom the page's HTML when it failed, or null
     */
    public record StepResult(
            Findings findings, Failure failure, String url, byte[] picture, String dom, Evidence evidence) {
        /** Without {@link Evidence}. */
        public StepResult(Findings findings, Failure failure, String url, byte[] picture, String dom) {
            this(findings, failure, url, picture, dom, Evidence.NONE);
        }
    }

    /**
     * What else was noticed.
     *
     * @param trace Playwright's trace as ZIP when it failed, or null
     * @param selectors the version of {@code conf/wire-selectors.yaml} that was gone by, or null
     * @param drifted the places of the site that only a fallback has found
     * @param pages how many pages the wire was asked for
     */
    public record Evidence(byte[] trace, String selectors, List<String> drifted, int pages) {
        static final Evidence NONE = new Evidence(null, null, List.of(), 0);
    }

    /**
     * A {@link WireFailure} as a value.
     *
     * @param drift the place of the site that was not found, when that is the reason; else null
     */
    public record Failure(WireFailure.Kind kind, FailureCategory category, String message, String drift) {
        /** A failure for another reason than drift. */
        public Failure(WireFailure.Kind kind, FailureCategory category, String message) {
            this(kind, category, message, null);
        }

        static Failure of(WireFailure failure) {
            return new Failure(failure.kind(), failure.category(), failure.getMessage(), failure.drift());
        }

        WireFailure thrown() {
            return new WireFailure(kind, category, message);
        }
    }
}
