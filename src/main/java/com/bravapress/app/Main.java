package com.bravapress.app;

import com.bravapress.config.InvalidSettings;
import com.bravapress.config.StartupProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code java -jar bravapress.jar [serve | work | sandbox | demo | migrate | doctor | admin]}. */
@Command(
        name = "bravapress",
        description = "Press releases: written with help, paid once, put on the wire by a browser you can watch.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "[serve | work | sandbox | demo | migrate | doctor | admin]",
        footer = {
            "",
            "Without a command: serve. Settings: conf/application.properties and the environment; see README.md."
        },
        subcommands = {
            ServeCommand.class,
            WorkCommand.class,
            SandboxCommand.class,
            DemoCommand.class,
            MigrateCommand.class,
            DoctorCommand.class,
            AdminCommand.class
        })
public final class Main {
    /** A setting or an argument is wrong. */
    static final int WRONG_INPUT = 2;

    /** Something outside the program is missing or in the way. */
    static final int CANNOT_START = 1;

    private static final Path LOG_SETTINGS = Path.of("conf", "logback.xml");

    /** Ends the JVM with the command's exit code, unless a server keeps it running. */
    public static void main(String[] args) {
        logging();
        int code = commandLine().execute(args.length == 0 ? new String[] {"serve"} : args);
        if (code != Running.KEEP) {
            Running.endWith(code);
            System.exit(code);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((error, line, parsed) -> failed(error, line))
                .setParameterExceptionHandler((error, args) -> {
                    error.getCommandLine().getErr().println(error.getMessage() + "; see --help");
                    return WRONG_INPUT;
                });
    }

    private static int failed(Exception error, CommandLine line) throws Exception {
        Throwable cause = error;
        while (cause != null) {
            if (cause instanceof InvalidSettings settings) {
                line.getErr().println("These settings need mending, nothing was started:");
                settings.faults().forEach(fault -> line.getErr().println("  " + fault));
                return WRONG_INPUT;
            }
            if (cause instanceof StartupProblem problem) {
                line.getErr().println(problem.getMessage());
                return CANNOT_START;
            }
            cause = cause.getCause();
        }
        throw error;
    }

    /** The file in the working folder wins over the one in the jar. Must run before the first logger is made. */
    private static void logging() {
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty(
                    "logback.configurationFile",
                    Files.exists(LOG_SETTINGS) ? LOG_SETTINGS.toString() : "conf/logback.xml");
        }
    }
}
