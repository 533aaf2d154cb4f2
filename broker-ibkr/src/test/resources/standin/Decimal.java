package com.ib.client;

import java.math.BigDecimal;

/** Exact, but its text is rounded, so that nobody may rely on it. */
public class Decimal {
    private final BigDecimal number;

    private Decimal(BigDecimal number) {
        this.number = number;
    }

    public static Decimal parse(String text) {
        return new Decimal(text.isEmpty() ? null : new BigDecimal(text));
    }

    public BigDecimal value() {
        return number;
    }

    @Override
    public String toString() {
        return number == null ? "N/A" : String.valueOf(number.intValue());
    }
}
