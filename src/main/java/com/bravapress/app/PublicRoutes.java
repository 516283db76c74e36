package com.bravapress.app;

import com.bravapress.http.Access;
import com.bravapress.http.Endpoint;
import com.bravapress.http.Reply;
import com.bravapress.http.Request;
import com.bravapress.http.Routes;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The pages anybody may read. */
final class PublicRoutes implements Routes {
    private final List<?> packages;
    private final String publicUrl;

    /** Pages that show these packages, the same list that charges. */
    PublicRoutes(List<?> packages, String publicUrl) {
        this.packages = packages;
        this.publicUrl = publicUrl;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                page("/", "home"),
                page("/pricing", "pricing"),
                page("/faq", "faq"),
                page("/legal/terms", "legal/terms"),
                page("/legal/privacy", "legal/privacy"),
                Endpoint.get("/robots.txt", Access.PUBLIC, text(this::robots)),
                Endpoint.get(
                        "/sitemap.xml",
                        Access.PUBLIC,
                        request -> Future.succeededFuture(Reply.text("application/xml; charset=utf-8", sitemap()))));
    }

    private Endpoint page(String path, String template) {
        return Endpoint.get(
                path,
                Access.PUBLIC,
                request -> Future.succeededFuture(Reply.page(template, Map.of("packages", packages))));
    }

    private static Function<Request, Future<Reply>> text(java.util.function.Supplier<String> text) {
        return request -> Future.succeededFuture(Reply.text("text/plain; charset=utf-8", text.get()));
    }

    private String robots() {
        return "User-agent: *\nDisallow: /dashboard\nDisallow: /api/\nSitemap: " + publicUrl + "/sitemap.xml\n";
    }

    private String sitemap() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for (String path : List.of("/", "/pricing", "/faq", "/contact", "/legal/terms", "/legal/privacy")) {
            xml.append("  <url><loc>").append(publicUrl).append(path).append("</loc></url>\n");
        }
        return xml.append("</urlset>\n").toString();
    }
}
