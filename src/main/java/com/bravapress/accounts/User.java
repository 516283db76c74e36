package com.bravapress.accounts;

import com.bravapress.http.Principal;
import com.bravapress.http.Role;
import java.util.UUID;

/** Somebody with an account. {@code email} is trimmed and lower-case. */
public record User(UUID id, String email, String fullName, Role role) {
    static User of(Principal principal) {
        return new User(principal.userId(), principal.email(), principal.fullName(), principal.role());
    }
}
