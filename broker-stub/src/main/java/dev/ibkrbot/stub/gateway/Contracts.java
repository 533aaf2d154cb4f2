package dev.ibkrbot.stub.gateway;

import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Combo;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.sim.Market;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which instruments there are, under which numbers, and how they are written into messages. A contract keeps its number
 * across runs as long as no two share a hash. Confined to the gateway's lock.
 */
final class Contracts {
    static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);

    private static final int OSI_LENGTH = 21;
    private static final long STRIKE_UNIT = Price.of("0.001").units();
    private static final int FIRST_RULE = 26;

    private final Market market;
    private final Supplier<Instant> now;
    private final Map<Integer, Instrument> byNumber = new HashMap<>();
    private final Map<Instrument, Integer> numbers = new HashMap<>();
    private final List<PriceGrid> rules = new ArrayList<>(List.of(PriceGrid.CENT));

    private LocalDate hoursOf = LocalDate.MIN;
    private String hours = "";

    Contracts(Market market, Supplier<Instant> now) {
        this.market = market;
        this.now = now;
    }

    int number(Instrument instrument) {
        Integer known = numbers.get(instrument);
        if (known != null) {
            return known;
        }
        int number = hash(instrument.toString());
        while (number == 0 || byNumber.containsKey(number)) {
            number = number + 1 & Integer.MAX_VALUE;
        }
        numbers.put(instrument, number);
        byNumber.put(number, instrument);
        return number;
    }

    private static int hash(String text) {
        int hash = 0x811c9dc5;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x01000193;
        }
        return hash & Integer.MAX_VALUE;
    }

    /** Everything that fits the description; empty when nothing does. A number decides when there is one. */
    List<Instrument> find(ContractQuery query) {
        Instrument numbered = byNumber.get(query.conId());
        if (numbered != null) {
            return isThere(numbered, query) ? List.of(numbered) : List.of();
        }
        List<Instrument> described = described(query);
        return query.conId() <= 0
                ? described
                : described.stream().filter(it -> number(it) == query.conId()).toList();
    }

    private List<Instrument> described(ContractQuery query) {
        boolean dollars = query.currency().isEmpty() || query.currency().equals("USD");
        Optional<OptionContract> named = osi(query.localSymbol());
        if (named.isPresent() && !query.secType().equals("STK")) {
            return isListed(named.get()) ? List.of(named.get()) : List.of();
        }
        if (!dollars) {
            return List.of();
        }
        Symbol symbol;
        try {
            symbol = new Symbol(query.symbol());
        } catch (IllegalArgumentException e) {
            return List.of();
        }
        Instrument plain =
                query.secType().equals("IND") ? new Index(symbol, Currency.USD) : new Stock(symbol, Currency.USD);
        if (!isListed(plain) || !isThere(plain, query)) {
            return List.of();
        }
        return switch (query.secType()) {
            case "STK", "IND" -> List.of(plain);
            case "OPT" -> options(symbol, query);
            default -> List.of();
        };
    }

    /** An index is at its exchange and nowhere else; everything else is wherever it is asked for. */
    private static boolean isThere(Instrument instrument, ContractQuery query) {
        return !(instrument instanceof Index)
                || query.exchange().isEmpty()
                || query.exchange().equals(exchange(instrument));
    }

    /** Where orders and questions about it go. */
    static String exchange(Instrument instrument) {
        return instrument instanceof Index ? "CBOE" : "SMART";
    }

    /** The one instrument described; absent when there is none or more than one. */
    Optional<Instrument> findOne(ContractQuery query) {
        List<Instrument> found = find(query);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private List<Instrument> options(Symbol symbol, ContractQuery query) {
        if (!query.multiplier().isEmpty() && !query.multiplier().equals("100")) {
            return List.of();
        }
        String right = query.right().isEmpty() ? "" : query.right().substring(0, 1);
        if (query.strike().isPresent() && !right.isEmpty() && query.expiry().matches("\\d{8}")) {
            return exactly(symbol, query, right);
        }
        List<Instrument> found = new ArrayList<>();
        for (LocalDate expiration : expirations(symbol)) {
            if (DAY.format(expiration).startsWith(query.expiry())) {
                for (OptionContract option : chain(symbol, expiration)) {
                    if (query.strike().map(option.strike()::equals).orElse(true)
                            && (right.isEmpty()
                                    || right.equals("?")
                                    || option.right().letter().equals(right))
                            && (query.tradingClass().isEmpty()
                                    || query.tradingClass().equals(option.tradingClass()))) {
                        found.add(option);
                    }
                }
            }
        }
        return found;
    }

    private List<Instrument> exactly(Symbol symbol, ContractQuery query, String right) {
        try {
            LocalDate expiration = LocalDate.parse(query.expiry(), DAY);
            Right which = right.equals("C") ? Right.CALL : Right.PUT;
            OptionContract option =
                    OptionContract.equity(symbol, expiration, query.strike().orElseThrow(), which);
            boolean fits = (right.equals("C") || right.equals("P"))
                    && (query.tradingClass().isEmpty() || query.tradingClass().equals(option.tradingClass()));
            return fits && isListed(option) ? List.of(option) : List.of();
        } catch (DateTimeException e) {
            return List.of();
        }
    }

    /** From "SPY   251219C00600000". */
    private static Optional<OptionContract> osi(String text) {
        if (text.length() != OSI_LENGTH || !text.matches("[A-Z0-9.]{1,6} *\\d{6}[CP]\\d{8}")) {
            return Optional.empty();
        }
        try {
            Symbol symbol = new Symbol(text.substring(0, 6).strip());
            LocalDate expiration = LocalDate.parse("20" + text.substring(6, 12), DAY);
            Right right = text.charAt(12) == 'C' ? Right.CALL : Right.PUT;
            Price strike = Price.ofUnits(Long.parseLong(text.substring(13)) * STRIKE_UNIT);
            return Optional.of(OptionContract.equity(symbol, expiration, strike, right));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private boolean isListed(Instrument instrument) {
        try {
            market.priceGrid(instrument, now.get());
            return true;
        } catch (BrokerException e) {
            return false;
        }
    }

    /** Ascending; empty when the symbol has none. */
    List<LocalDate> expirations(Symbol underlying) {
        try {
            return List.copyOf(market.expirations(underlying, now.get()));
        } catch (BrokerException e) {
            return List.of();
        }
    }

    List<OptionContract> chain(Symbol underlying, LocalDate expiration) {
        try {
            return market.optionChain(underlying, expiration, now.get()).contracts();
        } catch (BrokerException e) {
            return List.of();
        }
    }

    PriceGrid grid(Instrument instrument) {
        return market.priceGrid(instrument, now.get());
    }

    /** The number of a price grid as a market rule. */
    int rule(PriceGrid grid) {
        if (!rules.contains(grid)) {
            rules.add(grid);
        }
        return FIRST_RULE + rules.indexOf(grid);
    }

    Optional<PriceGrid> grid(int rule) {
        int index = rule - FIRST_RULE;
        return index >= 0 && index < rules.size() ? Optional.of(rules.get(index)) : Optional.empty();
    }

    /** The eleven fields of a contract in an answer. */
    Message write(Message out, Instrument instrument) {
        boolean option = instrument instanceof OptionContract;
        out.number(instrument instanceof Combo ? 0 : number(instrument));
        out.text(instrument.underlying().value()).text(type(instrument));
        if (instrument instanceof OptionContract it) {
            out.text(DAY.format(it.expiration()))
                    .price(it.strike())
                    .text(it.right().letter())
                    .number(it.multiplier());
        } else {
            out.text("")
                    .text("0.0")
                    .text(instrument instanceof Combo ? "" : "?")
                    .text("");
        }
        return out.text(exchange(instrument))
                .text(instrument.currency().code())
                .text(localSymbol(instrument))
                .text(
                        option
                                ? ((OptionContract) instrument).tradingClass()
                                : instrument.underlying().value());
    }

    static String type(Instrument instrument) {
        return instrument.match(stock -> "STK", index -> "IND", option -> "OPT", combo -> "BAG");
    }

    static String localSymbol(Instrument instrument) {
        if (instrument instanceof OptionContract it) {
            String root = (it.tradingClass() + "      ").substring(0, 6);
            return root
                    + DAY.format(it.expiration()).substring(2)
                    + it.right().letter()
                    + String.format(Locale.ROOT, "%08d", it.strike().units() / STRIKE_UNIT);
        }
        return instrument.underlying().value();
    }

    /** "20251121:0930-20251121:1600;20251122:CLOSED" for today and five days more. */
    String hours() {
        LocalDate today = market.calendar().tradingDate(now.get());
        if (!today.equals(hoursOf)) {
            hoursOf = today;
            hours = hoursFrom(today);
        }
        return hours;
    }

    private String hoursFrom(LocalDate today) {
        StringBuilder text = new StringBuilder();
        for (int day = 0; day < 6; day++) {
            LocalDate date = today.plusDays(day);
            String written = DAY.format(date);
            text.append(day == 0 ? "" : ";").append(written).append(':');
            Optional<TradingSession> session =
                    market.calendar().covers(date) ? market.calendar().session(date) : Optional.empty();
            text.append(session.map(it -> time(it.open()) + "-" + written + ":" + time(it.close()))
                    .orElse("CLOSED"));
        }
        return text.toString();
    }

    /** The moment a contract's last trading ends, such as "16:00:00". */
    String lastTradeTime(LocalDate date) {
        return market.calendar()
                .session(date)
                .map(it -> time(it.close()))
                .map(it -> it.substring(0, 2) + ":" + it.substring(2) + ":00")
                .orElse("16:00:00");
    }

    private String time(Instant moment) {
        return DateTimeFormatter.ofPattern("HHmm", Locale.ROOT)
                .format(moment.atZone(market.calendar().zone()));
    }
}
