package com.bravapress.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.app.HouseUnderTest.Person;
import com.bravapress.http.Role;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever somebody types is shown as text, on every page that shows it to anybody. */
class EscapingIT {
    private static final HouseUnderTest HOUSE = HouseUnderTest.open();
    /** In every payload, to see that a page shows it at all. */
    private static final String MARK = "x7s";

    private static final List<String> PAYLOADS = List.of(
            "<script>x7s(1)</script>",
            "</title><script>x7s(1)</script>",
            "</textarea><script>x7s(1)</script>",
            "\"><script>x7s(1)</script>",
            "'><img src=x onerror=x7s(1)>",
            "<img src=x onerror=\"x7s(1)\">",
            "<img/src=x/onerror=x7s(1)>",
            "<svg onload=x7s(1)>",
            "<svg><script>x7s(1)</script></svg>",
            "<svg><animate onbegin=x7s(1) attributeName=x>",
            "<body onload=x7s(1)>",
            "<iframe src=javascript:x7s(1)></iframe>",
            "<iframe srcdoc=\"&lt;script>x7s(1)&lt;/script>\">",
            "<a href=\"javascript:x7s(1)\">x7s</a>",
            "<a href=\"java\tscript:x7s(1)\">x7s</a>",
            "<a href=\"&#106;avascript:x7s(1)\">x7s</a>",
            "[x7s](javascript:x7s(1))",
            "[x7s](<java&#10;script:x7s(1)>)",
            "[x7s](data:text/html;base64,PHNjcmlwdD54N3MoMSk8L3NjcmlwdD4=)",
            "![x7s](https://evil.example/x7s.png)",
            "![x7s](x\"onerror=\"x7s(1))",
            "<math><mtext></form><form><mglyph><style></math><img src onerror=x7s(1)>",
            "<noscript><p title=\"</noscript><img src=x onerror=x7s(1)>\">",
            "\" autofocus onfocus=x7s(1) x=\"",
            "' autofocus onfocus=x7s(1) x='",
            "<style>@import 'https://evil.example/x7s'</style>",
            "<base href=https://evil.example/x7s/>",
            "<meta http-equiv=refresh content='0;url=https://evil.example/x7s'>",
            "<form action=javascript:x7s(1)><button>x7s",
            "${7*7} <#assign x7s=1> [=7*7]",
            "<!--><script>x7s(1)</script>-->",
            "<ScRiPt/x>x7s(1)</sCrIpT>");

    private static Person author;

    @BeforeAll
    static void sign_up() {
        author = HOUSE.signUp(Role.CUSTOMER);
    }

    @TestFactory
    Stream<DynamicTest> a_payload_is_text_wherever_it_is_shown() {
        return PAYLOADS.stream()
                .map(payload -> DynamicTest.dynamicTest(payload, () -> {
                    HOUSE.run("UPDATE profiles SET full_name = $2 WHERE id = $1", author.id(), payload);
                    JsonObject fields = release(payload);
                    UUID draft = HOUSE.draft(author, fields);
                    HttpResponse<String> checked = HOUSE.web.send(
                            "POST", "/api/releases/" + draft + "/validate", Web.JSON, "{}", author.bearer());
                    assertThat(checked.statusCode()).isEqualTo(200);
                    Map<String, String> form = new LinkedHashMap<>();
                    fields.forEach(
                            field -> form.put(field.getKey(), field.getValue().toString()));
                    form.put("_csrf", author.csrf());
                    harmless("studio", page("/dashboard/new-release?id=" + draft, author));
                    harmless(
                            "preview",
                            HOUSE.web
                                    .form("/dashboard/new-release/preview", form, author.cookie())
                                    .body());
                    form.put("id", draft.toString());
                    form.put("version", "0");
                    harmless(
                            "conflict",
                            HOUSE.web
                                    .form("/dashboard/new-release", form, author.cookie())
                                    .body());
                    harmless("list", page("/dashboard", author));
                    long job = paidAndFailed(draft, payload);
                    harmless("release", page("/dashboard/releases/" + draft, author));
                    harmless("payments", page("/dashboard/payments", author));
                    harmless("admin jobs", page("/dashboard/admin?q=" + draft, HOUSE.support));
                    harmless("admin job", page("/dashboard/admin/jobs/" + job, HOUSE.support));
                    harmless("admin releases", page("/dashboard/admin?tab=releases&q=" + draft, HOUSE.support));
                }));
    }

