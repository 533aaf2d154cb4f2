package dev.ibkrbot.broker.trade;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.value.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Everything a proposal is judged against, frozen at one moment on the engine thread. Absent means unknown, and
 * unknown never lets an entry through. Immutable.
 *
 * @param at the moment
 * @param tradingDate exchange-local date of the session
 * @param mode dry-run, paper or live
 * @param account last complete snapshot
 * @param startOfDayEquity net liquidation when this trading date was first seen, kept across restarts
 * @param positions all holdings known
 * @param workingOrders orders sent and not known to be finished, in doubt included; risk counts them as filled
 * @param entriesInLastMinute entry orders submitted in the sixty seconds before {@code at}
 * @param memory what earlier days left behind
 */
public record TradingBook(
        Instant at,
        LocalDate tradingDate,
        TradingMode mode,
        Optional<AccountSnapshot> account,
        Optional<Money> startOfDayEquity,
        List<Position> positions,
        List<OpenOrder> workingOrders,
        int entriesInLastMinute,
        RiskMemory memory) {
    public TradingBook {
        positions = List.copyOf(positions);
        workingOrders = List.copyOf(workingOrders);
    }

    /** A book without earlier days. */
    public TradingBook(
            Instant at,
            LocalDate tradingDate,
            TradingMode mode,
            Optional<AccountSnapshot> account,
            Optional<Money> startOfDayEquity,
            List<Position> positions,
            List<OpenOrder> workingOrders,
            int entriesInLastMinute) {
        this(
                at,
                tradingDate,
                mode,
                account,
                startOfDayEquity,
                positions,
                workingOrders,
                entriesInLastMinute,
                RiskMemory.NONE);
    }
}
