package dev.ibkrbot.execution.order;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.order.Execution;
import dev.ibkrbot.broker.order.ExecutionId;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The books of one trade: its fills in their latest version, what they cost, and what they add up to from flat to flat.
 * A turn that was closed is counted again when one of its fills is corrected or charged late. Confined to the engine
 * thread.
 */
final class TradeAccount {
    private final TradeOrigin origin;
    private final Map<String, TradeFill> fills = new LinkedHashMap<>();
    private TradeSums sums;
    /** How often it was closed: fills count in the turn they came in. */
    private int turn;
    /** The turn that was closed last, until it is counted again. */
    private Optional<Recorded> recorded = Optional.empty();
    /** What the turn at hand was recorded as before it had to be counted again. */
    private Optional<ClosedTrade> restates = Optional.empty();

    TradeAccount(TradeOrigin origin) {
        this.origin = origin;
        this.sums = new TradeSums(origin.instrument().currency());
    }

    /** A turn that was closed, as it was recorded and with what it was counted from. */
    private record Recorded(ClosedTrade trade, TradeSums sums, int turn) {}

    /** What is held: in the direction of the entry, negative when more was closed than opened. */
    Quantity held() {
        return sums.opened.minus(sums.closed);
    }

    Quantity opened() {
        return sums.opened;
    }

    /** Average of the entry fills per share; the planned limit before there are any. */
    Price entryPrice() {
        return sums.opened.isZero()
                ? origin.limit()
                : sums.openedValue.perShare(origin.instrument().multiplier(), sums.opened);
    }

    Instant entryTime() {
        return sums.entryTime;
    }

    Instant exitTime() {
        return sums.exitTime;
    }

    boolean isFullyCharged() {
        return sums.uncharged == 0;
    }

    /** The whole position was found: its origin says how much, and at what price on average. */
    void found(Instant at) {
        sums.open(origin.quantity(), value(origin.limit(), origin.quantity()));
        sums.entered(at);
    }

    /** Counts a fill; the reason is that of its order, for an exit. */
    void traded(Execution execution, Optional<ExitReason> reason) {
        TradeFill fill = new TradeFill(execution, turn);
        fills.put(execution.id().base(), fill);
        count(execution, execution.quantity());
        if (execution.side() == origin.side()) {
            sums.entered(execution.at());
        }
        reason.ifPresent(it -> sums.left(execution.at(), it));
        sums.uncharged += fill.due;
    }

    private void count(Execution execution, Quantity signed) {
        Money value = value(execution.price(), signed);
        if (execution.side() == origin.side()) {
            sums.open(signed, value);
        } else {
            sums.close(signed, value);
        }
    }

    private Money value(Price price, Quantity quantity) {
        Instrument instrument = origin.instrument();
        return price.times(instrument.multiplier(), quantity, instrument.currency());
    }

    /** A fill is not what it was said to be; false when that changes nothing that is still counted. */
    boolean corrected(OrderChange.Corrected change) {
        Optional<TradeFill> counted = counted(change.fill());
        if (counted.isEmpty()) {
            return false;
        }
        TradeFill fill = counted.get();
        change.before().ifPresent(it -> count(it, it.quantity().negated()));
        change.after().ifPresent(it -> count(it, it.quantity()));
        if (change.after().isPresent()) {
            fill.execution = change.after().get();
        } else {
            sums.uncharged -= fill.due;
            fill.due = 0;
        }
        return true;
    }

    /** The fill, if it is of the turn at hand; one of the turn closed last makes that the turn at hand again. */
    private Optional<TradeFill> counted(ExecutionId id) {
        Optional<TradeFill> fill = Optional.ofNullable(fills.get(id.base()));
        if (fill.isPresent() && recorded.isPresent() && recorded.get().turn() == fill.get().turn) {
            Recorded before = recorded.get();
            sums.addEarlier(before.sums());
            restates = Optional.of(before.trade());
            recorded = Optional.empty();
            for (TradeFill each : fills.values()) {
                each.turn = each.turn == before.turn() ? turn : each.turn;
            }
        }
        return fill.filter(it -> it.turn == turn);
    }

    /** Part of it ended by the terms of the option; the value is the option's, signed like cash received. */
    void settled(Quantity quantity, Money value, Instant at, ExitReason reason) {
        sums.close(quantity, origin.side() == Side.BUY ? value : value.negated());
        sums.left(at, reason);
    }

    /** A fill was charged for; false when that changes nothing that is still counted. */
    boolean charged(OrderChange.Charged change) {
        Optional<TradeFill> counted = counted(change.fill());
        if (counted.isEmpty()) {
            return false;
        }
        TradeFill fill = counted.get();
        int paid = change.first() ? StrictMath.min(change.ofLeg() ? 1 : fill.due, fill.due) : 0;
        fill.due -= paid;
        sums.uncharged -= paid;
        sums.fees = sums.fees.plus(change.more());
        return true;
    }

    Money fees() {
        return sums.fees;
    }

    /** What its fills will still be charged, by estimate; zero when all is known. */
    Money expectedFees() {
        Money expected = Money.zero(origin.instrument().currency());
        if (sums.uncharged > 0) {
            for (TradeFill fill : fills.values()) {
                if (fill.due > 0 && fill.turn == turn) {
                    expected = expected.plus(fill.expectedFees());
                }
            }
        }
        return expected;
    }

    /** The finished trade; {@link IllegalStateException} unless it is flat after having been open. */
    ClosedTrade close() {
        if (sums.opened.isZero() || !held().isZero()) {
            throw new IllegalStateException("not a closed trade: " + origin.signalId());
        }
        int multiplier = origin.instrument().multiplier();
        Money received = sums.closedValue.minus(sums.openedValue);
        ClosedTrade closed = new ClosedTrade(
                origin.signalId(),
                origin.signal(),
                origin.symbol(),
                origin.instrument(),
                origin.side(),
                sums.opened,
                sums.entryTime,
                sums.exitTime,
                entryPrice(),
                sums.closedValue.perShare(multiplier, sums.closed),
                origin.side() == Side.BUY ? received : received.negated(),
                sums.fees,
                sums.exitReason.orElse(ExitReason.REQUESTED));
        recorded = Optional.of(new Recorded(closed, sums, turn));
        return closed;
    }

    /** What the turn at hand was recorded as, if it was counted again since. */
    Optional<ClosedTrade> restates() {
        return restates;
    }

    /** Starts counting anew after {@link #close()}, for what a late fill may still bring. */
    void reset() {
        sums = new TradeSums(origin.instrument().currency());
        turn++;
        restates = Optional.empty();
    }
}
