package dev.ibkrbot.stub.history;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.DataQuality;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.value.Price;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/** Options from archives of the recorder. Problems are {@link HistoryException}s. Immutable. */
final class ArchiveOptions implements OptionSource {
    private static final int STANDARD_MULTIPLIER = 100;
    private static final Duration FRESH = Duration.ofSeconds(60);

    private final Path folder;
    private final Symbol symbol;
    private final MarketCalendar calendar;

    ArchiveOptions(Path folder, Symbol symbol, MarketCalendar calendar) {
        this.folder = folder;
        this.symbol = symbol;
        this.calendar = calendar;
    }

    @Override
    public NavigableMap<LocalDate, Path> days() {
        return ChainArchive.days(folder, symbol);
    }

    @Override
    public OptionDay read(LocalDate date, long last) {
        DayReading reading = new DayReading(days().get(date), date, last);
        ChainArchive.read(reading.file, record -> {
            if (record instanceof ChainRecord.Option option) {
                reading.quote(option.at(), option.quote());
            }
        });
        return reading.day();
    }

    /** One archive while it is read. Confined to one thread. */
    private final class DayReading {
        private final Path file;
        private final LocalDate date;
        private final long last;
        private final long midnight;
        private final Map<OptionContract, OptionTape.Builder> tapes = new LinkedHashMap<>();
        private final Map<OptionContract, OptionTrades> trades = new LinkedHashMap<>();
        private long oneSided;
        private long crossed;
        private long outside;
        private long notLive;

        DayReading(Path file, LocalDate date, long last) {
            this.file = file;
            this.date = date;
            this.last = last;
            midnight = date.atStartOfDay(calendar.zone()).toEpochSecond();
        }

        void quote(Instant at, OptionQuote option) {
            OptionContract contract = option.contract();
            OptionTape.Builder tape = tapes.computeIfAbsent(contract, this::begun);
            Quote quote = option.quote();
            // A quote within a second is known when the second is over.
            long known = at.getNano() == 0 ? at.getEpochSecond() : at.getEpochSecond() + 1;
            if (!OptionHours.of(calendar, contract.tradingClass(), date).contain(known)) {
                outside++;
            } else if (quote.quality() != DataQuality.LIVE || quote.age(at).compareTo(FRESH) >= 0) {
                notLive++;
            } else if (quote.bid().isPresent() && quote.ask().isPresent() && !quote.isTwoSided()) {
                crossed++;
            } else if (known <= last) {
                oneSided += quote.isTwoSided() ? 0 : 1;
                tape.add(known, stored(contract, quote.bid()), stored(contract, quote.ask()), 0);
                OptionTrades traded = trades.computeIfAbsent(contract, key -> new OptionTrades(false));
                traded.add(
                        known,
                        quote.last().map(Price::units).orElse(0L),
                        quote.volume().orElse(-1));
                option.openInterest().ifPresent(contracts -> traded.openInterest(known, contracts));
            }
        }

        private OptionTape.Builder begun(OptionContract contract) {
            boolean standard = contract.tradingClass().equals(symbol.value());
            if (standard && contract.multiplier() != STANDARD_MULTIPLIER) {
                throw new HistoryException(
                        file, contract + " has a multiplier of " + contract.multiplier() + ", not 100");
            }
            if (contract.expiration().isBefore(date)) {
                throw new HistoryException(file, contract + " had expired on " + date);
            }
            return new OptionTape.Builder(contract, midnight);
        }

        private int stored(OptionContract contract, Optional<Price> price) {
            long units = price.map(Price::units).orElse(0L);
            if (units % OptionTape.SCALE != 0 || units / OptionTape.SCALE > Integer.MAX_VALUE) {
                throw new HistoryException(file, "an impossible quote of " + contract + ": " + price.orElseThrow());
            }
            return (int) (units / OptionTape.SCALE);
        }

        OptionDay day() {
            List<OptionTape> all = new ArrayList<>();
            long quotes = 0;
            for (OptionTape.Builder tape : tapes.values()) {
                Optional.ofNullable(trades.get(tape.contract())).ifPresent(tape::trades);
                OptionTape built = tape.build(last);
                quotes += built.size();
                all.add(built);
            }
            OptionCoverage coverage = new OptionCoverage(1, tapes.size(), quotes, oneSided, crossed, outside, notLive);
            return new OptionDay(symbol, date, midnight, all, coverage);
        }
    }
}
