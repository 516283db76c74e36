package com.bravapress.accounts;

import com.bravapress.http.Access;
import com.bravapress.http.AppException;
import com.bravapress.http.Endpoint;
import com.bravapress.http.FieldError;
import com.bravapress.http.Problem;
import com.bravapress.http.Reply;
import com.bravapress.http.Request;
import com.bravapress.http.Role;
import com.bravapress.http.Routes;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Sign-up, sign-in and sign-out, as pages with a cookie and as JSON with a bearer token. */
public final class AccountRoutes implements Routes {
    private static final int FORM_BYTES = 16 * 1024;
    /** Refusals that the form itself shows, next to what was typed. */
    private static final Set<Problem> SHOWN_IN_FORM =
            Set.of(Problem.UNPROCESSABLE, Problem.UNAUTHORIZED, Problem.TOO_MANY_REQUESTS);

    private final Accounts accounts;
    private final List<Endpoint> endpoints;

    /** The endpoints of this service. */
    public AccountRoutes(Accounts accounts) {
        this.accounts = accounts;
        this.endpoints = List.of(
                Endpoint.get("/auth/signup", Access.PUBLIC, request -> blank(request, "auth/signup")),
                Endpoint.post("/auth/signup", Access.PUBLIC, this::signUpForm).limitedTo(FORM_BYTES),
                Endpoint.get("/auth/login", Access.PUBLIC, request -> blank(request, "auth/login")),
                Endpoint.post("/auth/login", Access.PUBLIC, this::signInForm).limitedTo(FORM_BYTES),
                Endpoint.post("/auth/logout", Access.SIGNED_IN, this::signOutForm)
                        .limitedTo(FORM_BYTES),
                Endpoint.post("/api/auth/signup", Access.PUBLIC, json(SignUp.class, accounts::signUp))
                        .limitedTo(FORM_BYTES),
                Endpoint.post("/api/auth/login", Access.PUBLIC, json(SignIn.class, accounts::signIn))
                        .limitedTo(FORM_BYTES),
                Endpoint.post("/api/auth/logout", Access.SIGNED_IN, this::signOut)
                        .limitedTo(FORM_BYTES),
                Endpoint.get(
                        "/api/me",
                        Access.SIGNED_IN,
                        request -> Future.succeededFuture(Reply.json(User.of(request.principal())))));
    }

    @Override
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    private static <T> Function<Request, Future<Reply>> json(
            Class<T> type, BiFunction<T, Visitor, Future<SignedIn>> service) {
        return request ->
                service.apply(request.input(type), Visitor.of(request)).map(Reply::json);
    }

    private Future<Reply> signOut(Request request) {
        return accounts.signOut(request.principal())
                .map(gone -> Reply.empty(204).cookie(Request.SESSION_COOKIE, "", 0));
    }

    private static Future<Reply> blank(Request request, String template) {
        String wanted = request.query("redirect_to").orElse("");
        return Future.succeededFuture(request.signedIn()
                .map(me -> Reply.redirect(target(wanted, me.role())))
                .orElseGet(() -> form(200, template, Map.of(), wanted, List.of())));
    }

    private Future<Reply> signUpForm(Request request) {
        SignUp wish = request.input(SignUp.class);
        Map<String, Object> values =
                Map.of("full_name", wish.fullName(), "email", wish.email(), "accept_terms", wish.acceptTerms());
        return letIn(accounts.signUp(wish, Visitor.of(request)), "auth/signup", values, wish.redirectTo());
    }

    private Future<Reply> signInForm(Request request) {
        SignIn wish = request.input(SignIn.class);
        return letIn(
                accounts.signIn(wish, Visitor.of(request)),
                "auth/login",
                Map.of("email", wish.email()),
                wish.redirectTo());
    }

    private static Future<Reply> letIn(
            Future<SignedIn> outcome, String template, Map<String, Object> values, String redirectTo) {
        return outcome.map(session -> Reply.redirect(
                                target(redirectTo, session.user().role()))
                        .cookie(Request.SESSION_COOKIE, session.token(), Accounts.SESSION.toSeconds()))
                .recover(error -> error instanceof AppException refusal && SHOWN_IN_FORM.contains(refusal.problem())
                        ? Future.succeededFuture(again(refusal, template, values, redirectTo))
                        : Future.failedFuture(error));
    }

    private Future<Reply> signOutForm(Request request) {
        return accounts.signOut(request.principal())
                .map(gone -> Reply.redirect("/")
                        .cookie(Request.SESSION_COOKIE, "", 0)
                        .flash("success", "You are signed out."));
    }

    private static Reply again(AppException refusal, String template, Map<String, Object> values, String redirectTo) {
        List<FieldError> errors =
                refusal.errors().isEmpty() ? List.of(new FieldError("form", refusal.getMessage())) : refusal.errors();
        Reply reply = form(refusal.problem().status(), template, values, redirectTo, errors);
        refusal.retryAfter().ifPresent(wait -> reply.header("Retry-After", Long.toString(wait.toSeconds())));
        return reply;
    }

    private static Reply form(
            int status, String template, Map<String, Object> values, String redirectTo, List<FieldError> errors) {
        String back = SameSite.path(redirectTo).orElse("");
        Map<String, Object> kept = new LinkedHashMap<>(values);
        kept.put("redirect_to", back);
        Map<String, String> byField = new LinkedHashMap<>();
        errors.forEach(error -> byField.putIfAbsent(error.field(), error.message()));
        return Reply.page(
                        status,
                        template,
                        Map.of(
                                "values", kept,
                                "errors", byField,
                                "error_list", errors,
                                "redirect_to", back))
                .header("Cache-Control", "no-store");
    }

    private static String target(String wanted, Role role) {
        Optional<String> path = SameSite.path(wanted);
        return path.orElse(role.isTeam() ? "/dashboard/admin" : "/dashboard");
    }
}
