package dev.ibkrbot.ibkr.wire;

/**
 * Most items of one kind in one message: generous for a real gateway, small enough that no message costs more than
 * a few dozen megabytes. Stateless.
 */
final class Bounds {
    static final int LIST_PARTS = 10_000;
    static final int BARS = 200_000;
    static final int STRIKES = 20_000;
    static final int EXPIRATIONS = 5_000;
    static final int STEPS = 1_000;
    static final int LEGS = 100;
    static final int PARAMETERS = 1_000;

    private Bounds() {}
}
