package com.bravapress.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.bravapress.app.HouseUnderTest.Person;
import com.bravapress.http.Access;
import com.bravapress.http.Endpoint;
import com.bravapress.http.Role;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever is thrown at an endpoint, it does not break: no answer is a 500. */
class OddInputIT {
    private static final HouseUnderTest HOUSE = HouseUnderTest.open();
    private static final List<String> JSON_BODIES = List.of(
            "",
            " ",
            "null",
            "[]",
            "5",
            "\"x\"",
            "{}",
            "{",
            "{} {}",
            "{\"a\":1,\"a\":2}",
            "{\"title\":5,\"email\":5,\"reason\":5,\"brief\":5}",
            "{\"title\":null,\"email\":null,\"password\":null,\"reason\":null,\"brief\":null,\"content\":null}",
            "{\"brief\":[],\"title\":[],\"reason\":[],\"accept_terms\":[]}",
            "{\"brief\":{\"company\":{}},\"title\":{},\"reason\":{}}",
            "{\"brief\":{\"company\":\"a\\u0000b\",\"when\":\"\\ud800\"},\"reason\":\"\\ud800\",\"title\":\"\\udc00x\"}",
            "{\"x\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}",
            "{\"x\":1e999999999,\"y\":" + "9".repeat(1_500) + "}",
            "{\"x\":NaN}",
            "{\"title\":\"👩‍👩‍👧‍👦🏴‍☠️ ﷽ ‮ abc\",\"reason\":\"👩‍👩‍👧‍👦\",\"brief\":{\"company\":\"👩‍👩‍👧‍👦 ‮\"}}",
            "{\"release_at\":\"+999999999-12-31T23:59\",\"time_zone\":\"../etc\",\"package_type\":\"x\"}",
            "{\"release_at\":\"2026-13-99T99:99\",\"time_zone\":\"\",\"website_url\":\"http://[::\"}",
            "{\"website_url\":\"javascript:alert(1)\",\"content\":\"[a](javascript:b) ![c](data:d)\",\"title\":\"%s %n\"}");

    private static UUID release;
    private static Person leaver;

    @BeforeAll
    static void prepare() {
        release = HOUSE.draft(HOUSE.superAdmin, new JsonObject().put("title", "Odd"));
        leaver = HOUSE.signUp(Role.CUSTOMER);
    }

