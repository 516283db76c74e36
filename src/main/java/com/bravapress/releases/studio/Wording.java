package com.bravapress.releases.studio;

import com.bravapress.releases.Submission;

/** What a customer is told about each status: what happened, what was kept, what comes next. */
final class Wording {
    static final String WAITS = "It did not go through at once; we try again";
    static final String WAITS_NEXT =
            "The wire could not take it just now. We try again by ourselves within minutes. Nothing is sent twice, "
                    + "nothing is charged again, and there is nothing you need to do.";

    private Wording() {}

    /** A few words for the top of the page. */
    static String headline(Submission release) {
        return switch (release.status()) {
            case DRAFT -> "Still a draft";
            case PAYMENT_PENDING -> "Waiting for your payment";
            case PAID -> "Paid. Next in line for the wire";
            case PROCESSING -> "On its way to the wire";
            case COMPLETED -> "published".equals(release.wireStatus()) ? "Published" : "The wire has your release";
            case FAILED -> "We could not place your release";
            case NEEDS_CHANGES -> "The wire’s editors want a change";
            case NEEDS_ATTENTION -> "A person of our team is looking at it";
            case AWAITING_MANUAL_PAYMENT -> "Waiting for a person of our team";
            case REFUNDED -> "Refunded";
            case CANCELLED -> "Thrown away";
        };
    }

    /** What happens next, in one or two sentences. */
    static String next(Submission release) {
        return switch (release.status()) {
            case DRAFT -> "Finish it in the studio, run the check, then pay. Nothing goes out before that.";
            case PAYMENT_PENDING ->
                "The text is saved. Nothing goes out until the payment is confirmed; you can pay now or keep editing.";
            case PAID ->
                "The text you paid for is fixed now. The submission begins within seconds; you can watch it here.";
            case PROCESSING ->
                "We are filling in the wire’s forms for you. It takes a minute or two; you may close this page.";
            case COMPLETED -> completed(release.wireStatus());
            case FAILED ->
                "Your text and your payment are on record. We have been told, and you will hear from us by e-mail: "
                        + "we try again, or the money goes back to your card.";
            case NEEDS_CHANGES ->
                "Your text is kept. Read what the editors wrote, then contact us: the change costs nothing extra.";
            case NEEDS_ATTENTION ->
                "Something needs a human decision. Your text and payment are safe, nothing is sent twice, "
                        + "and there is nothing you need to do. We write to you as soon as it is settled.";
            case AWAITING_MANUAL_PAYMENT ->
                "A person of our team is arranging the place on the wire by hand. There is nothing you need to do.";
            case REFUNDED ->
                "The money is on its way back to your card; banks take five to ten days. The text stays here.";
            case CANCELLED -> "It was never paid for and nothing went out. The text stays here for you to copy.";
        };
    }

    private static String completed(String wireStatus) {
        return switch (wireStatus == null ? "" : wireStatus) {
            case "on_hold" -> "The wire’s editors have a question before they publish. We answer them or write to you.";
            case "rejected" -> "The wire’s editors refused it. We write to you with their reason and what can be done.";
            case "scheduled" -> "The editors have approved it. It goes out at the time you chose.";
            case "published" ->
                "It is out. The distribution report, with links to who picked it up, follows in a day or two.";
            default ->
                "The wire’s editors read it now. Known accounts hear within two business hours, new ones within two days.";
        };
    }
}
