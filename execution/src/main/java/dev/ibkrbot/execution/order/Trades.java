package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The trades in progress. Only the {@link TradeDesk} changes them. Confined to the engine thread. */
public final class Trades {
    private final List<Trade> trades;

    Trades(List<Trade> trades) {
        this.trades = trades;
    }

    /** All of them; a copy. */
    public List<Trade> all() {
        return List.copyOf(trades);
    }

    boolean contains(Trade trade) {
        return trades.contains(trade);
    }

    /** Adds one, unless it is in progress already. */
    void add(Trade trade) {
        if (!trades.contains(trade)) {
            trades.add(trade);
        }
    }

    void remove(Trade trade) {
        trades.remove(trade);
    }

    /** Whether none is in progress. */
    public boolean isEmpty() {
        return trades.isEmpty();
    }

    /**
     * Whether time alone changes nothing about any of them. Nearly every moment of a trade is like this: it is held, its
     * exits work, and there is nothing to do.
     */
    public boolean areAtRest() {
        for (int i = 0; i < trades.size(); i++) {
            if (!trades.get(i).isAtRest()) {
                return false;
            }
        }
        return true;
    }

    void disturb() {
        trades.forEach(trade -> trade.atRest(false));
    }

    /** Whether a trade of this symbol is in progress. */
    public boolean isOccupied(Symbol symbol) {
        for (int i = 0; i < trades.size(); i++) {
            if (trades.get(i).origin().symbol().equals(symbol)) {
                return true;
            }
        }
        return false;
    }

    /** Whether something of this symbol is held. */
    public boolean isHolding(Symbol symbol) {
        for (int i = 0; i < trades.size(); i++) {
            Trade trade = trades.get(i);
            if (trade.origin().symbol().equals(symbol) && !trade.held().isZero()) {
                return true;
            }
        }
        return false;
    }

    /** The first trade of this symbol that is held and not to be closed. */
    public Optional<Trade> kept(Symbol symbol) {
        for (int i = 0; i < trades.size(); i++) {
            Trade trade = trades.get(i);
            if (trade.origin().symbol().equals(symbol)
                    && trade.held().isPositive()
                    && trade.wanted().isEmpty()) {
                return Optional.of(trade);
            }
        }
        return Optional.empty();
    }

    /** What is held; a copy. */
    public List<Position> positions() {
        return trades.stream().flatMap(trade -> trade.position().stream()).toList();
    }

    /** The symbols of which an order waits for the reconciler; a copy. */
    public List<Symbol> inDoubt() {
        if (areAtRest()) {
            return List.of();
        }
        List<Symbol> symbols = new ArrayList<>();
        for (int i = 0; i < trades.size(); i++) {
            for (TrackedOrder order : trades.get(i).orders()) {
                if (order.state() == OrderState.IN_DOUBT) {
                    symbols.add(trades.get(i).origin().symbol());
                }
            }
        }
        return symbols;
    }

    /** What their fills will still be charged, by estimate; absent when all is known. In one currency. */
    public Optional<Money> expectedFees() {
        Optional<Money> sum = Optional.empty();
        for (int i = 0; i < trades.size(); i++) {
            Money expected = trades.get(i).expectedFees();
            if (!expected.isZero()) {
                sum = Optional.of(sum.map(expected::plus).orElse(expected));
            }
        }
        return sum;
    }
}
