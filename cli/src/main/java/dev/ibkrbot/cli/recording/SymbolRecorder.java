package dev.ibkrbot.cli.recording;

import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.error.Recovery;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarRequest;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.cli.gateway.MarketSession;
import dev.ibkrbot.stub.history.ChainWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Records one symbol during one session. Confined to the main thread, which closes it. */
final class SymbolRecorder implements AutoCloseable {
    /** Bars are history, of which only so many questions are allowed. */
    private static final Duration BETWEEN_BARS = Duration.ofMinutes(5);

    private final MarketSession market;
    private final RecordingPlan plan;
    private final TradingSession session;
    private final Stock stock;
    private final ChainWriter writer;
    private final boolean first;
    private final Consumer<String> remarks;
    private Instant barsAsked = Instant.MIN;
    private int sweeps;
    private int quotes;
    private int unanswered;
    private int minutes;
    private boolean full;

    /**
     * Goes on with the day's archive if there is one.
     *
     * @param first whether it is the first session of this run, in which what only a person can mend ends the run
     */
    SymbolRecorder(
            MarketSession market,
            RecordingPlan plan,
            TradingSession session,
            Symbol symbol,
            boolean first,
            Consumer<String> remarks) {
        this.market = market;
        this.plan = plan;
        this.session = session;
        this.first = first;
        this.remarks = remarks;
        stock = new Stock(symbol, Currency.USD);
        writer = ChainWriter.open(plan.folder(), symbol, session.tradingDate());
    }

    /** One look at everything. What cannot be had is left out, and said once as long as it stays so. */
    void sweep() {
        if (isFull()) {
            return;
        }
        Instant at = market.instant().truncatedTo(ChronoUnit.SECONDS);
        if (at.isBefore(writer.lastMoment())) {
            remarks.accept(writer.file() + ": is recorded up to " + writer.lastMoment() + "; waiting until then");
            return;
        }
        try {
            Quote quote = market.ask(market.quotes().quote(stock), "quote of " + stock);
            writer.underlying(at, quote);
            options(at, quote);
            sweeps++;
            writer.sweepEnd(at);
            if (!at.isBefore(barsAsked.plus(BETWEEN_BARS))) {
                barsAsked = at;
                bars();
            }
        } catch (BrokerException e) {
            failed(e);
        }
    }

    private void options(Instant at, Quote quote) {
        Optional<Price> price = quote.last().or(quote::mid);
        if (price.isEmpty()) {
            remarks.accept(stock + ": no price, so no strikes are near it");
            return;
        }
        List<OptionContract> wanted = nearTheMoney(price.get());
        for (int from = 0; from < wanted.size(); from += plan.lines()) {
            record(at, wanted.subList(from, Math.min(wanted.size(), from + plan.lines())));
        }
    }

    private List<OptionContract> nearTheMoney(Price price) {
        List<OptionContract> wanted = new ArrayList<>();
        List<LocalDate> next =
                market.ask(market.quotes().expirations(stock.symbol()), "expirations of " + stock).stream()
                        .limit(plan.expirations())
                        .toList();
        for (LocalDate expiration : next) {
            List<OptionContract> chain = market.ask(
                            market.quotes().optionChain(stock.symbol(), expiration), "options of " + expiration)
                    .contracts();
            TreeSet<Price> near = new TreeSet<>();
            chain.stream()
                    .map(OptionContract::strike)
                    .distinct()
                    .sorted(Comparator.<Price, Price>comparing(
                                    strike -> strike.minus(price).abs())
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(plan.strikes())
                    .forEach(near::add);
            chain.stream().filter(it -> near.contains(it.strike())).sorted().forEach(wanted::add);
        }
        return wanted;
    }

    /** Asks for all at once, which takes as many market data lines, and waits for all. */
    private void record(Instant at, List<OptionContract> contracts) {
        List<CompletionStage<OptionQuote>> asked =
                contracts.stream().map(market.quotes()::optionQuote).toList();
        for (int i = 0; i < asked.size(); i++) {
            try {
                writer.option(at, market.ask(asked.get(i), "quote of " + contracts.get(i)));
                quotes++;
            } catch (BrokerException e) {
                if (quotes == 0 && isForAPerson(e)) {
                    throw e;
                }
                unanswered++;
                writer.unanswered(at, contracts.get(i), e.getMessage());
            }
        }
    }

    /** The finished minutes since the last recorded one. */
    private void bars() {
        Instant from = writer.lastMinute().map(it -> it.plusSeconds(60)).orElse(session.open());
        BarSeries bars = market.ask(
                market.quotes().bars(new BarRequest(stock, BarSize.ONE_MINUTE, from)), "minutes of " + stock);
        for (int i = 0; i < bars.size(); i++) {
            if (session.contains(bars.start(i))) {
                writer.minute(bars.bar(i));
                minutes++;
            }
        }
    }

    /** The last minutes, after the close. */
    Recorded finish() {
        if (!isFull()) {
            try {
                bars();
            } catch (BrokerException e) {
                failed(e);
            }
        }
        return recorded();
    }

    Recorded recorded() {
        return new Recorded(
                stock.symbol(),
                session.tradingDate(),
                writer.file(),
                sweeps,
                quotes,
                unanswered,
                minutes,
                writer.bytes());
    }

    private boolean isFull() {
        if (!full && writer.bytes() >= plan.mostBytes()) {
            full = true;
            remarks.accept(writer.file() + ": has " + writer.bytes() + " bytes; nothing more of this day is recorded");
        }
        return full;
    }

    /** Whatever it is may be better at the next sweep, unless it is the beginning and a person has to do something. */
    private void failed(BrokerException problem) {
        if (quotes == 0 && isForAPerson(problem)) {
            throw problem;
        }
        remarks.accept(stock + ": " + problem.getMessage());
    }

    private boolean isForAPerson(BrokerException problem) {
        return first
                && (problem.recovery() == Recovery.FIX_CONFIGURATION || problem.recovery() == Recovery.SKIP_INSTRUMENT);
    }

    @Override
    public void close() {
        writer.close();
    }
}
