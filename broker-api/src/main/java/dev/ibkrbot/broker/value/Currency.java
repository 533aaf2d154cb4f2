package dev.ibkrbot.broker.value;

/** An ISO 4217 currency by its three capital letters, such as USD. Immutable. */
public record Currency(String code) {
    public static final Currency USD = new Currency("USD");

    public Currency {
        if (!code.matches("[A-Z]{3}")) {
            throw new IllegalArgumentException("currency code is not three capital letters: '" + code + "'");
        }
    }

    @Override
    public String toString() {
        return code;
    }
}
