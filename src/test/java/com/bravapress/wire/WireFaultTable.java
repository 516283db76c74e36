package com.bravapress.wire;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What comes of each way in which the wire can go wrong, at each step: the specification that {@link WireFaultMatrixIT}
 * plays through and {@code docs/wire-faults.md} prints.
 */
final class WireFaultTable {
    private WireFaultTable() {}

    /** How a release ends that met one fault. */
    enum End {
        COMPLETED("completed in the same attempt"),
        ADOPTED("the click is found at the wire and adopted; completed in the same attempt"),
        CLICKED_AGAIN("proved absent, clicked once more; completed in the same attempt"),
        RETRIED("retry; completed in the next attempt"),
        NEEDS_ATTENTION("needs_attention: a person looks, then retries"),
        IN_DOUBT("needs_attention: a person decides what became of the click"),
        MANUAL_PAYMENT("awaiting_manual_payment: a person pays the wire, then the job goes on"),
        FAILED("failed: the wire refused it, the money is owed back");

        final String words;

        End(String words) {
            this.words = words;
        }
    }

    /** One fault and what comes of it. */
    record Row(String step, String kind, End end) {}

    private static final String[] STEPS = {
        "login", "pricing", "checkout", "compose", "preview", "distribution", "publish", "orders", "my_releases"
    };

    private static final List<String> KINDS = List.of(
            "http500",
            "slow",
            "hang",
            "captcha",
            "bad_password",
            "no_balance",
            "card_declined",
            "validation",
            "session_expired",
            "drift",
            "lose_response",
            "maintenance");

    static List<Row> rows() {
        return KINDS.stream()
                .flatMap(kind -> Arrays.stream(STEPS)
                        .filter(step -> happens(step, kind))
                        .map(step -> new Row(step, kind, end(step, kind))))
                .toList();
    }

    /** The stand-in refuses every other combination. */
    static boolean happens(String step, String kind) {
        return switch (kind) {
            case "bad_password" -> step.equals("login");
            case "no_balance" -> List.of("pricing", "checkout", "publish").contains(step);
            case "card_declined" -> step.equals("checkout");
            case "validation" ->
                List.of("checkout", "compose", "distribution", "publish").contains(step);
            case "session_expired" -> !step.equals("login");
            default -> true;
        };
    }

    private static End end(String step, String kind) {
        if (step.equals("orders")) {
            // Read only when the answer of a checkout was lost; nothing is bought while it cannot be read.
            return kind.equals("captcha") ? End.IN_DOUBT : End.ADOPTED;
        }
        if (step.equals("my_releases")) {
            // Where the last click leads to: without that page its answer is lost.
            return List.of("slow", "drift").contains(kind) ? End.COMPLETED : End.ADOPTED;
        }
        boolean clicks = step.equals("publish");
        return switch (kind) {
            case "slow", "drift" -> End.COMPLETED;
            case "session_expired" -> clicks ? End.CLICKED_AGAIN : End.COMPLETED;
            case "captcha" -> clicks ? End.CLICKED_AGAIN : End.NEEDS_ATTENTION;
            case "bad_password" -> End.FAILED;
            case "no_balance" -> step.equals("pricing") ? End.COMPLETED : End.MANUAL_PAYMENT;
            case "card_declined" -> End.MANUAL_PAYMENT;
            case "validation" -> step.equals("checkout") ? End.MANUAL_PAYMENT : End.FAILED;
            case "lose_response" -> clicks || step.equals("checkout") ? End.ADOPTED : End.RETRIED;
            default -> clicks ? End.CLICKED_AGAIN : End.RETRIED;
        };
    }

    static String markdown() {
        return rows().stream()
                .map(row -> "| " + row.step() + " | " + row.kind() + " | " + row.end().words + " |")
                .collect(Collectors.joining("\n"));
    }
}
