package com.bravapress.app;

import com.bravapress.accounts.User;
import com.bravapress.config.Secrets;
import com.bravapress.http.AppException;
import com.bravapress.http.Role;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** People of the team, made at the command line. */
@Command(
        name = "admin",
        description = "Make members of the team.",
        mixinStandardHelpOptions = true,
        subcommands = AdminCommand.Create.class)
final class AdminCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(System.err);
        return Main.WRONG_INPUT;
    }

    /** Makes one, or gives an existing one a new role and password. */
    @Command(
            name = "create",
            description = "Make an administrator, or give one a new role and password.",
            mixinStandardHelpOptions = true)
    static final class Create implements Callable<Integer> {
        private static final long PATIENCE_SECONDS = 60;
        private static final List<Role> TEAM =
                Arrays.stream(Role.values()).filter(Role::isTeam).toList();

        @Option(names = "--email", required = true, description = "Their e-mail address.")
        private String email;

        @Option(names = "--role", required = true, description = "super_admin, admin or support.")
        private String role;

        @Option(
                names = "--password",
                interactive = true,
                arity = "0..1",
                description = "Asked for when given without a value; made up and printed when left out.")
        private char[] password;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            String chosen = password == null ? Secrets.random() : new String(password);
            try {
                User made = House.withAccounts(
                        Running.settings(),
                        accounts -> Running.await(
                                accounts.createAdmin(email, chosen, teamRole(), "command"), PATIENCE_SECONDS));
                System.out.println(made.email() + " is now " + made.role().id() + ".");
                if (password == null) {
                    System.out.println("Password, shown only now: " + chosen);
                }
                return 0;
            } catch (AppException refused) {
                throw new CommandLine.ParameterException(spec.commandLine(), refused.getMessage(), refused);
            }
        }

        private Role teamRole() {
            return TEAM.stream()
                    .filter(each -> each.id().equals(role))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.ParameterException(
                            spec.commandLine(),
                            "--role must be one of: "
                                    + TEAM.stream().map(Role::id).collect(Collectors.joining(", "))));
        }
    }
}
