package com.bravapress.http;

import java.util.Locale;

/** Who somebody is, from the most to the least trusted. A role may do whatever the roles after it may. */
public enum Role {
    SUPER_ADMIN,
    ADMIN,
    SUPPORT,
    CUSTOMER;

    /** The name in rows, tokens and answers: {@code super_admin}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this name; an unknown one is an {@link IllegalArgumentException}. */
    public static Role of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** Whether this is a member of the team. */
    public boolean isTeam() {
        return this != CUSTOMER;
    }

    boolean atLeast(Role other) {
        return ordinal() <= other.ordinal();
    }
}
