package com.bravapress.releases;

import java.util.List;

/**
 * A release together with what only its own page and the API show.
 *
 * @param processingLogs what the automation noted, oldest first
 * @param screenshots ids of its pictures
 */
public record OwnRelease(Submission release, List<Object> processingLogs, List<Object> screenshots) {
    /** Keeps copies. */
    public OwnRelease {
        processingLogs = List.copyOf(processingLogs);
        screenshots = List.copyOf(screenshots);
    }
}
