package dev.ibkrbot.ibkr.translate;

import dev.ibkrbot.broker.instrument.ExerciseStyle;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Settlement;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.ibkr.wire.ContractFacts;
import dev.ibkrbot.ibkr.wire.ContractMessage;
import dev.ibkrbot.ibkr.wire.WireContract;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Instruments as contract fields and back. The broker's contract number stands beside an instrument, never in it.
 */
public final class Contracts {
    public static final String SMART = "SMART";
    public static final String STOCK = "STK";
    public static final String INDEX = "IND";
    public static final String OPTION = "OPT";

    /** Index classes that are settled at the opening print; all other index options at the close. */
    private static final Set<String> OPENING_PRINT = Set.of("SPX", "NDX", "RUT", "VIX", "VIXW", "DJX");

    /** Underlyings whose options are settled in cash. */
    private static final Set<String> CASH_SETTLED =
            Set.of("SPX", "XSP", "NDX", "XND", "RUT", "MRUT", "VIX", "DJX", "OEX", "XEO", "NANOS");

    private static final Set<String> AMERICAN_INDEX = Set.of("OEX");

    private Contracts() {}

    /** The question that finds a stock, an index or an option. {@link IllegalArgumentException} for a combo. */
    public static WireContract query(Instrument instrument) {
        return instrument.match(
                stock -> plain(STOCK, stock.symbol(), SMART, stock.currency()),
                // Each index has an exchange of its own, which contract details tell.
                index -> plain(INDEX, index.symbol(), "", index.currency()),
                Contracts::option,
                combo -> {
                    throw new IllegalArgumentException("a combo has no contract of its own: " + combo);
                });
    }

    /** All options of one expiration. */
    public static WireContract expirationQuery(Symbol underlying, LocalDate expiration) {
        return new WireContract(
                0,
                wireSymbol(underlying),
                OPTION,
                Moments.text(expiration),
                Optional.empty(),
                "",
                "",
                SMART,
                "",
                Currency.USD.code(),
                "",
                "",
                List.of());
    }

    private static WireContract plain(String secType, Symbol symbol, String exchange, Currency currency) {
        return new WireContract(
                0,
                wireSymbol(symbol),
                secType,
                "",
                Optional.empty(),
                "",
                "",
                exchange,
                "",
                currency.code(),
                "",
                "",
                List.of());
    }

    private static WireContract option(OptionContract option) {
        return new WireContract(
                0,
                wireSymbol(option.underlying()),
                OPTION,
                Moments.text(option.expiration()),
                Optional.of(new BigDecimal(option.strike().toString())),
                option.right().letter(),
                Integer.toString(option.multiplier()),
                SMART,
                "",
                option.currency().code(),
                "",
                option.tradingClass(),
                List.of());
    }

    /** Share classes are written with a blank on the wire: BRK.B is "BRK B". */
    public static String wireSymbol(Symbol symbol) {
        return symbol.value().replace('.', ' ');
    }

    /** What a received contract is; absent for what this language has no word for, such as a future. */
    public static Optional<Instrument> instrument(WireContract contract) {
        try {
            return switch (contract.secType()) {
                case STOCK -> Optional.of(new Stock(symbol(contract), new Currency(contract.currency())));
                case INDEX -> Optional.of(new Index(symbol(contract), new Currency(contract.currency())));
                case OPTION -> option(contract, Optional.empty()).map(it -> it);
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The option a contract describes, with what its details say where there are any; absent when it is incomplete. */
    public static Optional<OptionContract> option(WireContract contract, Optional<ContractFacts> facts) {
        Optional<LocalDate> expiration = Moments.day(contract.lastTradeDate());
        Optional<BigDecimal> multiplier = Amounts.decimal(contract.multiplier());
        if (expiration.isEmpty() || multiplier.isEmpty() || contract.strike().isEmpty()) {
            return Optional.empty();
        }
        try {
            Symbol underlying = symbol(contract);
            String tradingClass = contract.tradingClass().isEmpty() ? underlying.value() : contract.tradingClass();
            boolean cash = facts.map(it -> it.underlyingSecType().equals(INDEX)).orElse(false)
                    || CASH_SETTLED.contains(underlying.value());
            return Optional.of(new OptionContract(
                    underlying,
                    expiration.get(),
                    Amounts.price(contract.strike().get()),
                    right(contract.right()),
                    multiplier.get().intValueExact(),
                    tradingClass,
                    cash && !AMERICAN_INDEX.contains(underlying.value())
                            ? ExerciseStyle.EUROPEAN
                            : ExerciseStyle.AMERICAN,
                    settlement(cash, tradingClass),
                    new Currency(contract.currency())));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Settlement settlement(boolean cash, String tradingClass) {
        if (!cash) {
            return Settlement.PHYSICAL;
        }
        return OPENING_PRINT.contains(tradingClass) ? Settlement.CASH_AM : Settlement.CASH_PM;
    }

    private static Right right(String letter) {
        return switch (letter) {
            case "C", "CALL" -> Right.CALL;
            case "P", "PUT" -> Right.PUT;
            default -> throw new IllegalArgumentException("right is neither C nor P: '" + letter + "'");
        };
    }

    private static Symbol symbol(WireContract contract) {
        return new Symbol(contract.symbol());
    }

    /** The price steps a market rule names; {@link IllegalArgumentException} when they are not a grid. */
    public static PriceGrid grid(List<ContractMessage.MarketRule.Step> steps) {
        return new PriceGrid(steps.stream()
                .map(step -> new PriceGrid.Band(Amounts.price(step.lowEdge()), Amounts.price(step.increment())))
                .toList());
    }
}
