package com.bravapress.app;

import com.bravapress.http.Access;
import com.bravapress.http.AppException;
import com.bravapress.http.Endpoint;
import com.bravapress.http.FieldError;
import com.bravapress.http.Reply;
import com.bravapress.http.Request;
import com.bravapress.http.Routes;
import com.bravapress.mail.MailKind;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** A message to the team, kept as a mail job before the visitor is thanked. */
final class ContactRoutes implements Routes {
    private static final int FORM_BYTES = 64 * 1024;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_MESSAGE = 5_000;
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,189}");

    private final Rooms rooms;

    ContactRoutes(Rooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get(
                        "/contact",
                        Access.PUBLIC,
                        request -> Future.succeededFuture(Reply.page(
                                "contact", Map.of("values", Map.of(), "errors", Map.of(), "sent", sent(request))))),
                Endpoint.post("/contact", Access.PUBLIC, this::send).limitedTo(FORM_BYTES));
    }

    private static boolean sent(Request request) {
        return request.query("sent").isPresent();
    }

    private Future<Reply> send(Request request) {
        Message message = request.input(Message.class).trimmed();
        Map<String, String> errors = new LinkedHashMap<>();
        message.faults().forEach(fault -> errors.put(fault.field(), fault.message()));
        if (errors.isEmpty()) {
            try {
                rooms.limits.message(request.address());
            } catch (AppException refused) {
                errors.put("form", refused.getMessage() + " Your message is still here.");
            }
        }
        if (!errors.isEmpty()) {
            Map<String, String> typed =
                    Map.of("name", message.name(), "email", message.email(), "message", message.message());
            return Future.succeededFuture(
                    Reply.page(422, "contact", Map.of("values", typed, "errors", errors, "sent", false)));
        }
        return rooms.database
                .inTransaction(tx -> rooms.mails.queue(
                        tx,
                        MailKind.CONTACT,
                        rooms.settings.mail().team(),
                        Map.of(
                                "public_url", rooms.settings.web().publicUrl(),
                                "name", message.name(),
                                "email", message.email(),
                                "message", message.message()),
                        null,
                        UUID.randomUUID().toString(),
                        "contact page"))
                .map(kept -> Reply.redirect("/contact?sent=1"));
    }

    /** What the form carries. */
    record Message(String name, String email, String message) {
        Message trimmed() {
            return new Message(trimmed(name), trimmed(email), trimmed(message));
        }

        List<FieldError> faults() {
            List<FieldError> faults = new ArrayList<>();
            if (name.isEmpty() || name.length() > LONGEST_NAME) {
                faults.add(new FieldError("name", "Enter your name, at most " + LONGEST_NAME + " characters"));
            }
            if (!EMAIL.matcher(email).matches()) {
                faults.add(new FieldError("email", "Enter an e-mail address like name@company.com"));
            }
            if (message.isEmpty() || message.length() > LONGEST_MESSAGE) {
                faults.add(new FieldError("message", "Write your message, at most " + LONGEST_MESSAGE + " characters"));
            }
            return faults;
        }

        private static String trimmed(String value) {
            return value == null ? "" : value.trim();
        }
    }
}
