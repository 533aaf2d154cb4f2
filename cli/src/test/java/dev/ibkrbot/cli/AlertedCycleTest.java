package dev.ibkrbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.alert.AlertDesk;
import dev.ibkrbot.cli.backtest.SimulationPlan;
import dev.ibkrbot.cli.backtest.SimulationRun;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.config.ConfigLoader;
import dev.ibkrbot.cli.config.ConfigResult;
import dev.ibkrbot.cli.config.ConfigSources;
import dev.ibkrbot.cli.wiring.Pace;
import dev.ibkrbot.cli.wiring.RealTimers;
import dev.ibkrbot.cli.wiring.RunFolder;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.execution.engine.CycleRecording;
import dev.ibkrbot.execution.engine.EngineListener;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JournalEntry;
import dev.ibkrbot.execution.journal.JournalHead;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.MemoryJournal;
import dev.ibkrbot.execution.order.Records;
import dev.ibkrbot.strategy.plan.TradedInstrument;
import dev.ibkrbot.stub.history.SyntheticMarket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole cycles of simulated days, each with an alert of its own: without a channel, and with one whose server accepts
 * and never answers. {@code -Dalert.rounds=N} measures N times and prints the figures of benchmarks/README.md.
 */
@Timeout(300)
class AlertedCycleTest {
    private static final int ROUNDS = Integer.getInteger("alert.rounds", 2);
    private static final long NOTHING_NANOS = 1_000_000;
    private static final Symbol SPY = new Symbol("SPY");

    @TempDir
    private Path folder;

    /** What these days came to: its journal, and how long each cycle took. */
    private record Days(JournalHead end, List<Long> nanos) {
        long quantile(int percent) {
            List<Long> sorted = nanos.stream().sorted().toList();
            return sorted.get((sorted.size() - 1) * percent / 100);
        }
    }

    /** Adds an alert to each evaluation, and notes when it stood. */
    private static final class Alarmed implements Journal {
        private final Journal journal;
        private final List<Long> moments = new ArrayList<>();

        Alarmed(Journal journal) {
            this.journal = journal;
        }

        @Override
        public long append(JournalRecord record) {
            long sequence = journal.append(record);
            if (record.type().equals(Records.SIGNAL)) {
                JsonBody alert = JsonBody.object()
                        .text("severity", "WARNING")
                        .text("code", "cycle_" + moments.size())
                        .text("message", "an alert of its own");
                sequence = journal.append(JournalRecord.of(record.time(), Records.ALERT, alert));
                moments.add(SystemTime.nanos());
            }
            return sequence;
        }

        @Override
        public long appendAll(List<JournalRecord> records) {
            long last = 0;
            for (JournalRecord record : records) {
                last = append(record);
            }
            return last;
        }

        @Override
        public JournalHead head() {
            return journal.head();
        }

        @Override
        public void read(long fromSequence, Consumer<JournalEntry> reader) {
            journal.read(fromSequence, reader);
        }

        @Override
        public void close() {
            journal.close();
        }

        List<Long> cycles() {
            List<Long> nanos = new ArrayList<>();
            for (int i = 1; i < moments.size(); i++) {
                nanos.add(moments.get(i) - moments.get(i - 1));
            }
            return nanos;
        }
    }

    private BotConfig config(Map<String, String> variables) throws IOException {
        Path file = Files.writeString(folder.resolve("bot.yaml"), "schedule: {interval_seconds: 60}\n");
        ConfigSources sources = new ConfigSources(folder, List.of(file), variables, List.of());
        return ConfigLoader.load(sources)
                .match(ConfigResult.Valid::effective, bad -> {
                    throw new AssertionError(bad);
                })
                .config();
    }

    private Days trade(BotConfig config, String name) throws IOException {
        RunFolder run = new RunFolder(Files.createDirectories(folder.resolve(name)));
        SimulationPlan plan = new SimulationPlan(
                "run",
                config,
                List.of(SPY),
                SyntheticMarket.between(
                        MarketCalendar.nyse(), 1, List.of(SPY), LocalDate.of(2026, 11, 12), LocalDate.of(2026, 11, 18)),
                TradedInstrument.OPTION,
                CycleRecording.EACH,
                OptionalLong.empty(),
                List.of());
        try (RealTimers timers = new RealTimers(SystemTime.CLOCK, 1);
                Journal memory = MemoryJournal.keepingRecords();
                AlertDesk desk = new AlertDesk(config.monitoring(), run, timers, SystemTime.CLOCK, line -> {})) {
            Alarmed journal = new Alarmed(desk.over(memory));
            SimulationRun.of(plan).run(journal, Pace.UNLIMITED, EngineListener.NONE);
            return new Days(journal.head(), journal.cycles());
        }
    }

    private static void print(int round, String which, Days days) {
        System.out.println(String.format(
                Locale.ROOT,
                "round %d  %-16s %4d cycles  p50 %7.1f us  p99 %7.1f us",
                round,
                which,
                days.nanos().size(),
                days.quantile(50) / 1e3,
                days.quantile(99) / 1e3));
    }

    @Test
    void tradesTheSameAsFastBesideAServerThatNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            BotConfig without = config(Map.of());
            BotConfig with = config(
                    Map.of("MONITORING__SLACK_WEBHOOK_URL", "http://127.0.0.1:" + silent.getLocalPort() + "/hook"));
            List<Long> medians = new ArrayList<>();
            List<Long> hanging = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                Days one = trade(without, "without/" + round);
                Days other = trade(with, "with/" + round);
                assertThat(one.nanos()).hasSizeGreaterThan(200);
                assertThat(other.end()).isEqualTo(one.end());
                medians.add(one.quantile(50));
                hanging.add(other.quantile(50));
                if (ROUNDS > 2) {
                    print(round, "no channel", one);
                    print(round, "hanging channel", other);
                }
            }
            // A cycle that waited for the server would take seconds; a busy machine has other threads to run.
            long least = medians.stream().min(Long::compare).orElseThrow();
            assertThat(hanging.stream().min(Long::compare).orElseThrow()).isLessThan(least + NOTHING_NANOS);
        }
    }
}
