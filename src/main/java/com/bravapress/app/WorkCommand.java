package com.bravapress.app;

import com.bravapress.config.Settings.ProcessRole;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Only the worker side: claims jobs and drives browsers, listens on nothing. */
@Command(
        name = "work",
        description = "Run only the worker side, beside a server on the same database.",
        mixinStandardHelpOptions = true)
final class WorkCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        Running.announce(Running.open(Running.settings().withRoles(Set.of(ProcessRole.WORKER))), System.out);
        return Running.KEEP;
    }
}
