package com.bravapress.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailTemplatesTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'&";
    private final MailTemplates templates = new MailTemplates();

    static Map<String, Object> model(String text) {
        Map<String, Object> model = new HashMap<>();
        for (String name :
                new String[] {"full_name", "title", "package", "amount", "reason", "message", "wire_id", "name", "email"
                }) {
            model.put(name, text);
        }
        model.put("submission_id", "8b1f");
        model.put("wire_url", "https://wire.example/article/812340011/news");
        model.put("outlets", "5");
        model.put("path", "/dashboard/admin/jobs/7");
        model.put("public_url", "https://press.example");
        return model;
    }

    @ParameterizedTest
    @EnumSource(MailKind.class)
    void html_shows_every_value_as_text_and_plain_text_leaves_it_alone(MailKind kind) {
        Letter letter = letter(kind, model(HOSTILE));
        assertThat(letter.html()).doesNotContain("<script").contains("&lt;script&gt;alert(1)");
        assertThat(letter.text()).contains(HOSTILE).contains("https://press.example/dashboard/");
        assertThat(letter.subject()).contains(HOSTILE).doesNotContain("&lt;");
        assertThat(letter.html())
                .contains("href=\"https://press.example/dashboard/")
                .doesNotContain("<table");
    }

    @ParameterizedTest
    @EnumSource(MailKind.class)
    void line_breaks_in_a_title_stay_out_of_the_subject(MailKind kind) {
        Letter letter = letter(kind, model("News\r\nBcc: spy@evil.example\n\nBody\u2028more\u0000"));
        assertThat(letter.subject())
                .endsWith("News Bcc: spy@evil.example Body more")
                .doesNotContainPattern("\\p{Cntrl}");
    }

    @ParameterizedTest
    @EnumSource(MailKind.class)
    void each_kind_names_exactly_what_its_templates_need(MailKind kind) {
        Map<String, Object> model = model("x");
        model.remove("wire_id");
        assertThat(kind.missingFrom(model)).isEmpty();
        kind.missingFrom(Map.of()).forEach(name -> {
            Map<String, Object> less = new HashMap<>(model);
            less.remove(name);
            assertThatThrownBy(() -> letter(kind, less)).isInstanceOf(MailTemplates.UnusableMail.class);
        });
        Map<String, Object> only = new HashMap<>(model);
        only.keySet().retainAll(kind.missingFrom(Map.of()));
        assertThat(letter(kind, only).text()).isNotBlank();
    }

    @Test
    void a_long_subject_is_cut_without_splitting_a_character() {
        Letter letter = letter(MailKind.ALERT, model("⚓😀".repeat(200)));
        assertThat(letter.subject()).endsWith("…");
        assertThat(letter.subject().codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF))
                .isEmpty();
    }

    private Letter letter(MailKind kind, Map<String, Object> model) {
        return templates.render("job-1", "BravaPress <news@bravapress.example>", "ada@x.example", kind, model);
    }
}
