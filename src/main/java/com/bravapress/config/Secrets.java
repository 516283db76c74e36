package com.bravapress.config;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that nobody set: made once, kept below the data folder, readable by their owner only (0600). */
public final class Secrets {
    private static final int BYTES = 32;

    private final Path folder;

    /** Secrets below {@code dataDir/secrets}. */
    public Secrets(Path dataDir) {
        this.folder = dataDir.resolve("secrets");
    }

    /**
     * The secret of this name, made on first use: 256 random bits as base64url.
     *
     * @throws StartupProblem when the folder cannot be written
     */
    public String named(String name) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, random());
            } catch (FileAlreadyExistsException kept) {
                // The first start made it.
            }
            String secret = Files.readString(file).trim();
            if (secret.isEmpty()) { // the first start was cut off between making and writing
                Files.writeString(file, random());
            }
            return Files.readString(file).trim();
        } catch (IOException e) {
            throw new StartupProblem("DATA_DIR " + folder.getParent() + " cannot be written (" + e.getMessage()
                    + "): set DATA_DIR to a folder this user may write");
        }
    }

    /** A fresh random word for passwords and tokens, 256 bits as base64url. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
