package com.bravapress.app;

import com.bravapress.app.demo.DemoStory;
import com.bravapress.config.Settings;
import com.bravapress.config.StartupProblem;
import com.bravapress.writing.FrontMatter;
import com.bravapress.writing.MalformedRelease;
import com.bravapress.writing.ReleaseText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The main job, played by a customer in a real browser on a house of its own. */
@Command(
        name = "demo",
        description = "Play a customer from sign-up to the wire, then leave the site running.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final String BUNDLED = "/samples/harbour.md";
    private static final int STORY_FAILED = 1;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE.md",
            description = "A release with front matter; default: a bundled one.")
    private Path file;

    @Option(names = "--exit", description = "Stop after the story.")
    private boolean exit;

    @Override
    public Integer call() {
        ReleaseText text = text();
        Settings settings = DemoHouse.settings(Running.settings());
        House house = Running.open(settings);
        DemoStory story = new DemoStory(
                settings.web().publicUrl(),
                "http://127.0.0.1:" + settings.sandboxPort(),
                house.chromium(),
                "root".equals(System.getProperty("user.name")),
                house.follower(),
                Clock.system(ZoneId.systemDefault()),
                System.out);
        boolean well = story.play(text);
        if (exit) {
            return well ? 0 : STORY_FAILED;
        }
        System.out.println();
        Running.announce(house, System.out);
        System.out.println("Ctrl-C ends it; DATA_DIR=" + settings.dataDir() + " bin/bravapress serve opens it again.");
        return Running.KEEP;
    }

    private ReleaseText text() {
        try {
            return FrontMatter.parse(file == null ? bundled() : Files.readString(file));
        } catch (MalformedRelease e) {
            throw new StartupProblem(file + " is not a release file: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new StartupProblem(file + " cannot be read: " + e, e);
        }
    }

    private static String bundled() throws IOException {
        try (InputStream in = DemoCommand.class.getResourceAsStream(BUNDLED)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
