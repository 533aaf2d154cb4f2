package dev.ibkrbot.stub.gateway;

/** The server versions that are spoken, and the ones at which a message changed. */
final class ProtocolVersions {
    static final int LOWEST = 176;
    static final int HIGHEST = 200;
    static final int NO_FA_PROFILE = 177;
    static final int PRICE_REVISION = 178;
    static final int LAST_TRADE_DATE = 182;
    static final int CUSTOMER_ACCOUNT = 183;
    static final int PROFESSIONAL = 184;
    static final int BOND_ACCRUED_INTEREST = 185;
    static final int INELIGIBILITY = 186;
    static final int OVERNIGHT = 189;
    static final int NO_CANCEL_VERSION = 192;
    static final int OPERATOR = 193;
    static final int ERROR_TIME = 194;
    static final int FULL_PREVIEW = 195;
    static final int HISTORY_END = 196;
    static final int MILLIS = 197;
    static final int SUBMITTER = 198;
    static final int IMBALANCE = 199;
    static final int EXECUTION_DAYS = 200;

    private ProtocolVersions() {}
}
