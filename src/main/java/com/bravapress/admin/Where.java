package com.bravapress.admin;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;

/** The conditions of a list, put together from constant text; what a person typed travels as an argument only. */
final class Where {
    private final StringBuilder sql = new StringBuilder("WHERE true");
    private final List<Object> args = new ArrayList<>();

    /** Adds a condition; each {@code ?} stands for the next value. */
    @CanIgnoreReturnValue
    Where and(String condition, Object... values) {
        sql.append("\n  AND (");
        int next = 0;
        for (char c : condition.toCharArray()) {
            if (c == '?') {
                args.add(values[next++]);
                sql.append('$').append(args.size());
            } else {
                sql.append(c);
            }
        }
        sql.append(')');
        return this;
    }

    String sql() {
        return sql.toString();
    }

    Object[] args() {
        return args.toArray();
    }

    /** A pattern for ILIKE that finds the text anywhere and takes every character as itself. */
    static String containing(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
