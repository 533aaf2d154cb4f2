package dev.ibkrbot.broker.instrument;

/** What the holder of an option may do: buy the underlying (CALL) or sell it (PUT). Immutable. */
public enum Right {
    CALL("C"),
    PUT("P");

    private final String letter;

    Right(String letter) {
        this.letter = letter;
    }

    /** "C" or "P", as written in contract descriptions. */
    public String letter() {
        return letter;
    }
}
