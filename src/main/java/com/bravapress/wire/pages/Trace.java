package com.bravapress.wire.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Tracing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Playwright's recording of a visit, to be opened in its trace viewer. Signing in is left out of it: it begins behind
 * that, and what comes out of it has no secrets.
 */
final class Trace {
    private static final Logger LOG = LoggerFactory.getLogger(Trace.class);
    private static final Pattern EVENTS = Pattern.compile(".*\\.(trace|network|stacks)");
    private static final Pattern PICTURES = Pattern.compile(".*\\.(png|jpe?g|gif|webp|ico|woff2?|ttf)");

    private final BrowserContext context;
    private final Path folder;
    private boolean running;

    Trace(BrowserContext context, Path folder) {
        this.context = context;
        this.folder = folder;
    }

    /** Records from now on. */
    void begin() {
        if (!running) {
            context.tracing()
                    .start(new Tracing.StartOptions()
                            // A snapshot at every action makes a release half as slow again (bench/wire.sh); the page
                            // at
                            // the failure is kept beside the trace anyway.
                            .setSnapshots(false)
                            .setScreenshots(false)
                            .setSources(false));
            running = true;
        }
    }

    /** Forgets what was recorded and records no more. */
    void drop() {
        if (running) {
            running = false;
            context.tracing().stop();
        }
    }

    /** What was recorded, as ZIP without secrets; empty when nothing was or it cannot be written. Records no more. */
    Optional<byte[]> take(Secrets secrets) {
        if (!running) {
            return Optional.empty();
        }
        running = false;
        Path file = null;
        try {
            file = Files.createTempFile(folder, "trace-", ".zip");
            context.tracing().stop(new Tracing.StopOptions().setPath(file));
            return Optional.of(clean(file, secrets));
        } catch (PlaywrightException | IOException broken) {
            LOG.debug("no trace of the failure", broken);
            return Optional.empty();
        } finally {
            delete(file);
        }
    }

    private static byte[] clean(Path file, Secrets secrets) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipFile zip = new ZipFile(file.toFile());
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                out.putNextEntry(new ZipEntry(entry.getName()));
                try (var in = zip.getInputStream(entry)) {
                    out.write(clean(entry.getName(), in.readAllBytes(), secrets));
                }
                out.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] clean(String name, byte[] content, Secrets secrets) {
        if (PICTURES.matcher(name).matches()) {
            return content;
        }
        // Latin 1 keeps every byte of what is no text.
        String utf8 = new String(content, StandardCharsets.UTF_8);
        boolean text = java.util.Arrays.equals(utf8.getBytes(StandardCharsets.UTF_8), content);
        if (!text) {
            return secrets.removed(new String(content, StandardCharsets.ISO_8859_1))
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
        return (EVENTS.matcher(name).matches()
                        ? utf8.lines().map(secrets::removedFromEvent).collect(Collectors.joining("\n", "", "\n"))
                        : secrets.removed(utf8))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException left) {
            LOG.debug("{} is cleared away with its folder", file, left);
        }
    }
}
