package dev.ibkrbot.cli.marathon;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.gateway.BrokerSession;
import dev.ibkrbot.cli.gateway.MarathonMarket;
import dev.ibkrbot.cli.gateway.OptionScan;
import dev.ibkrbot.strategy.analytics.DteWindow;
import dev.ibkrbot.strategy.analytics.RiskLevel;
import dev.ibkrbot.strategy.marathon.Candidate;
import dev.ibkrbot.strategy.marathon.Marathon;
import dev.ibkrbot.strategy.marathon.MarketView;
import dev.ibkrbot.strategy.marathon.Opportunity;
import dev.ibkrbot.strategy.marathon.Verification;
import dev.ibkrbot.strategy.marathon.VolatilityHistory;
import dev.ibkrbot.strategy.wheel.Offer;
import dev.ibkrbot.strategy.wheel.ScanSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One look of the marathon at a broker, kept in its record. Sends no order.
 *
 * @param symbols looked at
 * @param window of the options' days
 * @param level whose threshold a score must reach
 * @param archives of recorded chains, for volatilities of past days; absent for those the record has alone
 */
public record MarathonPass(List<Symbol> symbols, DteWindow window, RiskLevel level, Optional<Path> archives) {
    private static final int MOST_OFFERS = 1_000;

    public MarathonPass {
        symbols = List.copyOf(symbols);
    }

    /**
     * What came of it. Immutable.
     *
     * @param at when it looked
     * @param findings one for each symbol
     */
    public record Outcome(Instant at, List<Marathon.Finding> findings) {}

    /** Looks, scores and remembers. */
    public Outcome run(BrokerSession session, MarathonState state, MarketCalendar calendar) {
        MarathonMarket market = new MarathonMarket(session, calendar);
        LocalDate today = market.today();
        List<MarathonState.Entry> entries = new ArrayList<>();
        List<Marathon.Finding> findings = new ArrayList<>();
        List<MarketView> views = new ArrayList<>();
        for (Symbol symbol : symbols) {
            Optional<MarathonMarket.Look> look = market.look(symbol);
            if (look.isEmpty()) {
                findings.add(no(symbol, "no_price", "the broker has none"));
                continue;
            }
            VolatilityHistory history = history(state, symbol, today);
            OptionalInt rank = look.get().vol().isPresent()
                    ? history.rank(look.get().vol().getAsDouble(), today)
                    : OptionalInt.empty();
            look.get().vol().ifPresent(vol -> entries.add(MarathonState.Entry.volatility(symbol, today, vol)));
            if (rank.isEmpty()) {
                findings.add(no(
                        symbol,
                        "no_iv_rank",
                        look.get().vol().isEmpty()
                                ? "no implied volatility is told"
                                : history.days(today) + " of " + VolatilityHistory.FEWEST_DAYS
                                        + " earlier days are known"));
            }
            views.add(new MarketView(
                    symbol,
                    look.get().price(),
                    rank,
                    look.get().rsi(),
                    look.get().mean200()));
        }
        List<Candidate> candidates = Candidate.among(views);
        views.stream()
                .filter(view -> view.ivRank().isPresent())
                .filter(view -> candidates.stream().noneMatch(it -> it.view().equals(view)))
                .forEach(view -> findings.add(no(
                        view.symbol(),
                        "no_candidate",
                        "IV rank " + view.ivRank().getAsInt())));
        if (!candidates.isEmpty()) {
            List<Marathon.Finding> judged = new Marathon(level, state.record(), state.opportunities())
                    .judge(candidates, offers(session, candidates), market.now(), today);
            findings.addAll(judged);
            judged.forEach(it -> it.opportunity().map(MarathonState.Entry::of).ifPresent(entries::add));
        }
        state.add(entries);
        return new Outcome(market.now(), List.copyOf(findings));
    }

    private List<Offer> offers(BrokerSession session, List<Candidate> candidates) {
        List<Symbol> wanted = candidates.stream().map(it -> it.view().symbol()).toList();
        ScanSettings settings = new ScanSettings(wanted, window, MOST_OFFERS);
        return OptionScan.of(session, settings, Optional.empty()).result().offers();
    }

    private VolatilityHistory history(MarathonState state, Symbol symbol, LocalDate today) {
        NavigableMap<LocalDate, Double> known = state.volatilities(symbol);
        archives.ifPresent(folder -> known.putAll(RecordedVolatility.before(folder, symbol, today)));
        return new VolatilityHistory(known);
    }

    private static Marathon.Finding no(Symbol symbol, String code, String detail) {
        return new Marathon.Finding(symbol, Optional.empty(), code, detail);
    }

    /** Judges every open opportunity whose day has come, and remembers that; in the order they were noted. */
    public static List<Verification> verify(BrokerSession session, MarathonState state, MarketCalendar calendar) {
        MarathonMarket market = new MarathonMarket(session, calendar);
        List<Verification> judged = new ArrayList<>();
        for (Opportunity open : state.open()) {
            if (!Verification.dueOn(open.date(), calendar).isAfter(market.today())) {
                Verification.of(open, market.daysSince(open.symbol(), open.date()), calendar, market.now())
                        .ifPresent(judged::add);
            }
        }
        state.add(judged.stream().map(MarathonState.Entry::of).toList());
        return judged;
    }
}
