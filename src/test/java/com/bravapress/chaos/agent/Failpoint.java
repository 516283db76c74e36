package com.bravapress.chaos.agent;

/**
 * The named moments at which a process may die, and the one table that says where in the program they are. A line that
 * matches nothing ends the process at once: a failpoint that moved must not look like a program that survived.
 */
public enum Failpoint {
    AFTER_CLAIM("wire.SubmitReleaseHandler", "run", 1, false),
    BEFORE_INTENT_COMMIT("wire.WireLedger", "dispatch", 6, false),
    AFTER_INTENT_COMMIT("wire.StepRunner", "click", 3, false),
    AFTER_ORDER_CLICK("wire.pages.WireSession", "placeOrder", 1, true),
    AFTER_PUBLISH_CLICK("wire.pages.WireSession", "publish", 1, true),
    BEFORE_CONFIRM_COMMIT("wire.Effects", "confirm", 5, false),
    BETWEEN_PURCHASE_AND_PUBLISH("wire.SubmitRun", "publish", 1, false),
    WEBHOOK_BEFORE_COMMIT("payments.StripeEventStore", "finish", 3, true),
    WEBHOOK_AFTER_COMMIT("payments.PaymentChannels$WebhookVerdict", "<init>", 2, true);

    final String type;
    final String method;
    final int arguments;
    final boolean atExit;

    Failpoint(String type, String method, int arguments, boolean atExit) {
        this.type = "com.bravapress." + type;
        this.method = method;
        this.arguments = arguments;
        this.atExit = atExit;
    }

    /** Whether it lies in the process that hears Stripe. */
    public boolean isOfWebhook() {
        return name().startsWith("WEBHOOK");
    }
}
