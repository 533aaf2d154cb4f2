package dev.ibkrbot.ibkr.wire;

/**
 * Turns payloads into messages, for one negotiated server version. Any bytes at all end in a message or in a
 * {@link ProtocolException}; a message that is not known becomes {@link SessionMessage.Unknown}. Fields after the
 * last known one are skipped and counted. Confined to the reading thread.
 */
public final class Decoder {
    private final int serverVersion;
    private final FieldReader in = new FieldReader();
    private long unknownMessages;
    private long surplusFields;
    private long missingFields;

    /** For a server version from {@link ServerVersions#OLDEST} to {@link ServerVersions#NEWEST}. */
    public Decoder(int serverVersion) {
        this.serverVersion = ServerVersions.require(serverVersion);
    }

    /** The message in these bytes, which are not kept. */
    public Inbound decode(byte[] buffer, int offset, int length) {
        in.over(buffer, offset, length);
        int id = in.requireInt();
        Inbound message = isTick(id) ? tick(id) : other(id);
        missingFields += in.missingFields();
        if (in.hasMore() && !(message instanceof SessionMessage.Unknown)) {
            surplusFields += in.remainingFields();
        }
        return message;
    }

    /** How many messages were not known so far. */
    public long unknownMessages() {
        return unknownMessages;
    }

    /** How many fields stood after the last known one of a known message so far. */
    public long surplusFields() {
        return surplusFields;
    }

    /** How many fields that nobody needs were missing at the end of known messages so far. */
    public long missingFields() {
        return missingFields;
    }

    /** Ticks come a thousand times as often as everything else. */
    private static boolean isTick(int id) {
        return id == 1 || id == 2 || id == 21 || id == 45 || id == 46;
    }

    private Inbound tick(int id) {
        switch (id) {
            case 1:
                return MarketDecoder.tickPrice(in);
            case 2:
                return MarketDecoder.tickSize(in);
            case 21:
                return MarketDecoder.tickGreeks(in);
            case 45:
                return MarketDecoder.tickGeneric(in);
            default:
                return MarketDecoder.tickText(in);
        }
    }

    private Inbound other(int id) {
        switch (id) {
            case 3:
                return OrderDecoder.status(in);
            case 4:
                return SessionDecoder.notice(in, serverVersion);
            case 5:
                return OpenOrderDecoder.open(in, serverVersion);
            case 9:
                return SessionDecoder.nextValidId(in);
            case 10:
                return ContractDecoder.details(in, serverVersion);
            case 11:
                return OrderDecoder.fill(in, serverVersion);
            case 15:
                return SessionDecoder.managedAccounts(in);
            case 17:
                return HistoryDecoder.bars(in, serverVersion);
            case 49:
                return SessionDecoder.currentTime(in);
            case 52:
                return ContractDecoder.detailsEnd(in);
            case 53:
                return OrderDecoder.openEnd(in);
            case 55:
                return OrderDecoder.fillsEnd(in);
            case 59:
                return OrderDecoder.commission(in);
            case 101:
                return OpenOrderDecoder.completed(in, serverVersion);
            case 102:
                return new OrderMessage.CompletedEnd();
            default:
                return account(id);
        }
    }

    private Inbound account(int id) {
        switch (id) {
            case 6:
                return AccountDecoder.value(in);
            case 7:
                return AccountDecoder.holding(in);
            case 8:
                return AccountDecoder.updateTime(in);
            case 54:
                return AccountDecoder.downloadEnd(in);
            case 61:
                return AccountDecoder.position(in);
            case 62:
                return AccountDecoder.positionsEnd(in);
            case 63:
                return AccountDecoder.summary(in);
            case 64:
                return AccountDecoder.summaryEnd(in);
            case 94:
                return AccountDecoder.profitAndLoss(in);
            case 95:
                return AccountDecoder.contractProfitAndLoss(in);
            default:
                return market(id);
        }
    }

    private Inbound market(int id) {
        switch (id) {
            case 57:
                return MarketDecoder.snapshotEnd(in);
            case 58:
                return MarketDecoder.dataType(in);
            case 75:
                return ContractDecoder.optionParameters(in);
            case 76:
                return ContractDecoder.optionParametersEnd(in);
            case 81:
                return MarketDecoder.tickRules(in);
            case 88:
                return HistoryDecoder.headTimestamp(in);
            case 90:
                return HistoryDecoder.barUpdate(in);
            case 93:
                return ContractDecoder.marketRule(in);
            default:
                return late(id);
        }
    }

    /** Messages that a lower version does not have. */
    private Inbound late(int id) {
        if (id == 108 && serverVersion >= ServerVersions.BARS_END) {
            return HistoryDecoder.barsEnd(in);
        }
        if (id == 109 && serverVersion >= ServerVersions.TIME_IN_MILLIS) {
            return SessionDecoder.currentTimeInMillis(in);
        }
        unknownMessages++;
        return new SessionMessage.Unknown(id);
    }
}