    @TestFactory
    Stream<DynamicTest> what_comes_back_at_once_is_text_too() {
        return PAYLOADS.stream()
                .map(payload -> DynamicTest.dynamicTest(payload, () -> {
                    String encoded = Web.encoded(payload);
                    HttpResponse<String> contact = HOUSE.web.get("/contact");
                    String[] cookie = {"Cookie", Web.cookie(contact, "bp_csrf")};
                    Map<String, String> form = Map.of(
                            "name", payload,
                            "email", "no address " + payload,
                            "message", payload,
                            "full_name", payload,
                            "password", "",
                            "redirect_to", payload,
                            "_csrf", Web.csrf(contact.body()));
                    for (String path : List.of("/contact", "/auth/signup", "/auth/login")) {
                        HttpResponse<String> again = HOUSE.web.form(path, form, cookie);
                        assertThat(again.statusCode()).as(path).isEqualTo(422);
                        harmless(path, again.body());
                    }
                    harmless("search", page("/dashboard?q=" + encoded, author));
                    harmless(
                            "search of jobs",
                            page("/dashboard/admin?q=" + encoded + "&customer=" + encoded, HOUSE.support));
                    for (String path : List.of(
                            "/auth/login?redirect_to=" + encoded,
                            "/" + encoded.replace("+", "%20"),
                            "/dashboard?status=" + encoded)) {
                        assertThat(Html.dangers(page(path, author))).as(path).isEmpty();
                    }
                    String flash = Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(("error\n" + payload).getBytes(StandardCharsets.UTF_8));
                    harmless(
                            "flash",
                            HOUSE.web.get("/", "Cookie", "bp_flash=" + flash).body());
                }));
    }

    @TestFactory
    Stream<DynamicTest> the_eye_of_this_test_sees_what_it_looks_for() {
        return PAYLOADS.stream()
                .filter(payload -> payload.contains("<") && !payload.startsWith("[") && !payload.startsWith("${"))
                .map(payload -> DynamicTest.dynamicTest(
                        payload, () -> assertThat(Html.dangers("<p>" + payload)).isNotEmpty()));
    }

    private static void harmless(String where, String html) {
        assertThat(Html.dangers(html)).as(where).isEmpty();
        assertThat(html).as("%s shows it", where).contains(MARK);
        assertThat(html).as(where).doesNotContain("49 <#assign").doesNotContain("FreeMarker");
    }

    private static String page(String path, Person person) {
        return HOUSE.web.get(path, person.cookie()).body();
    }

    private static JsonObject release(String payload) {
        JsonObject fields = new JsonObject();
        for (String field : List.of(
                "title",
                "summary",
                "social_title",
                "company_name",
                "company_description",
                "website_url",
                "industry",
                "city",
                "state",
                "country",
                "contact_name",
                "contact_email",
                "contact_phone")) {
            fields.put(field, payload);
        }
        return fields.put("content", payload + "\n\nAnd again, inline: " + payload + "\n\n- " + payload);
    }

    /** Everything the worker and Stripe would write about it, with the payload in each text; the job. */
    private static long paidAndFailed(UUID release, String payload) {
        HOUSE.run("""
                UPDATE press_release_submissions SET status = 'failed', error = $2, einpresswire_order_id = $2,
                    einpresswire_submission_id = $2, wire_url = $2, payment_amount = 9900, currency = 'usd',
                    paid_at = now(), stripe_payment_intent_id = $2 || id WHERE id = $1
                """, release, payload);
        HOUSE.run("""
                INSERT INTO payments (submission_id, stripe_payment_intent_id, amount_cents, currency, livemode, status,
                    note, receipt_url) VALUES ($1, $2, 9900, 'usd', false, 'succeeded', $2, $2)
                """, release, payload + release);
        long job = HOUSE.one(Long.class, """
                INSERT INTO jobs (type, status, data, result, max_attempts, attempts, submission_id, error, error_category,
                    worker, completed_at)
                VALUES ('press_release_submission', 'failed', jsonb_build_object('note', $2::text),
                    jsonb_build_object('note', $2::text), 3, 1, $1, $2::text, 'wire', $2::text, now()) RETURNING id
                """, release, payload);
        HOUSE.run("""
                INSERT INTO wire_steps (job_id, submission_id, attempt, step, irreversible, state, reference, external_id,
                    url, note, error) VALUES ($1, $2, 1, 'compose', false, 'failed', $3, $3, $3, $3, $3)
                """, job, release, payload);
        HOUSE.run("""
                INSERT INTO job_events (job_id, submission_id, kind, actor, detail)
                VALUES ($1, $2, 'log', $3, jsonb_build_object('text', $3::text, 'message', $3::text, 'error', $3::text))
                """, job, release, payload);
        return job;
    }
}
