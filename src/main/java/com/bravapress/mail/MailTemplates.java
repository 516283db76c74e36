package com.bravapress.mail;

import freemarker.core.Environment;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapperBuilder;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/**
 * Renders {@code templates/mail}: {@code <kind>.ftlh} escapes every value as HTML; {@code <kind>.ftl} is plain text and
 * assigns the {@code subject}. Blocks on first use of a template.
 */
final class MailTemplates {
    private final Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);

    MailTemplates() {
        configuration.setClassLoaderForTemplateLoading(MailTemplates.class.getClassLoader(), "templates/mail");
        configuration.setDefaultEncoding("UTF-8");
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setObjectWrapper(new DefaultObjectWrapperBuilder(Configuration.VERSION_2_3_34).build());
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setNumberFormat("computer");
    }

    /** Fails with {@link UnusableMail} when a value is missing. */
    Letter render(String id, String from, String to, MailKind kind, Map<String, Object> model) {
        Rendered text = render(kind.id() + ".ftl", model);
        Rendered html = render(kind.id() + ".ftlh", model);
        return new Letter(id, from, to, text.subject(), text.body(), html.body());
    }

    private Rendered render(String template, Map<String, Object> model) {
        StringWriter out = new StringWriter();
        try {
            Environment run = configuration.getTemplate(template).createProcessingEnvironment(model, out);
            run.process();
            return new Rendered(String.valueOf(run.getVariable("subject")), out.toString());
        } catch (TemplateException | IOException e) {
            throw new UnusableMail("the template " + template + " cannot be filled", e);
        }
    }

    private record Rendered(String subject, String body) {}

    /** No attempt will make a mail of it. */
    static final class UnusableMail extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnusableMail(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
