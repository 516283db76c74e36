package com.bravapress.database;

import com.bravapress.config.StartupProblem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the PostgreSQL that travels in the jar, once per version and data folder. */
final class PostgresBinaries {
    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
    private static final String VERSION = "18.6";
    private static final Pattern NOT_NEEDED =
            Pattern.compile("(\\./)?(lib/pkgconfig|lib/postgresql/pgxs|include)/.*|.*\\.a");

    private PostgresBinaries() {}

    /** The folder with {@code postgres} and {@code initdb}, below {@code home}. */
    static Path unpack(Path home) throws IOException {
        Path target = home.resolve("postgres-" + VERSION);
        Path complete = target.resolve(".complete");
        if (Files.exists(complete)) {
            return target.resolve("bin");
        }
        Path building = Files.createTempDirectory(home, ".unpacking");
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(ARCHIVE)) {
            boolean fits = "Linux".equals(System.getProperty("os.name"))
                    && "amd64".equals(System.getProperty("os.arch"))
                    && packed != null;
            if (!fits) {
                throw new StartupProblem("This jar carries no PostgreSQL for " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch")
                        + ": set DATABASE_URL to a PostgreSQL of your own, e.g. postgresql://user:pass@host/db");
            }
            unpack(packed, building);
        }
        Files.setPosixFilePermissions(building, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createFile(building.resolve(".complete"));
        if (Files.exists(target)) {
            Commands.deleteTree(target); // an unpacking that was cut off
        }
        Files.move(building, target, StandardCopyOption.ATOMIC_MOVE);
        return target.resolve("bin");
    }

    private static void unpack(InputStream packed, Path into) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = into.resolve(entry.getName()).normalize();
                if (!file.startsWith(into)) {
                    throw new IOException("entry outside of the archive: " + entry.getName());
                }
                if (NOT_NEEDED.matcher(entry.getName()).matches()) {
                    continue;
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file);
                    String rights = entry.getName().contains("bin/") ? "rwxr-xr-x" : "rw-r--r--";
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
                }
            }
        }
    }
}
