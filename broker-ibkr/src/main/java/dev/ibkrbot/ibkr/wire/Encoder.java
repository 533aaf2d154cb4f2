package dev.ibkrbot.ibkr.wire;

import java.util.List;

/**
 * Writes every request that places no order, as whole frames for one negotiated server version. An argument that
 * cannot be sent (not printable ASCII) is refused with {@link IllegalArgumentException}. Immutable, thread-safe.
 */
public final class Encoder {
    private final int serverVersion;

    /** For a server version from {@link ServerVersions#OLDEST} to {@link ServerVersions#NEWEST}. */
    public Encoder(int serverVersion) {
        this.serverVersion = ServerVersions.require(serverVersion);
    }

    public int serverVersion() {
        return serverVersion;
    }

    /** The first message after the handshake; the session is ready when its id and accounts have come. */
    public byte[] startApi(int clientId) {
        return FieldWriter.message(71).add(2).add(clientId).unset().frame();
    }

    public byte[] currentTime() {
        return FieldWriter.message(49).add(1).frame();
    }

    /**
     * Asks a simulated gateway to move its time; a real one has no such field and must not be sent it.
     *
     * @param move "next", or seconds since 1970
     */
    public byte[] simulatedTime(String move) {
        return FieldWriter.message(49).add(1).add(move).frame();
    }

    /** In milliseconds where the version has that, else in seconds: the answer is the same type. */
    public byte[] currentTimeInMillis() {
        return serverVersion >= ServerVersions.TIME_IN_MILLIS
                ? FieldWriter.message(105).frame()
                : currentTime();
    }

    /** Asks for the next valid order id. */
    public byte[] ids() {
        return FieldWriter.message(8).add(1).add(1).frame();
    }

    public byte[] managedAccounts() {
        return FieldWriter.message(17).add(1).frame();
    }

    /**
     * The feed for later market data requests.
     *
     * @param type 1 live, 2 frozen, 3 delayed, 4 delayed and frozen
     */
    public byte[] marketDataType(int type) {
        if (type < 1 || type > 4) {
            throw new IllegalArgumentException("market data type is not 1 to 4: " + type);
        }
        return FieldWriter.message(59).add(1).add(type).frame();
    }

    /** One look: what is there within about eleven seconds, then an end. */
    public byte[] marketDataSnapshot(int requestId, WireContract contract) {
        return marketData(requestId, contract, "", true);
    }

    /**
     * A stream until canceled.
     *
     * @param genericTicks such as 100, 101, 104, 106; may be empty
     */
    public byte[] marketDataStream(int requestId, WireContract contract, List<Integer> genericTicks) {
        StringBuilder ticks = new StringBuilder();
        for (int tick : genericTicks) {
            ticks.append(ticks.length() == 0 ? "" : ",").append(tick);
        }
        return marketData(requestId, contract, ticks.toString(), false);
    }

    private static byte[] marketData(int requestId, WireContract contract, String genericTicks, boolean snapshot) {
        return FieldWriter.message(1)
                .add(11)
                .add(requestId)
                .contract(contract)
                .dataLegs(contract)
                .add(false) // no delta-neutral contract
                .add(genericTicks)
                .add(snapshot)
                .add(false) // a regulatory snapshot costs money, on paper too
                .unset()
                .frame();
    }

    public byte[] cancelMarketData(int requestId) {
        return FieldWriter.message(2).add(1).add(requestId).frame();
    }

    public byte[] historicalData(int requestId, HistoryQuery query) {
        return FieldWriter.message(20)
                .add(requestId)
                .contract(query.contract())
                .add(false)
                .add(query.end())
                .add(query.barSize())
                .add(query.duration())
                .add(query.regularHours())
                .add(query.whatToShow())
                .add(query.format())
                .dataLegs(query.contract())
                .add(query.keepUpToDate())
                .unset()
                .frame();
    }

    public byte[] cancelHistoricalData(int requestId) {
        return FieldWriter.message(25).add(1).add(requestId).frame();
    }

    /** When the earliest bar starts, as UTC text (format 1) or epoch seconds (format 2). */
    public byte[] headTimestamp(
            int requestId, WireContract contract, boolean regularHours, String whatToShow, int format) {
        return FieldWriter.message(87)
                .add(requestId)
                .contract(contract)
                .add(false)
                .add(regularHours)
                .add(whatToShow)
                .add(format)
                .frame();
    }

    public byte[] cancelHeadTimestamp(int requestId) {
        return FieldWriter.message(90).add(requestId).frame();
    }

    /** The contracts that match; expired ones are not included. */
    public byte[] contractDetails(int requestId, WireContract contract) {
        return FieldWriter.message(9)
                .add(8)
                .add(requestId)
                .contract(contract)
                .add(false)
                .unset(3) // security id type, security id, issuer id
                .frame();
    }

    /** Expirations and strikes of everything listed on an underlying. */
    public byte[] optionParameters(int requestId, String symbol, String underlyingSecType, int underlyingConId) {
        return FieldWriter.message(78)
                .add(requestId)
                .add(symbol)
                .unset() // the exchange is for futures
                .add(underlyingSecType)
                .add(underlyingConId)
                .frame();
    }

    public byte[] marketRule(int ruleId) {
        return FieldWriter.message(91).add(ruleId).frame();
    }

    public byte[] openOrders() {
        return FieldWriter.message(5).add(1).frame();
    }

    /** Of every client and of people. */
    public byte[] allOpenOrders() {
        return FieldWriter.message(16).add(1).frame();
    }

    /** Of every client and of people, or only of programs. */
    public byte[] completedOrders(boolean apiOnly) {
        return FieldWriter.message(99).add(apiOnly).frame();
    }

    public byte[] executions(int requestId, ExecutionQuery query) {
        FieldWriter out = FieldWriter.message(7)
                .add(3)
                .add(requestId)
                .add(query.clientId())
                .add(query.account())
                .add(query.since())
                .unset(4); // symbol, type, exchange, side
        if (serverVersion >= ServerVersions.EXECUTION_DAYS) {
            out.unsetInt().add(0);
        }
        return out.frame();
    }

    public byte[] positions() {
        return FieldWriter.message(61).add(1).frame();
    }

    public byte[] cancelPositions() {
        return FieldWriter.message(64).add(1).frame();
    }

    /** For all accounts; at most two may be open at a time. */
    public byte[] accountSummary(int requestId, List<String> tags) {
        return FieldWriter.message(62)
                .add(1)
                .add(requestId)
                .add("All")
                .add(String.join(",", tags))
                .frame();
    }

    public byte[] cancelAccountSummary(int requestId) {
        return FieldWriter.message(63).add(1).add(requestId).frame();
    }

    /** Values and holdings of one account, from now on or no more; a second account replaces the first. */
    public byte[] accountUpdates(boolean subscribe, String account) {
        return FieldWriter.message(6).add(2).add(subscribe).add(account).frame();
    }

    public byte[] profitAndLoss(int requestId, String account) {
        return FieldWriter.message(92).add(requestId).add(account).unset().frame();
    }

    public byte[] cancelProfitAndLoss(int requestId) {
        return FieldWriter.message(93).add(requestId).frame();
    }

    public byte[] contractProfitAndLoss(int requestId, String account, int conId) {
        return FieldWriter.message(94)
                .add(requestId)
                .add(account)
                .unset()
                .add(conId)
                .frame();
    }

    public byte[] cancelContractProfitAndLoss(int requestId) {
        return FieldWriter.message(95).add(requestId).frame();
    }
}
