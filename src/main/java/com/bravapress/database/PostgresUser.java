package com.bravapress.database;

import com.bravapress.config.StartupProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The command prefix under which PostgreSQL agrees to run: it refuses root, so as root it gets either a user namespace
 * in which it does not see that it is root, or another uid.
 *
 * @param prefix put before every command; empty for an ordinary user
 * @param owner {@code uid:gid} that must own the data, or null when ours will do
 */
record PostgresUser(List<String> prefix, String owner) {
    private static final String NOBODY = "65534";

    static PostgresUser find() throws IOException, InterruptedException {
        Object uid = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (!Integer.valueOf(0).equals(uid)) {
            return new PostgresUser(List.of(), null);
        }
        if (Commands.works(List.of("unshare", "-U", "true"))) {
            return new PostgresUser(List.of("unshare", "-U"), null);
        }
        List<String> setpriv = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        if (Commands.works(Commands.joined(setpriv, List.of("true")))) {
            return new PostgresUser(setpriv, NOBODY + ":" + NOBODY);
        }
        throw new StartupProblem("PostgreSQL does not run as root, and neither `unshare -U` nor `setpriv` works here:"
                + " start BravaPress as an ordinary user or set DATABASE_URL");
    }

    void own(Path path) throws IOException, InterruptedException {
        if (owner != null) {
            Commands.run(List.of("chown", "-R", owner, path.toString()));
        }
    }
}
