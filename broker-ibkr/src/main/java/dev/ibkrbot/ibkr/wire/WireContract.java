package dev.ibkrbot.ibkr.wire;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A contract as it stands in messages. Texts are empty where unset. Immutable.
 *
 * @param conId the broker's number; 0 when unknown
 * @param secType STK, OPT, IND, BAG, CASH, ...
 * @param lastTradeDate YYYYMMDD or YYYYMM
 * @param strike positive when present
 * @param right C or P; empty for what has none
 * @param legs of a BAG; empty for all else
 */
public record WireContract(
        int conId,
        String symbol,
        String secType,
        String lastTradeDate,
        Optional<BigDecimal> strike,
        String right,
        String multiplier,
        String exchange,
        String primaryExchange,
        String currency,
        String localSymbol,
        String tradingClass,
        List<Leg> legs) {
    /** The security type of a combination. */
    public static final String BAG = "BAG";

    public WireContract {
        legs = List.copyOf(legs);
        if (!legs.isEmpty() && !secType.equals(BAG)) {
            throw new IllegalArgumentException("only a BAG has legs, not " + secType);
        }
    }

    /** A contract known by its number alone. */
    public static WireContract ofConId(int conId, String exchange) {
        return new WireContract(conId, "", "", "", Optional.empty(), "", "", exchange, "", "", "", "", List.of());
    }

    /** The same with these legs. */
    public WireContract withLegs(List<Leg> newLegs) {
        return new WireContract(
                conId,
                symbol,
                secType,
                lastTradeDate,
                strike,
                right,
                multiplier,
                exchange,
                primaryExchange,
                currency,
                localSymbol,
                tradingClass,
                newLegs);
    }

    public boolean isCombo() {
        return secType.equals(BAG);
    }

    /**
     * One leg of a combination.
     *
     * @param conId the broker's number of the leg's contract
     * @param ratio units for each combination; positive in what we send
     * @param action BUY or SELL
     */
    public record Leg(int conId, int ratio, String action, String exchange) {}
}
