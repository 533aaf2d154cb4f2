package dev.ibkrbot.cli.output;

/** How a command ended; the number is a promise to scripts and stands in JSON answers as "code". Immutable. */
public enum ExitCode {
    OK(0),
    INTERNAL_ERROR(1),
    USAGE_OR_CONFIGURATION(2),
    GATEWAY_UNREACHABLE(3),
    GATEWAY_NOT_READY(4),
    ACCOUNT_OR_MODE_MISMATCH(5),
    MARKET_DATA_ENTITLEMENT(6),
    REFUSED_BY_RISK(7),
    ORDER_REJECTED(8),
    DATA_MISSING_OR_CORRUPT(9),
    HALTED(10),
    ANOTHER_INSTANCE(11),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The process exit status. */
    public int number() {
        return number;
    }
}
