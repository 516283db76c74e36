package com.bravapress.accounts;

import java.time.Instant;

/** A fresh session: the token that stands for it, when both end, and whose it is. */
public record SignedIn(String token, Instant expiresAt, User user) {
    @Override
    public String toString() {
        return "SignedIn[" + user.id() + " until " + expiresAt + "]";
    }
}
