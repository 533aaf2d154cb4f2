package dev.ibkrbot.ibkr.wire;

/**
 * Which server versions we speak, and the ones at which a message changed. Below 176 nothing is decoded; from 201
 * on the gateway sends binary message numbers. Stateless.
 */
public final class ServerVersions {
    /** The oldest server version served. */
    public static final int OLDEST = 176;

    /** The newest the protocol page covers; a ceiling above it is refused. */
    public static final int NEWEST = 200;

    /** The newest negotiated unless configured otherwise. */
    public static final int DEFAULT_CEILING = 193;

    /** The low end of the range offered: low on purpose, the version is checked here instead. */
    static final int OFFERED_FROM = 100;

    static final int NO_FA_PROFILE = 177;
    static final int PRICE_REVISION = 178;
    static final int FUND_FIELDS = 179;
    static final int LAST_TRADE_DATE = 182;
    static final int CUSTOMER_ACCOUNT = 183;
    static final int PROFESSIONAL_CUSTOMER = 184;
    static final int BOND_INTEREST = 185;
    static final int INELIGIBILITY = 186;
    static final int FILLER_FROM = 187;
    static final int INCLUDE_OVERNIGHT = 189;
    static final int FILLER_UNTIL = 190;
    static final int CME_TAGGING = 192;
    static final int OPEN_ORDER_TAGGING = 193;
    static final int NOTICE_TIME = 194;
    static final int FULL_PREVIEW = 195;
    static final int BARS_END = 196;
    static final int TIME_IN_MILLIS = 197;
    static final int SUBMITTER = 198;
    static final int IMBALANCE_ONLY = 199;
    static final int EXECUTION_DAYS = 200;

    private ServerVersions() {}

    /** Refuses what is outside {@link #OLDEST} to {@link #NEWEST}. */
    static int require(int serverVersion) {
        if (serverVersion < OLDEST || serverVersion > NEWEST) {
            throw new IllegalArgumentException(
                    "server version " + serverVersion + " is not " + OLDEST + " to " + NEWEST);
        }
        return serverVersion;
    }
}
