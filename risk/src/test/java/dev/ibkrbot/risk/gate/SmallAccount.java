package dev.ibkrbot.risk.gate;

import static dev.ibkrbot.risk.RiskFixtures.NOW;
import static dev.ibkrbot.risk.RiskFixtures.TODAY;
import static dev.ibkrbot.risk.RiskFixtures.account;
import static dev.ibkrbot.risk.RiskFixtures.proposal;
import static dev.ibkrbot.risk.RiskFixtures.quote;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.RiskMemory;
import dev.ibkrbot.broker.trade.RiskReview;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.risk.DayTradingRule;
import dev.ibkrbot.risk.RegimeLimits;
import dev.ibkrbot.risk.RiskLimits;
import dev.ibkrbot.risk.WritingLimits;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The account of six hundred dollars of the acceptance page: its limits, its books and what it buys. */
final class SmallAccount {
    static final MarketCalendar CALENDAR = MarketCalendar.nyse();
    static final RegimeLimits REGIME = new RegimeLimits(
            Percent.of("15"),
            Percent.HUNDRED,
            Percent.HUNDRED,
            Optional.empty(),
            Optional.of(DayTradingRule.PATTERN_DAY_TRADER),
            CALENDAR);

    private SmallAccount() {}

    static RiskLimits limits(String risk, String position, RegimeLimits regime) {
        return new RiskLimits(
                Percent.of(risk),
                Percent.of("100"),
                Percent.of(position),
                Optional.empty(),
                10,
                6,
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Percent.of("2"),
                Money.usd("0"),
                Money.usd("0"),
                false,
                Duration.ofSeconds(5),
                regime,
                WritingLimits.NONE);
    }

    static TradingBook book(String equity, String cash, LocalDate today, List<Position> held, RiskMemory memory) {
        return new TradingBook(
                NOW,
                today,
                TradingMode.PAPER,
                Optional.of(account(equity, cash)),
                Optional.of(Money.usd(equity)),
                held,
                List.of(),
                0,
                memory);
    }

    static TradingBook remembering(RiskMemory memory) {
        return book("600", "600", TODAY, List.of(), memory);
    }

    static TradeProposal buying(String premium, String stop) {
        Optional<String> at = Optional.of(premium);
        return proposal(Side.BUY, premium, Optional.of(stop), quote(at, at, NOW.minusSeconds(1), DataQuality.LIVE));
    }

    static List<Denial> denials(RiskReview review) {
        return review.match(approved -> List.of(), RiskReview.Denied::denials);
    }

    static long quantity(RiskReview review) {
        return review.match(approved -> approved.quantity().wholeExact(), denied -> 0L);
    }
}
