package com.bravapress.app;

import com.bravapress.config.Settings.ProcessRole;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Only the stand-ins of Stripe and the wire, with a database of their own: their ledgers outlive the server. */
@Command(
        name = "sandbox",
        description = "Run only the stand-ins, beside a server that was told SANDBOX=outside.",
        mixinStandardHelpOptions = true)
final class SandboxCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        Running.announce(Running.open(Running.settings().withRoles(Set.of(ProcessRole.SANDBOX))), System.out);
        return Running.KEEP;
    }
}
