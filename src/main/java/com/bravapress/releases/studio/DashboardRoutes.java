package com.bravapress.releases.studio;

import com.bravapress.database.Database;
import com.bravapress.http.Access;
import com.bravapress.http.Endpoint;
import com.bravapress.http.Reply;
import com.bravapress.http.Request;
import com.bravapress.http.Routes;
import com.bravapress.jobs.TimelineStore;
import com.bravapress.releases.DistributionReport;
import com.bravapress.releases.Drafts;
import com.bravapress.releases.OwnRelease;
import com.bravapress.releases.ReleaseStatus;
import com.bravapress.releases.Releases;
import com.bravapress.releases.ReportStore;
import com.bravapress.releases.Search;
import com.bravapress.releases.Submission;
import com.bravapress.writing.ReleaseText;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /dashboard}: a customer's releases, and one of them on its way. */
public final class DashboardRoutes implements Routes {
    private static final int PAGE = 20;

    private final Database database;
    private final Drafts drafts;
    private final Releases releases;
    private final TimelineStore timeline;
    private final ReportStore reports = new ReportStore();

    /** The pages over these releases. */
    public DashboardRoutes(Database database, Drafts drafts, Releases releases, TimelineStore timeline) {
        this.database = database;
        this.drafts = drafts;
        this.releases = releases;
        this.timeline = timeline;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/dashboard", Access.SIGNED_IN, this::list),
                Endpoint.get("/dashboard/releases/:id", Access.SIGNED_IN, this::show));
    }

    private Future<Reply> list(Request request) {
        String words = request.query("q").orElse("");
        String status = request.query("status").orElse("");
        String after = request.query("after").orElse(null);
        Search search = Search.of(words.isEmpty() ? null : words, status.isEmpty() ? null : status, after);
        return drafts.list(request.principal(), search, PAGE).map(found -> {
            String filter = "/dashboard?q=" + encoded(words) + "&status=" + encoded(status);
            Map<String, Object> model = new HashMap<>();
            model.put(
                    "releases",
                    found.releases().stream().map(DashboardRoutes::row).toList());
            model.put("values", Map.of("q", words, "status", status));
            model.put(
                    "statuses",
                    Arrays.stream(ReleaseStatus.values()).map(ReleaseStatus::id).toList());
            model.put("filtered", !words.isEmpty() || !status.isEmpty());
            model.put("next", found.next() == null ? "" : filter + "&after=" + encoded(found.next()));
            model.put("first", after == null ? "" : filter);
            return Reply.page("releases/list", model);
        });
    }

    private static Map<String, Object> row(OwnRelease own) {
        Submission release = own.release();
        boolean editable = release.status() == ReleaseStatus.DRAFT;
        Map<String, Object> row = new HashMap<>();
        row.put("href", (editable ? "/dashboard/new-release?id=" : "/dashboard/releases/") + release.id());
        row.put(
                "title",
                release.text().title().isBlank()
                        ? "Untitled release"
                        : release.text().title());
        row.put("company", release.text().companyName());
        row.put("status", release.status().id());
        row.put("wire_status", release.wireStatus() == null ? "" : release.wireStatus());
        row.put("package_type", release.text().packageType());
        row.put("updated_at", release.updatedAt().toString());
        row.put("created_at", release.createdAt().toString());
        return row;
    }

    private Future<Reply> show(Request request) {
        return drafts.find(request.principal(), request.pathUuid("id")).compose(own -> {
            Submission release = own.release();
            if (release.status() == ReleaseStatus.DRAFT) {
                String cancelled = request.query("cancelled").isPresent() ? "&cancelled=1" : "";
                return Future.succeededFuture(Reply.redirect("/dashboard/new-release?id=" + release.id() + cancelled));
            }
            return timeline.ofSubmission(database, release.id())
                    .compose(entries -> Future.all(text(release), reports.find(database, release.id()))
                            .map(both -> {
                                ReleaseText text = both.resultAt(0);
                                Optional<DistributionReport> report = both.resultAt(1);
                                Map<String, Object> model = new HashMap<>(StudioPage.preview(text));
                                model.put("id", release.id().toString());
                                model.put("title", text.title().isBlank() ? "Untitled release" : text.title());
                                model.put("headline", Wording.headline(release));
                                model.put(
                                        "view",
                                        present(Progress.of(release, entries).view()));
                                model.put("package_type", text.packageType());
                                model.put(
                                        "outlets",
                                        report.map(DashboardRoutes::outlets).orElse(List.of()));
                                model.put("paid", release.paidAt() != null);
                                model.put(
                                        "paid_at",
                                        release.paidAt() == null
                                                ? ""
                                                : release.paidAt().toString());
                                model.put("amount", release.paymentAmount() == null ? 0 : release.paymentAmount());
                                model.put("currency", release.currency() == null ? "usd" : release.currency());
                                model.put(
                                        "payment",
                                        release.stripePaymentIntentId() == null ? "" : release.stripePaymentIntentId());
                                model.put(
                                        "came_from_payment",
                                        request.query("paid").isPresent());
                                model.put(
                                        "turned_back",
                                        request.query("cancelled").isPresent());
                                return Reply.page("releases/show", model);
                            }));
        });
    }

    private static List<Map<String, String>> outlets(DistributionReport report) {
        return report.outlets().stream()
                .map(each -> Map.of("outlet", each.outlet(), "url", each.url() == null ? "" : each.url()))
                .toList();
    }

    /** What was paid for; before that, what is written now. */
    private Future<ReleaseText> text(Submission release) {
        return release.paidRevision() == null
                ? Future.succeededFuture(release.text())
                : releases.revision(database, release.id(), release.paidRevision())
                        .map(kept -> kept.orElse(release.text()));
    }

    private static Map<String, Object> present(Map<String, Object> view) {
        Map<String, Object> present = new HashMap<>(view);
        present.values().removeIf(value -> value == null);
        return present;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
