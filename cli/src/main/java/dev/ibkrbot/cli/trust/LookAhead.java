package dev.ibkrbot.cli.trust;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.cli.backtest.BacktestRequest;
import dev.ibkrbot.cli.backtest.SimulationPlan;
import dev.ibkrbot.cli.backtest.SimulationRun;
import dev.ibkrbot.cli.config.EffectiveConfig;
import dev.ibkrbot.cli.wiring.Pace;
import dev.ibkrbot.execution.engine.EngineListener;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.MemoryJournal;
import dev.ibkrbot.execution.order.Records;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a backtest decides by what it could not know: it is run again on data that end at a moment, and everything it
 * did up to then must be the same. Immutable.
 *
 * @param decisions how many signals the whole run acted on or turned down
 * @param moments where the data were cut
 * @param differences the first record that changed, for each moment where one did
 */
public record LookAhead(long decisions, List<Instant> moments, List<Difference> differences) {
    /** Said at the end of a run, which a shorter run reaches earlier. */
    private static final Set<String> ABOUT_THE_END = Set.of("run_start", "run_end", "day_end");

    /**
     * One moment at which a run on the data until then did something else. Immutable.
     *
     * @param moment where the data were cut
     * @param whole what the whole run did; absent when it did nothing more
     * @param cut what the run on the cut data did; absent when it did nothing more
     */
    public record Difference(Instant moment, Optional<JournalRecord> whole, Optional<JournalRecord> cut) {}

    /**
     * Runs the backtest once on all data and once for each moment. Moments are those of decisions, spread over the run.
     *
     * @param most moments at most; positive
     */
    public static LookAhead check(BacktestRequest request, EffectiveConfig config, int most) {
        List<JournalRecord> whole = records(request, config, Optional.empty());
        TreeSet<Instant> decided = new TreeSet<>();
        whole.stream()
                .filter(record -> record.type().equals(Records.SIGNAL))
                .forEach(record -> decided.add(record.time()));
        List<Instant> moments = spread(new ArrayList<>(decided), most);
        List<Difference> differences = new ArrayList<>();
        for (Instant moment : moments) {
            difference(moment, whole, records(request, config, Optional.of(moment)))
                    .ifPresent(differences::add);
        }
        return new LookAhead(decided.size(), moments, differences);
    }

    private static List<Instant> spread(List<Instant> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<Instant> some = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            some.add(all.get((int) ((long) i * (all.size() - 1) / Math.max(1, most - 1))));
        }
        return some;
    }

    private static List<JournalRecord> records(
            BacktestRequest request, EffectiveConfig config, Optional<Instant> knownAt) {
        SimulationPlan plan = request.load(MarketCalendar.nyse(), config, knownAt);
        MemoryJournal journal = MemoryJournal.keepingRecords();
        SimulationRun.of(plan).run(journal, Pace.UNLIMITED, EngineListener.NONE);
        List<JournalRecord> records = new ArrayList<>();
        journal.read(1, entry -> records.add(entry.record()));
        return records;
    }

    static Optional<Difference> difference(Instant moment, List<JournalRecord> whole, List<JournalRecord> cut) {
        List<JournalRecord> expected = upTo(moment, whole);
        List<JournalRecord> actual = upTo(moment, cut);
        int longest = Math.max(expected.size(), actual.size());
        for (int i = 0; i < longest; i++) {
            Optional<JournalRecord> one = i < expected.size() ? Optional.of(expected.get(i)) : Optional.empty();
            Optional<JournalRecord> other = i < actual.size() ? Optional.of(actual.get(i)) : Optional.empty();
            if (!one.equals(other)) {
                return Optional.of(new Difference(moment, one, other));
            }
        }
        return Optional.empty();
    }

    /** At the moment itself only decisions count: an order sent in it meets prices of after it. */
    private static List<JournalRecord> upTo(Instant moment, List<JournalRecord> records) {
        return records.stream()
                .filter(record -> record.time().isBefore(moment)
                        || record.time().equals(moment) && record.type().equals(Records.SIGNAL))
                .filter(record -> !ABOUT_THE_END.contains(record.type().name()))
                .toList();
    }
}
