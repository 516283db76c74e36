package com.bravapress.wire.pages;

import com.bravapress.config.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finding a Chromium to drive. */
public final class Chromium {
    // The headless shell first: it starts in a third of the time and needs half of the memory.
    private static final List<String> USUAL = List.of(
            "/usr/bin/chromium-headless-shell",
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome-stable",
            "/usr/bin/google-chrome",
            "/opt/google/chrome/chrome",
            "/snap/bin/chromium",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private Chromium() {}

    /**
     * The browser to use.
     *
     * @param wanted the setting {@code BROWSER_PATH}
     * @throws StartupProblem when there is none
     */
    public static Path find(Optional<Path> wanted) {
        if (wanted.isPresent()) {
            return wanted.filter(Files::isExecutable)
                    .orElseThrow(() -> new StartupProblem("BROWSER_PATH=" + wanted.get()
                            + " is no program that can be run: set it to a Chromium, or leave it empty"));
        }
        return USUAL.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .or(Chromium::downloaded)
                .orElseThrow(() -> new StartupProblem("No Chromium was found: install one (Debian, Ubuntu:"
                        + " apt install chromium-headless-shell) or set BROWSER_PATH"));
    }

    /** What Playwright's own installer has put into its cache; the newest first. */
    private static Optional<Path> downloaded() {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "ms-playwright");
        if (!Files.isDirectory(cache)) {
            return Optional.empty();
        }
        List<Path> found = new ArrayList<>();
        try (var all = Files.find(cache, 3, (path, about) -> isBrowser(path))) {
            all.forEach(found::add);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return found.stream().max(Comparator.comparing(Path::toString));
    }

    private static boolean isBrowser(Path path) {
        String name = String.valueOf(path.getFileName());
        return (name.equals("headless_shell") || name.equals("chrome-headless-shell") || name.equals("chrome"))
                && Files.isRegularFile(path)
                && Files.isExecutable(path);
    }
}
