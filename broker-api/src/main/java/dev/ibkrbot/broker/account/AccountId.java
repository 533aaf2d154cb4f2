package dev.ibkrbot.broker.account;

/** A broker's account number. Printed masked, so that it does not leak into logs. Immutable. */
public record AccountId(String value) {
    private static final int SHOWN = 3;

    public AccountId {
        if (!value.matches("[A-Z0-9]{2,16}")) {
            throw new IllegalArgumentException("account id is not 2 to 16 capital letters and digits");
        }
    }

    /** Paper accounts begin with D. */
    public boolean isPaper() {
        return value.startsWith("D");
    }

    /** The last three characters, which is all that is shown of it. */
    public String shown() {
        return value.substring(Math.max(0, value.length() - SHOWN));
    }

    /** What is shown of it, behind asterisks. */
    @Override
    public String toString() {
        return "***" + shown();
    }
}
