package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.broker.value.RoundingDirection;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Books splits and dividends as soon as trading has begun on their dates, before anything trades. A split of whole
 * shares for one divides the strikes of options too; of other splits options keep their terms, which is reported. What
 * rests in an instrument that is exchanged is canceled. Confined to the thread of the exchange.
 */
final class CorporateDesk {
    private final Market market;
    private final Ledger ledger;
    private final OrderBook book;
    private final Deque<CorporateAction> coming = new ArrayDeque<>();
    private final Touch touch = new Touch();
    private Consumer<CorporateAction.Effect> listener = effect -> {};
    private long due;

    CorporateDesk(Market market, Ledger ledger, OrderBook book, Instant start) {
        this.market = market;
        this.ledger = ledger;
        this.book = book;
        market.corporateActions().stream()
                .filter(action -> opens(action) >= start.getEpochSecond())
                .sorted(Comparator.comparing(CorporateAction::exDate))
                .forEach(coming::add);
        due = nextDue();
    }

    void reportTo(Consumer<CorporateAction.Effect> newListener) {
        listener = newListener;
    }

    private long nextDue() {
        return coming.isEmpty() ? Market.NEVER : opens(coming.peek());
    }

    /** When the stock first trades without it. */
    private long opens(CorporateAction action) {
        MarketCalendar calendar = market.calendar();
        return calendar.session(action.exDate())
                .or(() -> calendar.nextSession(
                        action.exDate().atStartOfDay(calendar.zone()).toInstant()))
                .map(session -> session.open().getEpochSecond())
                .orElse(Market.NEVER);
    }

    /** Books what is due by now. */
    void passTo(Instant now) {
        while (now.getEpochSecond() > due) {
            apply(coming.remove(), now);
            due = nextDue();
        }
    }

    private void apply(CorporateAction action, Instant now) {
        for (Instrument instrument : ledger.instruments()) {
            if (instrument.underlying().equals(action.symbol())) {
                if (action instanceof CorporateAction.Split split) {
                    split(split, instrument, now);
                } else if (action instanceof CorporateAction.Dividend dividend && instrument instanceof Stock) {
                    pay(dividend, instrument, now);
                }
            }
        }
    }

    private void pay(CorporateAction.Dividend dividend, Instrument stock, Instant now) {
        Quantity held = ledger.quantity(stock);
        Money cash = dividend.perShare()
                .times(stock.multiplier(), held, stock.currency())
                .roundedToCents(RoundingDirection.HALF_EVEN);
        ledger.receive(cash, market.calendar().tradingDate(now));
        listener.accept(new CorporateAction.Effect(dividend, stock, held, stock, held, cash, now));
    }

    private void split(CorporateAction.Split split, Instrument instrument, Instant now) {
        Quantity held = ledger.quantity(instrument);
        Money nothing = Money.zero(instrument.currency());
        if (instrument instanceof OptionContract option) {
            Instrument becomes = split.oldShares() == 1 ? divided(option, split.newShares()) : option;
            Quantity quantity = split.oldShares() == 1 ? multiplied(held, split) : held;
            ledger.exchange(option, becomes, quantity);
            book.cancelAll(option, "The underlying was split", now);
            listener.accept(new CorporateAction.Effect(split, option, held, becomes, quantity, nothing, now));
            return;
        }
        Quantity exact = multiplied(held, split);
        Quantity whole = Quantity.of(exact.units() / Quantity.ONE.units());
        ledger.exchange(instrument, instrument, exact);
        Quantity fraction = exact.minus(whole);
        Money cash = fraction.isZero() ? nothing : worth(instrument, fraction, now);
        if (!fraction.isZero()) {
            ledger.cashIn(instrument, fraction, cash, market.calendar().tradingDate(now));
        }
        book.cancelAll(instrument, "The shares were split", now);
        listener.accept(new CorporateAction.Effect(split, instrument, held, instrument, whole, cash, now));
    }

    private Money worth(Instrument stock, Quantity fraction, Instant now) {
        Price price = market.look(stock, now.getEpochSecond(), touch) ? Price.ofUnits(touch.last()) : Price.ZERO;
        return price.times(stock.multiplier(), fraction, stock.currency()).roundedToCents(RoundingDirection.HALF_EVEN);
    }

    private static Quantity multiplied(Quantity held, CorporateAction.Split split) {
        return Quantity.ofUnits(BigDecimal.valueOf(held.units())
                .multiply(BigDecimal.valueOf(split.newShares()))
                .divide(BigDecimal.valueOf(split.oldShares()), 0, RoundingMode.DOWN)
                .longValueExact());
    }

    /** With the strike divided, to the cent. */
    private static OptionContract divided(OptionContract option, long parts) {
        BigDecimal strike = BigDecimal.valueOf(option.strike().units(), 8)
                .divide(BigDecimal.valueOf(parts), 2, RoundingMode.HALF_EVEN);
        return new OptionContract(
                option.underlying(),
                option.expiration(),
                Price.of(strike.toPlainString()),
                option.right(),
                option.multiplier(),
                option.tradingClass(),
                option.style(),
                option.settlement(),
                option.currency());
    }
}