    @TestFactory
    Stream<DynamicTest> no_body_breaks_an_endpoint() {
        List<byte[]> bodies = new ArrayList<>();
        JSON_BODIES.forEach(body -> bodies.add(body.getBytes(StandardCharsets.UTF_8)));
        // Broken UTF-8, an UTF-16 text, a lone byte-order mark.
        bodies.add(new byte[] {'{', '"', 't', 'i', 't', 'l', 'e', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'});
        bodies.add("{\"title\":\"x\"}".getBytes(StandardCharsets.UTF_16));
        bodies.add(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
        return HOUSE.endpoints().stream()
                .filter(endpoint -> endpoint.method().equals(HttpMethod.POST)
                        || endpoint.method().equals(HttpMethod.PATCH))
                .map(endpoint -> DynamicTest.dynamicTest(name(endpoint), () -> {
                    for (byte[] body : bodies) {
                        stands(endpoint, Web.JSON, body);
                        stands(endpoint, Web.FORM, body);
                    }
                    stands(endpoint, null, bodies.get(6));
                    stands(endpoint, "text/plain", bodies.get(6));
                    stands(endpoint, "multipart/form-data", bodies.get(6));
                    stands(endpoint, "multipart/form-data; boundary=x", bodies.get(6));
                    stands(endpoint, "application/json; charset=none", bodies.get(6));
                    stands(endpoint, "x", bodies.get(6));
                    for (String form : forms()) {
                        stands(endpoint, Web.FORM, form.getBytes(StandardCharsets.ISO_8859_1));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> no_query_breaks_a_list_or_a_page() {
        List<String> values = List.of("%00", "%ff", "%ed%a0%80", "%27%22%3C%3E%5C%25_", "99999999999999999999", "-1");
        List<String> places = List.of(
                "%2B1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "%2B300000-01-01T00:00:00Z",
                "0000-00-00",
                "0000-01-01",
                "9999-12-31",
                encoded("+1000000000-12-31T23:59:59.999999999Z|1"),
                encoded("-1000000000-01-01T00:00:00Z|00000000-0000-0000-0000-000000000000"),
                encoded("+1000000000-12-31T23:59:59.999999999Z|00000000-0000-0000-0000-000000000000"),
                encoded("9223372036854775807,00000000-0000-0000-0000-000000000000"),
                encoded("1,x"));
        List<String> queries = new ArrayList<>();
        for (String name : List.of("after", "limit", "status", "type", "q", "customer", "since", "tab", "id")) {
            values.forEach(value -> queries.add(name + "=" + value));
        }
        for (String name : List.of("after", "from", "to", "tab=releases&after", "tab=releases&to")) {
            places.forEach(value -> queries.add(name + "=" + value));
        }
        return HOUSE.endpoints().stream()
                .filter(endpoint -> endpoint.method().equals(HttpMethod.GET))
                .filter(endpoint -> endpoint.access() != Access.PUBLIC
                        || endpoint.path().matches("/(auth/login|auth/signup|contact)"))
                .filter(endpoint -> !endpoint.path().matches(".*/(events|:id.*)"))
                .map(endpoint -> DynamicTest.dynamicTest(name(endpoint), () -> {
                    for (String query : queries) {
                        String[] who = endpoint.access() == Access.PUBLIC ? new String[0] : HOUSE.superAdmin.bearer();
                        HttpResponse<String> answer = HOUSE.web.get(endpoint.path() + "?" + query, who);
                        assertThat(answer.statusCode()).as(query).isLessThan(500);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> no_header_breaks_an_endpoint() {
        List<String[]> odd = List.of(
                new String[] {"Cookie", "bp_session=; bp_flash=; bp_csrf="},
                new String[] {"Cookie", "bp_session=\"; bp_flash=%00; bp_csrf=\u00e4"},
                new String[] {"Cookie", ";;;=;=="},
                new String[] {"Authorization", "Bearer "},
                new String[] {"Authorization", "Basic eA=="},
                new String[] {"If-Match", "\"999999999\"", "Last-Event-ID", "x-y", "Accept", "*/*;q=x"},
                new String[] {"Accept-Encoding", "x;q=2", "Range", "bytes=9-1", "If-Modified-Since", "x"});
        return HOUSE.endpoints().stream()
                .map(endpoint -> DynamicTest.dynamicTest(name(endpoint), () -> {
                    for (String[] headers : odd) {
                        assertThat(HOUSE.web.status(endpoint.method().name(), path(endpoint), null, "", headers))
                                .as(String.join(" ", headers))
                                .isLessThan(500);
                    }
                }));
    }

    private static List<String> forms() {
        String csrf = "&_csrf=" + HOUSE.superAdmin.csrf();
        return List.of(
                "%" + csrf,
                "title=%ff%fe" + csrf,
                "title=%ed%a0%80" + csrf,
                "id=x&version=99999999999" + csrf,
                "id=" + release + "&version=-5&action=generate&brief_=x&brief_company=%ff" + csrf,
                "id=" + release + "&version=1&action=nothing&release_at=0000-00-00T00:00&time_zone=%00" + csrf,
                "title=a&title=b&reason=a&reason=b" + csrf,
                "=&&&&=" + csrf);
    }

    private static void stands(Endpoint endpoint, String type, byte[] body) {
        Person who = endpoint.path().endsWith("/logout") ? leaver : HOUSE.superAdmin;
        String[] headers = endpoint.access() == Access.PUBLIC ? new String[0] : who.bearer();
        HttpResponse<String> answer = HOUSE.web.send(
                endpoint.method().name(),
                path(endpoint),
                type,
                body,
                Web.headers(headers, "If-Match", "\"1\"", "Stripe-Signature", "t=1,v1=0"));
        assertThat(answer.statusCode())
                .as("%s %s", type, new String(body, 0, Math.min(body.length, 120), StandardCharsets.UTF_8))
                .isLessThan(500);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String path(Endpoint endpoint) {
        return endpoint.path().replace("/jobs/:id", "/jobs/1").replace(":id", release.toString());
    }

    private static String name(Endpoint endpoint) {
        return endpoint.method() + " " + endpoint.path();
    }
}
