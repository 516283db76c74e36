package com.bravapress.wire.pages;

import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.Comparator;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Playwright's driver (Node.js and its scripts), unpacked once. Left alone, Playwright unpacks 134 MB into the temporary
 * folder of every process and a killed process leaves them there.
 */
final class Driver {
    private static final String SCRIPTS = "driver/package/";
    // The driver's own name for its folder: com.microsoft.playwright.impl.driver.Driver, "playwright.cli.dir".
    private static final String PROPERTY = "playwright.cli.dir";

    private Driver() {}

    /** Unpacks the driver below {@code home} unless it is there, and tells Playwright where it is. Blocking. */
    static synchronized Path install(Path home) {
        String version = Playwright.class.getPackage().getImplementationVersion();
        Path place = home.toAbsolutePath().resolve("playwright-" + (version == null ? "bundled" : version));
        try {
            if (!Files.isDirectory(place)) {
                unpack(home, place);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Playwright's driver cannot be unpacked to " + place, e);
        }
        System.setProperty(PROPERTY, place.toString());
        return place;
    }

    private static void unpack(Path home, Path place) throws IOException {
        Files.createDirectories(home);
        Path building = Files.createTempDirectory(
                home.toAbsolutePath(), "unpacking-" + ProcessHandle.current().pid() + "-");
        try {
            copy(SCRIPTS, "cli.js", building.resolve("package"));
            String node = "driver/" + platform() + "/";
            copy(node, "node", building);
            if (!building.resolve("node").toFile().setExecutable(true)) {
                throw new IOException("cannot make node executable");
            }
            Files.move(building, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
            // Another process was faster; its copy is as good.
            deleteTree(building);
        } catch (IOException e) {
            deleteTree(building);
            throw e;
        }
    }

    private static void copy(String prefix, String member, Path to) throws IOException {
        URL url = Driver.class.getClassLoader().getResource(prefix + member);
        if (url == null || !(url.openConnection() instanceof JarURLConnection connection)) {
            throw new IOException("this program does not carry Playwright's " + prefix + member);
        }
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                if (entry.getName().startsWith(prefix) && !entry.isDirectory()) {
                    Path target = to.resolve(entry.getName().substring(prefix.length()));
                    Files.createDirectories(target.getParent());
                    try (var in = jar.getInputStream(entry)) {
                        Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        return (system.contains("mac") ? "mac" : "linux") + (arm ? "-arm64" : "");
    }

    static void deleteInside(Path folder) throws IOException {
        try (var inside = Files.newDirectoryStream(folder)) {
            for (Path each : inside) {
                deleteTree(each);
            }
        }
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
