package dev.ibkrbot.risk.check;

import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.risk.day.DailyLoss;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** How checks compare and write what several of them look at. */
final class Figures {
    private Figures() {}

    /** Whether an instrument is on what the proposal is on. */
    static boolean sameUnderlying(Instrument instrument, TradeProposal proposal) {
        return instrument.underlying().equals(proposal.instrument().underlying());
    }

    /** Seconds to the millisecond: "5 s", "-0.25 s"; rounded away from nought, so that too old is never told as old enough. */
    static String age(Duration age) {
        BigDecimal seconds = BigDecimal.valueOf(age.getSeconds()).add(BigDecimal.valueOf(age.getNano(), 9));
        return seconds.setScale(3, RoundingMode.UP).stripTrailingZeros().toPlainString() + " s";
    }

    /** "BUY 20 SPY 20261127 C 450.00 LMT 2.50". */
    static String order(Order order) {
        return order.side() + " " + order.quantity() + " " + order.instrument() + " " + order.terms();
    }

    /** The denial when so large a part of this starting equity is gone. */
    static Optional<Denial> loss(String code, Optional<Money> start, TradingBook book, Percent limit) {
        Optional<Money> now = book.account().map(AccountSnapshot::netLiquidation);
        if (start.isEmpty()
                || now.isEmpty()
                || !start.get().currency().equals(now.get().currency())
                || !DailyLoss.isReached(start.get(), now.get(), limit)) {
            return Optional.empty();
        }
        return Optional.of(new Denial(code, bound(limit, start.get()), lost(start.get(), now.get())));
    }

    /** The answer where no such part is gone. */
    static GateAnswer lossPassed(String gate, Optional<Money> start, TradingBook book, Percent limit) {
        Optional<Money> now = book.account().map(AccountSnapshot::netLiquidation);
        if (start.isEmpty()
                || now.isEmpty()
                || !start.get().currency().equals(now.get().currency())
                || !start.get().isPositive()) {
            return GateAnswer.notAsked(gate, "equity unknown");
        }
        return GateAnswer.passed(gate, bound(limit, start.get()), lost(start.get(), now.get()));
    }

    private static String bound(Percent limit, Money start) {
        return "below " + limit + " of " + start;
    }

    private static String lost(Money start, Money now) {
        Money lost = start.minus(now);
        return lost.percentOf(start) + " (" + lost + ")";
    }
}
