package com.bravapress.config;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Settings as text, read one by one; every fault is collected instead of thrown. */
final class Raw {
    private final Map<String, String> values;
    final List<String> faults = new ArrayList<>();

    Raw(Map<String, String> values) {
        this.values = values;
    }

    String text(Setting setting) {
        return values.getOrDefault(setting.name(), "").trim();
    }

    Optional<String> optional(Setting setting) {
        return Optional.of(text(setting)).filter(value -> !value.isEmpty());
    }

    /** The value given, or the one made once; nothing is made while there are faults. */
    String secret(Setting setting, Secrets secrets, String name) {
        return optional(setting).orElseGet(() -> faults.isEmpty() ? secrets.named(name) : "");
    }

    int number(Setting setting, int least, int most) {
        try {
            int value = Integer.parseInt(text(setting));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Said below, in the same words as a number out of range.
        }
        fault(setting, "must be a whole number from " + least + " to " + most);
        return least;
    }

    Duration duration(Setting setting) {
        try {
            Duration value = Duration.parse(text(setting));
            if (!value.isNegative() && !value.isZero()) {
                return value;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        fault(setting, "must be a duration like PT30S or PT5M (ISO 8601)");
        return Duration.ofSeconds(1);
    }

    boolean onOff(Setting setting) {
        String value = text(setting).toLowerCase(Locale.ROOT);
        if (!List.of("on", "off").contains(value)) {
            fault(setting, "must be on or off");
        }
        return value.equals("on");
    }

    /** The value as a constant of an enum; {@code balance-only} for {@code BALANCE_ONLY}. */
    @CanIgnoreReturnValue
    <E extends Enum<E>> E choice(Setting setting, Class<E> type) {
        return constant(setting, type, text(setting));
    }

    <E extends Enum<E>> List<E> choices(Setting setting, Class<E> type) {
        return Arrays.stream(text(setting).split(",", -1))
                .map(word -> constant(setting, type, word.trim()))
                .toList();
    }

    /** An http or https address without a slash at the end. */
    String url(Setting setting, String fallback) {
        String value = optional(setting).orElse(fallback);
        try {
            URI uri = URI.create(value);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return value.replaceFirst("/+$", "");
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        fault(setting, "must be an http:// or https:// address");
        return fallback;
    }

    void fault(Setting setting, String sentence) {
        boolean secret = setting.name().matches(".*(SECRET|PASSWORD|TOKEN|DATABASE_URL|SMTP_URL).*");
        String shown = secret ? "" : " (it is \"" + text(setting) + "\")";
        faults.add(setting.name() + " " + sentence + shown);
    }

    private <E extends Enum<E>> E constant(Setting setting, Class<E> type, String word) {
        for (E each : type.getEnumConstants()) {
            if (spelled(each).equals(word.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        String known = Arrays.stream(type.getEnumConstants()).map(Raw::spelled).collect(Collectors.joining(", "));
        fault(setting, "must be one of: " + known);
        return type.getEnumConstants()[0];
    }

    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
