package com.bravapress.wire.pages;

/**
 * A wire and the account on it.
 *
 * @param baseUrl without a slash at the end; the browser reaches nothing outside its origin
 */
public record Account(String baseUrl, String email, String password) {
    @Override
    public String toString() {
        return "Account[" + baseUrl + "]";
    }
}
