package com.bravapress.admin;

import com.bravapress.jobs.JobStatus;
import com.bravapress.releases.ReleaseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which decisions a super admin can take about a job now, as options of the console's form. */
final class Decisions {
    private Decisions() {}

    static List<Map<String, String>> open(Dossier dossier) {
        List<Map<String, String>> open = new ArrayList<>();
        ReleaseStatus release =
                ReleaseStatus.of(dossier.job().pressReleaseSubmissions().status());
        if (dossier.doubt()) {
            open.add(option("found", "It is at the wire: attach its number"));
            open.add(option("absent", "It is not at the wire: the click may be made again"));
        }
        if (release == ReleaseStatus.AWAITING_MANUAL_PAYMENT) {
            open.add(option("paid_by_hand", "The package was bought by hand: go on"));
        }
        boolean rests = JobStatus.of(dossier.job().status()) != JobStatus.PROCESSING;
        if (rests && release.isPaid() && release.canBecome(ReleaseStatus.REFUNDED)) {
            open.add(option("refund", "Give up and refund the customer"));
        }
        return open;
    }

    private static Map<String, String> option(String value, String label) {
        return Map.of("value", value, "label", label);
    }
}
