package dev.ibkrbot.stub.sim;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.broker.value.RoundingDirection;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Commissions and third-party fees by date. Exchange fees and rebates are left out: they depend on the venue and on
 * being maker or taker. Immutable, but for remembering what was read.
 */
public final class FeeSchedule {
    private static final Price TINY_PREMIUM = Price.of("0.05");
    private static final Price SMALL_PREMIUM = Price.of("0.10");

    private final Optional<DatedTable> table;
    private final Map<String, Long> units = new ConcurrentHashMap<>();
    private final Map<String, Percent> shares = new ConcurrentHashMap<>();

    private FeeSchedule(Optional<DatedTable> table) {
        this.table = table;
    }

    /** The table that comes with this module. */
    public static FeeSchedule standard() {
        return new FeeSchedule(Optional.of(DatedTable.resource("fees.txt")));
    }

    /** Rows of "YYYY-MM-DD key value", as in the resource; {@link IllegalArgumentException} names source and line. */
    public static FeeSchedule parse(String source, List<String> lines) {
        return new FeeSchedule(Optional.of(new DatedTable(source, lines)));
    }

    /** Nothing costs anything. */
    public static FeeSchedule none() {
        return new FeeSchedule(Optional.empty());
    }

    /** What one order has cost so far; grows with each fill. Confined to the thread of the exchange. */
    Tab tab(Instrument instrument, Side side) {
        return new Tab(instrument, side);
    }

    /** What an order would cost if it filled at once at this price; whole cents. */
    public Money estimate(Instrument instrument, Side side, Quantity quantity, Price price, LocalDate date) {
        return tab(instrument, side).add(quantity, price, date);
    }

    /**
     * The running bill of one order. The minimum holds per order, not per fill; the order's total is rounded half-even
     * to cents and each fill is charged the difference to what was charged before.
     */
    final class Tab {
        private final Instrument instrument;
        private final Side side;
        private final Currency currency;
        private Money commission;
        private Money thirdParty;
        private Money value;
        private Money charged;

        private Tab(Instrument instrument, Side side) {
            this.instrument = instrument;
            this.side = side;
            currency = instrument.currency();
            commission = Money.zero(currency);
            thirdParty = Money.zero(currency);
            value = Money.zero(currency);
            charged = Money.zero(currency);
        }

        /** Adds a fill and says what it is charged, in whole cents. */
        Money add(Quantity quantity, Price price, LocalDate date) {
            if (table.isEmpty()) {
                return Money.zero(currency);
            }
            Money traded =
                    price.times(instrument.multiplier(), quantity, currency).abs();
            value = value.plus(traded);
            boolean option = instrument instanceof OptionContract;
            String kind = option ? "option" : "stock";
            commission = commission.plus(
                    rate(date, option ? premiumKey(price) : "stock.commission").times(quantity));
            if (option) {
                Money clearing = rate(date, "option.clearing").times(quantity);
                thirdParty = thirdParty
                        .plus(clearing.min(rate(date, "option.clearing-cap-per-trade")))
                        .plus(rate(date, "option.regulatory").times(quantity));
            }
            if (side == Side.SELL) {
                Percent section31 = share(date, "sec.per-dollar-sold");
                thirdParty = thirdParty
                        .plus(traded.part(section31, RoundingDirection.HALF_EVEN))
                        .plus(rate(date, kind + ".activity-sold").times(quantity));
            }
            Money billed = commission.max(rate(date, kind + ".minimum-per-order"));
            if (!option) {
                Percent cap = share(date, "stock.maximum-of-value");
                billed = billed.min(value.part(cap, RoundingDirection.HALF_EVEN));
            }
            Money total = billed.plus(thirdParty).roundedToCents(RoundingDirection.HALF_EVEN);
            // A capped minimum can only grow with the value, so the difference is never negative.
            Money charge = total.minus(charged);
            charged = total;
            return charge;
        }

        private String premiumKey(Price premium) {
            if (premium.isBelow(TINY_PREMIUM)) {
                return "option.commission.under-0.05";
            }
            return premium.isBelow(SMALL_PREMIUM) ? "option.commission.under-0.10" : "option.commission.other";
        }

        private Money rate(LocalDate date, String key) {
            long dollars = units.computeIfAbsent(
                    text(date, key), text -> Money.of(text, currency).units());
            return Money.ofUnits(dollars, currency);
        }

        private Percent share(LocalDate date, String key) {
            return shares.computeIfAbsent(text(date, key), Percent::ofFraction);
        }

        private String text(LocalDate date, String key) {
            return table.flatMap(rows -> rows.on(date, key))
                    .orElseThrow(() -> new IllegalArgumentException("no fee known for " + key + " on " + date));
        }
    }
}
