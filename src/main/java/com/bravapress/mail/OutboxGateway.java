package com.bravapress.mail;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.mailencoder.MailEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Keeps each mail as an {@code .eml} file that any mail program opens. A repeat replaces its file. */
final class OutboxGateway implements MailGateway {
    private final Vertx vertx;
    private final Path folder;

    OutboxGateway(Vertx vertx, Path folder) {
        this.vertx = vertx;
        this.folder = folder;
    }

    @Override
    public Future<Delivery> send(Letter letter) {
        return vertx.executeBlocking(() -> write(letter), false)
                .map(file -> new Delivery(true, file.getFileName().toString()));
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    private Path write(Letter letter) throws IOException {
        // Mails hold names and links of customers.
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        String encoded = new MailEncoder(letter.message(), letter.host()).encode();
        String wire = encoded.replace("\r\n", "\n").replace("\n", "\r\n");
        Path draft = Files.createTempFile(folder, letter.id(), ".tmp");
        try {
            Files.write(draft, wire.getBytes(StandardCharsets.UTF_8));
            // Whoever watches the folder sees whole mails only.
            return Files.move(draft, folder.resolve(letter.id() + ".eml"), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
