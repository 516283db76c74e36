package com.bravapress.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The server, with the roles that the settings give it. */
@Command(name = "serve", description = "Run the server (default).", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        Running.announce(Running.open(Running.settings()), System.out);
        return Running.KEEP;
    }
}
