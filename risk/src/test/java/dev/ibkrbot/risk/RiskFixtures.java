package dev.ibkrbot.risk;

import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.account.AccountSnapshot;
import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.order.OpenOrder;
import dev.ibkrbot.broker.order.Order;
import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.broker.order.OrderRef;
import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.TimeInForce;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingBook;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A proposal and a book with which nothing is wrong, and how to spoil one thing at a time. */
public final class RiskFixtures {
    public static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    public static final OptionContract CALL = option("SPY", "100");

    private RiskFixtures() {}

    public static OptionContract option(String symbol, String strike) {
        return OptionContract.equity(new Symbol(symbol), LocalDate.of(2026, 11, 27), Price.of(strike), Right.CALL);
    }

    /** Bid 2.45, ask 2.55, live, one second old. */
    public static Quote quote() {
        return quote(Optional.of("2.45"), Optional.of("2.55"), NOW.minusSeconds(1), DataQuality.LIVE);
    }

    public static Quote quote(Optional<String> bid, Optional<String> ask, Instant asOf, DataQuality quality) {
        return new Quote(
                CALL, bid.map(Price::of), ask.map(Price::of), Optional.empty(), OptionalLong.empty(), asOf, quality);
    }

    /** Buys the call at 2.50 with a stop of 20 %. */
    public static TradeProposal proposal() {
        return proposal(Side.BUY, "2.50", Optional.of("20"), quote());
    }

    public static TradeProposal proposal(Side side, String limit, Optional<String> stopPercent, Quote quote) {
        return new TradeProposal(
                new SignalId("scalp/SPY/2026-11-20T14:59:00Z/BUY"),
                "scalp",
                new Symbol("SPY"),
                quote.instrument(),
                side,
                Price.of(limit),
                new ExitPlan(Optional.of(Percent.of("30")), stopPercent.map(Percent::of)),
                quote,
                PriceGrid.CENT,
                NOW.minusMillis(500));
    }

    public static AccountSnapshot account(String equity, String funds) {
        return account(Money.usd(equity), Money.usd(funds), NOW.minusSeconds(30));
    }

    public static AccountSnapshot account(Money equity, Money funds, Instant asOf) {
        return new AccountSnapshot(new AccountId("DU1234567"), equity, funds, Money.zero(equity.currency()), asOf);
    }

    /** 100,000 dollars, nothing held, nothing working. */
    public static TradingBook book() {
        return book(Optional.of(account("100000", "100000")), Optional.of(Money.usd("100000")));
    }

    public static TradingBook book(Optional<AccountSnapshot> account, Optional<Money> start) {
        return new TradingBook(NOW, TODAY, TradingMode.PAPER, account, start, List.of(), List.of(), 0);
    }

    public static TradingBook holding(Instrument... instruments) {
        List<Position> positions = List.of(instruments).stream()
                .map(it -> new Position(it, Quantity.ONE, Price.of("1")))
                .toList();
        TradingBook book = book();
        return new TradingBook(
                NOW, TODAY, book.mode(), book.account(), book.startOfDayEquity(), positions, List.of(), 0);
    }

    public static TradingBook working(OpenOrder... orders) {
        TradingBook book = book();
        return new TradingBook(
                NOW, TODAY, book.mode(), book.account(), book.startOfDayEquity(), List.of(), List.of(orders), 0);
    }

    public static TradingBook entriesInLastMinute(int entries) {
        TradingBook book = book();
        return new TradingBook(
                NOW, TODAY, book.mode(), book.account(), book.startOfDayEquity(), List.of(), List.of(), entries);
    }

    public static TradingBook mode(TradingMode mode) {
        TradingBook book = book();
        return new TradingBook(NOW, TODAY, mode, book.account(), book.startOfDayEquity(), List.of(), List.of(), 0);
    }

    public static OpenOrder order(
            OrderRole role, Side side, Instrument instrument, long quantity, OrderTerms terms, long filled) {
        return new OpenOrder(
                new Order(
                        new OrderId(7),
                        new OrderRef("e7"),
                        role,
                        instrument,
                        side,
                        Quantity.of(quantity),
                        terms,
                        TimeInForce.DAY,
                        Optional.empty(),
                        Optional.empty(),
                        new ApprovalDigest("0".repeat(64))),
                Quantity.of(filled));
    }

    public static OpenOrder entry(Instrument instrument, long quantity, String limit) {
        return order(OrderRole.ENTRY, Side.BUY, instrument, quantity, new OrderTerms.Limit(Price.of(limit)), 0);
    }
}
