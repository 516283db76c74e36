package com.bravapress.wire.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Playwright with one browser, started when first needed. Only its own thread may use it, but anybody may
 * {@link #kill} it: a hung browser never comes back from a call. Blocking.
 */
public final class WireBrowser {
    private static final Logger LOG = LoggerFactory.getLogger(WireBrowser.class);
    private static final Object LAUNCH = new Object();
    private static final AtomicInteger RUNNING = new AtomicInteger();
    private static final int CLOSE_SECONDS = 3;
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;

    private final Path chromium;
    private final Path home;
    private final Path scratch;
    private final Selectors selectors;
    private final String mark;
    private final Cookies cookies = new Cookies();
    private Playwright playwright;
    private Browser browser;
    private volatile Optional<ProcessHandle> driver = Optional.empty();

    /**
     * A browser that does not run yet.
     *
     * @param home where the driver is unpacked and profiles live for a while
     * @param number tells the browsers of one process apart
     */
    public WireBrowser(Path chromium, Path home, Selectors selectors, int number) {
        this.chromium = chromium;
        this.home = home.toAbsolutePath();
        this.scratch = this.home.resolve("profiles-" + ProcessHandle.current().pid());
        this.selectors = selectors;
        this.mark = Processes.mark(home, number);
    }

    /** Ends browsers that an earlier process on this folder has left behind, and clears away what they left. */
    public static void reap(Path home) {
        int ended = Processes.reap(home);
        if (!Files.isDirectory(home)) {
            return;
        }
        try (var left = Files.newDirectoryStream(home, "{profiles,unpacking}-*")) {
            for (Path each : left) {
                String[] name = each.getFileName().toString().split("-", -1);
                if (ProcessHandle.of(Long.parseLong(name[1])).isEmpty()) {
                    Driver.deleteTree(each);
                }
            }
        } catch (IOException | NumberFormatException e) {
            LOG.warn("what {} ended browsers left in {} could not be cleared away", ended, home, e);
        }
    }

    /** A fresh, empty visit of the account's site; starts the browser when it does not run. */
    public WireSession visit(Account account) {
        try {
            if (browser != null && browser.isConnected()) {
                return newSession(account);
            }
        } catch (PlaywrightException dead) {
            // It was killed while it was idle, which shows only now.
            LOG.debug("the browser has ended meanwhile", dead);
        }
        close();
        try {
            launch();
            return newSession(account);
        } catch (PlaywrightException e) {
            LOG.warn("the browser {} does not start", chromium, e);
            close();
            throw Mishap.translated("starting the browser", e);
        }
    }

    private WireSession newSession(Account account) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                .setLocale("en-US")
                .setServiceWorkers(ServiceWorkerPolicy.BLOCK)
                .setStorageState(cookies.of(account).orElse(null)));
        context.setDefaultTimeout(selectors.limit("action"));
        context.setDefaultNavigationTimeout(selectors.limit("navigation"));
        context.route(elsewhere(account.baseUrl()), Route::abort);
        return new WireSession(context, selectors, account, cookies, scratch);
    }

    private void launch() {
        LOG.debug("the driver is at {}", Driver.install(home));
        // One at a time: the child that is new afterwards is our driver.
        synchronized (LAUNCH) {
            makeScratch();
            List<ProcessHandle> others = Processes.drivers();
            Map<String, String> environment = new HashMap<>(Processes.environment(home));
            environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
            environment.put("PLAYWRIGHT_SKIP_VALIDATE_HOST_REQUIREMENTS", "1");
            // Playwright keeps the first environment for the whole process: no folder per browser.
            environment.put("TMPDIR", scratch.toString());
            playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
            RUNNING.incrementAndGet();
            driver = Processes.drivers().stream()
                    .filter(each -> !others.contains(each))
                    .findFirst();
            if (driver.isEmpty()) {
                LOG.warn("the driver's process was not found: should it freeze, nobody can end it");
            }
        }
        boolean root = System.getProperty("user.name").equals("root");
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium)
                        .setHeadless(true)
                        .setChromiumSandbox(!root)
                        .setArgs(arguments()));
        LOG.info("browser {} started", browser.version());
    }

    private void makeScratch() {
        try {
            Files.createDirectories(scratch);
        } catch (IOException e) {
            throw WireFailure.lost("The browser's folder " + scratch + " cannot be made: " + e.getMessage());
        }
    }

    /**
     * Killed browsers leave their profiles; they can go when no browser of this process runs any more. The folder itself
     * stays as long as the process: whatever Playwright starts in it, later and elsewhere too, has it for its TMPDIR.
     */
    private void sweep() {
        synchronized (LAUNCH) {
            if (RUNNING.decrementAndGet() == 0) {
                try {
                    Driver.deleteInside(scratch);
                } catch (IOException left) {
                    LOG.debug("{} is cleared away at the next start", scratch, left);
                }
            }
        }
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync"));
        arguments.add(mark);
        return arguments;
    }

    /** Matches every address outside the origin; understood by Java and JavaScript alike. */
    static Pattern elsewhere(String baseUrl) {
        URI uri = URI.create(baseUrl);
        String origin = uri.getScheme() + "://" + uri.getRawAuthority();
        return Pattern.compile("^(?!" + origin.replaceAll("([.\\[\\]+*?()])", "\\\\$1") + "(/|$)|data:|about:).*");
    }

    /** What its command line has and no other process's. */
    public String mark() {
        return mark;
    }

    /** Whether it has been started and not been closed. */
    public boolean isRunning() {
        return playwright != null;
    }

    /** Ends it, by force when it does not end by itself within seconds. Its own thread only. */
    public void close() {
        if (playwright == null) {
            return;
        }
        CompletableFuture<Void> watchdog = CompletableFuture.runAsync(
                this::kill, CompletableFuture.delayedExecutor(CLOSE_SECONDS, TimeUnit.SECONDS));
        try {
            playwright.close();
        } catch (RuntimeException broken) {
            LOG.debug("the browser was broken when it was closed", broken);
        }
        if (!watchdog.cancel(false)) {
            LOG.debug("the browser had to be killed");
        }
        kill();
        playwright = null;
        browser = null;
        sweep();
    }

    /** Kills browser and driver at once, from any thread; a call that hangs in them then fails. */
    public void kill() {
        Processes.kill(mark, driver);
    }
}
