package com.bravapress.accounts;

import com.bravapress.http.AppException;
import com.bravapress.http.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What somebody sends to be let in. */
record SignIn(String email, String password, String redirectTo) {
    SignIn {
        email = SignUp.canonical(email);
        password = Optional.ofNullable(password).orElse("");
        redirectTo = Optional.ofNullable(redirectTo).orElse("");
    }

    void check() {
        List<FieldError> errors = new ArrayList<>();
        if (email.isEmpty() || email.length() > SignUp.LONGEST_EMAIL) {
            errors.add(new FieldError("email", "Enter your e-mail address"));
        }
        if (password.isEmpty()) {
            errors.add(new FieldError("password", "Enter your password"));
        }
        if (!errors.isEmpty()) {
            throw AppException.invalid(errors);
        }
    }

    @Override
    public String toString() {
        return "SignIn[]";
    }
}
