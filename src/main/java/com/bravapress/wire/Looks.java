package com.bravapress.wire;

import com.bravapress.bus.Call;
import com.bravapress.releases.Outlet;
import com.bravapress.wire.WireChannels.Failure;
import com.bravapress.wire.WireChannels.StepResult;
import com.bravapress.wire.pages.Findings;
import com.bravapress.wire.pages.Listed;
import com.bravapress.wire.pages.SurveyPart;
import com.bravapress.wire.pages.Surveyed;
import com.bravapress.wire.pages.WireSession;
import java.util.List;

/** What is read off the wire beside the submissions; a browser answers at {@link Call#at} its number. */
public final class Looks {
    /** One look. */
    static final Call<Wish, Seen> LOOK = new Call<>("wire.look", Wish.class, Seen.class, WireStep.SIGN_IN.limit());

    private Looks() {}

    /** What to look at. */
    public enum Look {
        /** Into the account; sees nothing. */
        SIGN_IN,
        /** {@link Seen#listed}. */
        RELEASES,
        /** {@link Seen#outlets}; the argument is the report's address. */
        REPORT,
        /** {@link Seen#surveyed}; the argument is a {@link SurveyPart}. */
        SURVEY;

        private static final Seen NOTHING = new Seen(List.of(), List.of(), null, null, 0);

        Seen at(WireSession session, String argument) {
            return switch (this) {
                case SIGN_IN -> NOTHING.after(session.signIn());
                case RELEASES -> new Seen(session.releases(), List.of(), null, null, 0);
                case REPORT -> new Seen(List.of(), session.report(argument), null, null, 0);
                case SURVEY -> survey(session, SurveyPart.valueOf(argument));
            };
        }

        /** With a picture of the page on which something is missing. */
        private static Seen survey(WireSession session, SurveyPart part) {
            Surveyed surveyed = session.survey(part);
            boolean whole = surveyed.sightings().stream().noneMatch(each -> each.isMissing());
            StepResult page = whole
                    ? null
                    : new StepResult(
                            null,
                            null,
                            session.url(),
                            session.picture().orElse(null),
                            session.dom().orElse(null));
            return new Seen(List.of(), List.of(), surveyed, page, 0);
        }
    }

    /**
     * One look for a browser.
     *
     * @param visit looks of one visit share cookies and page; another visit begins with none
     * @param argument what the look needs, or null
     */
    record Wish(String visit, boolean sandbox, Look look, String argument) {}

    /**
     * What was seen. Failures travel as values, since the bus would keep only their text.
     *
     * @param surveyed null for other looks
     * @param pages how many pages the wire was asked for
     * @param page the page as it was when something was wrong with it, or null
     */
    public record Seen(List<Listed> listed, List<Outlet> outlets, Surveyed surveyed, StepResult page, int pages) {
        static Seen of(StepResult failed) {
            return new Seen(
                    List.of(), List.of(), null, failed, failed.evidence().pages());
        }

        Seen asking(int pagesAsked) {
            return new Seen(listed, outlets, surveyed, page, pagesAsked);
        }

        private Seen after(Findings unused) {
            return this;
        }

        Failure failure() {
            return page == null ? null : page.failure();
        }

        /** The page's HTML, or null. */
        public String dom() {
            return page == null ? null : page.dom();
        }

        /** The page as JPEG, or null. */
        public byte[] picture() {
            return page == null ? null : page.picture();
        }

        /** Where it was, or null. */
        public String url() {
            return page == null ? null : page.url();
        }
    }
}
