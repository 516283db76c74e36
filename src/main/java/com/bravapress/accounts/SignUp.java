package com.bravapress.accounts;

import com.bravapress.http.AppException;
import com.bravapress.http.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody sends to get an account. There is no role among it, and whatever else is sent is ignored.
 *
 * @param acceptTerms {@code on} from a form, {@code true} from JSON or a form
 */
record SignUp(String fullName, String email, String password, String acceptTerms, String redirectTo) {
    private static final int LONGEST_NAME = 120;
    /** RFC 5321 §4.5.3.1.3, less the angle brackets. */
    static final int LONGEST_EMAIL = 254;

    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 128;

    private static final String WORD = "[!-~&&[^@<>\"(),:;\\[\\]\\\\]]";
    private static final Pattern ADDRESS =
            Pattern.compile(WORD + "{1,64}@[a-z0-9-]+(\\.[a-z0-9-]+)+", Pattern.CASE_INSENSITIVE);

    SignUp {
        fullName = Optional.ofNullable(fullName).orElse("").strip();
        email = canonical(email);
        password = Optional.ofNullable(password).orElse("");
        acceptTerms = Optional.ofNullable(acceptTerms).orElse("");
        redirectTo = Optional.ofNullable(redirectTo).orElse("");
    }

    /** An address as it is kept and compared. */
    static String canonical(String email) {
        return Optional.ofNullable(email).orElse("").strip().toLowerCase(Locale.ROOT);
    }

    /** Fails with all fields to mend at once. */
    void check() {
        List<FieldError> errors = new ArrayList<>();
        if (fullName.isEmpty()) {
            errors.add(new FieldError("full_name", "Enter your name"));
        } else if (fullName.length() > LONGEST_NAME || hasControls(fullName)) {
            errors.add(new FieldError("full_name", "The name must be one line of at most 120 characters"));
        }
        if (!isAddress(email)) {
            errors.add(new FieldError("email", "Enter an e-mail address like name@example.com"));
        }
        checkPassword(password).ifPresent(message -> errors.add(new FieldError("password", message)));
        if (!acceptTerms.equals("on") && !acceptTerms.equals("true")) {
            errors.add(new FieldError("accept_terms", "Accept the terms to make an account"));
        }
        if (!errors.isEmpty()) {
            throw AppException.invalid(errors);
        }
    }

    /** What is wrong with a new password, if anything. Any characters will do. */
    static Optional<String> checkPassword(String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
            return Optional.of("The password must have 8 to 128 characters");
        }
        if (CommonPasswords.contain(password)) {
            return Optional.of("This password is among the first that attackers try; choose another");
        }
        return Optional.empty();
    }

    /**
     * Shape only: whether mail arrives shows by sending some. ASCII, because few mail servers take anything else
     * (RFC 6531); a domain in another script has an {@code xn--} form.
     */
    static boolean isAddress(String email) {
        return email.length() <= LONGEST_EMAIL && ADDRESS.matcher(email).matches();
    }

    private static boolean hasControls(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }

    @Override
    public String toString() {
        return "SignUp[]";
    }
}
