package com.bravapress.payments;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/** Sums as people read them. Everywhere else they stay integers in minor units. */
public final class Money {
    private Money() {}

    /** {@code 9900, "usd"} as {@code $99.00}; currencies without minor units, such as JPY, have no decimals. */
    public static String words(int minor, String currency) {
        Currency iso = Currency.getInstance(currency.toUpperCase(Locale.ROOT));
        NumberFormat format = NumberFormat.getCurrencyInstance(Locale.US);
        format.setCurrency(iso);
        format.setMinimumFractionDigits(iso.getDefaultFractionDigits());
        format.setMaximumFractionDigits(iso.getDefaultFractionDigits());
        return format.format(BigDecimal.valueOf(minor, iso.getDefaultFractionDigits()));
    }
}
