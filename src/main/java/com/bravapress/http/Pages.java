package com.bravapress.http;

import freemarker.core.HTMLOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateModelException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.templ.freemarker.FreeMarkerTemplateEngine;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Renders {@code src/main/resources/templates}. Only {@code .ftlh} is used, which escapes every value as HTML. */
public final class Pages {
    private final FreeMarkerTemplateEngine engine;
    private final Map<String, Object> everywhere;

    /**
     * Prepares the engine.
     *
     * @param everywhere what every page sees: {@code public_url}, {@code assets}, {@code sandbox}
     */
    public Pages(Vertx vertx, Map<String, Object> everywhere) {
        this.engine = FreeMarkerTemplateEngine.create(vertx, "ftlh");
        this.everywhere = Map.copyOf(everywhere);
        Configuration configuration = engine.unwrap();
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setObjectWrapper(new DefaultObjectWrapperBuilder(Configuration.VERSION_2_3_34).build());
        configuration.setLogTemplateExceptions(false);
        configuration.setNumberFormat("computer");
    }

    /** HTML that a template shows as it is. Only for what an allow-list sanitiser of ours has made. */
    public static Object markup(String sanitised) {
        try {
            return HTMLOutputFormat.INSTANCE.fromMarkup(sanitised);
        } catch (TemplateModelException e) {
            throw new IllegalStateException("a text is always markup", e);
        }
    }

    /** Renders one template without a visitor: mails. */
    public Future<String> text(String template, Map<String, ?> model) {
        return new View(Map::of).render(template, model).map(Buffer::toString);
    }

    /** {@code visitor} is asked only when a page is rendered: it may set cookies. */
    View view(Supplier<Map<String, Object>> visitor) {
        return new View(visitor);
    }

    /** The engine together with what is known of one visitor. */
    final class View {
        private final Supplier<Map<String, Object>> visitor;

        private View(Supplier<Map<String, Object>> visitor) {
            this.visitor = visitor;
        }

        Future<Buffer> render(String template, Map<String, ?> model) {
            Map<String, Object> all = new HashMap<>(everywhere);
            all.putAll(visitor.get());
            all.putAll(model);
            return engine.render(all, "templates/" + template + ".ftlh");
        }
    }
}
