package com.bravapress.wire.pages;

import com.bravapress.config.StartupProblem;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Selectors, paths and time limits of the wire's site, from {@code conf/wire-selectors.yaml}: a changed site is mended
 * without a build.
 *
 * @param elements ordered fallbacks by name
 */
public record Selectors(
        String version,
        Map<String, Integer> limitsMs,
        Map<String, Integer> pauseMs,
        Map<String, String> paths,
        String defaultIndustry,
        List<String> masks,
        Map<String, List<String>> elements) {
    private static final String FILE = "conf/wire-selectors.yaml";
    private static final int LONGEST_PAUSE_MS = 120_000;
    private static final List<String> LIMITS = List.of("action", "navigation", "picture");
    private static final List<String> PATHS = List.of("login", "pricing", "orders", "compose", "my_releases");
    private static final ObjectMapper YAML = JsonMapper.builder(new YAMLFactory())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /**
     * The file beside the program, else the one inside it.
     *
     * @throws StartupProblem when it cannot be read or something is missing
     */
    public static Selectors load() {
        Path beside = Path.of(FILE);
        try (InputStream file = Files.isReadable(beside)
                ? Files.newInputStream(beside)
                : Selectors.class.getClassLoader().getResourceAsStream(FILE)) {
            return read(file);
        } catch (IOException e) {
            throw new StartupProblem(
                    FILE + " cannot be read: " + e.getMessage() + ". Mend it, or remove it to use"
                            + " the one inside the program",
                    e);
        }
    }

    static Selectors read(InputStream file) throws IOException {
        Selectors read = YAML.readValue(file, Selectors.class);
        List<String> faults = read.faults();
        if (!faults.isEmpty()) {
            throw new StartupProblem(FILE + " is not complete: " + String.join("; ", faults));
        }
        return read;
    }

    /** The same with other limits and elements. */
    public Selectors with(Map<String, Integer> otherLimits, Map<String, List<String>> otherElements) {
        return new Selectors(version, otherLimits, pauseMs, paths, defaultIndustry, masks, otherElements);
    }

    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (version == null || defaultIndustry == null || masks == null || masks.isEmpty()) {
            faults.add("version, default_industry and masks must be set");
        }
        LIMITS.stream()
                .filter(name -> limitsMs == null || limitsMs.getOrDefault(name, 0) <= 0)
                .forEach(name -> faults.add("limits_ms." + name + " must be a number of milliseconds"));
        if (pause("min") < 0 || pause("min") > pause("max") || pause("max") > LONGEST_PAUSE_MS) {
            faults.add("pause_ms.min and max must be milliseconds, the first not above the second, nor that above "
                    + LONGEST_PAUSE_MS);
        }
        PATHS.stream()
                .filter(name -> paths == null || !paths.getOrDefault(name, "").startsWith("/"))
                .forEach(name -> faults.add("paths." + name + " must begin with /"));
        TreeSet<String> unknown = new TreeSet<>(elements == null ? List.of() : elements.keySet());
        for (Spot spot : Spot.values()) {
            unknown.remove(spot.key());
            List<String> css = elements == null ? null : elements.get(spot.key());
            if (css == null || css.isEmpty() || css.stream().anyMatch(each -> each == null || each.isBlank())) {
                faults.add("elements." + spot.key() + " needs a selector");
            }
        }
        unknown.forEach(name -> faults.add("elements." + name + " is not known"));
        return faults;
    }

    List<String> of(Spot spot) {
        return elements.get(spot.key());
    }

    /** All fallbacks as one selector: matches when any of them does. */
    String any(Spot spot) {
        return String.join(", ", of(spot));
    }

    String path(String name) {
        return paths.get(name);
    }

    private int pause(String name) {
        return pauseMs == null ? -1 : pauseMs.getOrDefault(name, -1);
    }

    /** The shortest rest that a page of the real wire owes. */
    public Duration shortestPause() {
        return Duration.ofMillis(pause("min"));
    }

    /** The longest. */
    public Duration longestPause() {
        return Duration.ofMillis(pause("max"));
    }

    int limit(String name) {
        return limitsMs.get(name);
    }
}
