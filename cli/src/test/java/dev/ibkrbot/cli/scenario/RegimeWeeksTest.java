package dev.ibkrbot.cli.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.ConnectionState;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.calendar.TradingSession;
import dev.ibkrbot.broker.instrument.PriceGrid;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.trade.ExitPlan;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SelectionFunnel;
import dev.ibkrbot.broker.trade.Signal;
import dev.ibkrbot.broker.trade.SignalAction;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.broker.trade.TradingMode;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Percent;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.cli.wiring.ConfiguredParts;
import dev.ibkrbot.cli.wiring.Journals;
import dev.ibkrbot.execution.engine.CycleRecording;
import dev.ibkrbot.execution.engine.EngineEvent;
import dev.ibkrbot.execution.engine.EnginePorts;
import dev.ibkrbot.execution.engine.EngineReport;
import dev.ibkrbot.execution.engine.EngineSettings;
import dev.ibkrbot.execution.engine.SteppedInbox;
import dev.ibkrbot.execution.engine.SteppedLoop;
import dev.ibkrbot.execution.engine.TradingEngine;
import dev.ibkrbot.execution.journal.Journal;
import dev.ibkrbot.execution.journal.JsonObject;
import dev.ibkrbot.execution.order.ExitRules;
import dev.ibkrbot.execution.order.JournalReplay;
import dev.ibkrbot.execution.schedule.CycleSchedule;
import dev.ibkrbot.risk.DayTradingRule;
import dev.ibkrbot.risk.RegimeLimits;
import dev.ibkrbot.risk.RiskLimits;
import dev.ibkrbot.stub.history.BarMarket;
import dev.ibkrbot.stub.sim.SimulatedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three weeks of the real engine, gate and journal file on the simulated exchange. In each hour of a session the price is
 * 100 for half an hour and 94 for the other: what is bought at 100 is stopped out, what is bought at 94 wins. A day may
 * lose 10 %, a week 15 %, and the account is too small for more than three day trades in five days.
 */
class RegimeWeeksTest {
    private static final MarketCalendar NYSE = MarketCalendar.nyse();
    private static final Symbol SPY = new Symbol("SPY");
    private static final LocalDate FIRST = LocalDate.of(2026, 11, 2);
    private static final LocalDate LAST = LocalDate.of(2026, 11, 17);
    private static final String LOSING = "09:40";
    private static final String SECOND_LOSING = "10:40";
    private static final String WINNING = "10:10";
    private static final String SECOND_WINNING = "11:10";

    @TempDir
    private Path folder;

    private final SteppedInbox inbox = new SteppedInbox();
    private final List<String> alerts = new ArrayList<>();
    private Optional<Plan> wanted = Optional.empty();
    private Duration quoteAge = Duration.ZERO;
    private boolean loose;
    private SimulatedBroker broker;
    private Journal journal;
    private TradingEngine engine;
    private SteppedLoop loop;

    @BeforeEach
    void begin() {
        broker = SimulatedBroker.on(market()).cash(Money.usd("20000")).build();
        life();
        broker.connect(engine.brokerListener());
    }

    @AfterEach
    void end() {
        journal.close();
    }

    private static BarMarket market() {
        BarSeries.Builder bars = BarSeries.builder(BarSize.ONE_MINUTE);
        for (LocalDate date = FIRST; !date.isAfter(LAST); date = NYSE.nextTradingDay(date)) {
            TradingSession session = NYSE.session(date).orElseThrow();
            long open = session.open().getEpochSecond();
            for (int minute = 0; minute < 390; minute++) {
                long price = Price.of(minute % 60 < 30 ? "100" : "94").units();
                bars.add(open + minute * 60L, price, price, price, price, 10_000);
            }
        }
        return BarMarket.builder().bars(SPY, bars.build()).build();
    }

    private RiskLimits limits() {
        RiskLimits usual = RiskLimits.defaults();
        return new RiskLimits(
                        Percent.of("10"),
                        loose ? Percent.of("90") : Percent.of("10"),
                        Percent.of("100"),
                        Optional.empty(),
                        10,
                        6,
                        Duration.ofSeconds(60),
                        usual.maxAccountAge(),
                        usual.priceCollar(),
                        usual.minCashReserve(),
                        usual.feePerContract(),
                        false,
                        usual.approvalTtl())
                .withRegime(new RegimeLimits(
                        loose ? Percent.of("90") : Percent.of("15"),
                        Percent.HUNDRED,
                        Percent.HUNDRED,
                        Optional.empty(),
                        Optional.of(DayTradingRule.PATTERN_DAY_TRADER),
                        NYSE));
    }

    /** A process that goes on where the journal file ends. */
    private void life() {
        journal = Journals.createForRun(folder.resolve("journal.db"));
        EnginePorts ports = new EnginePorts(
                symbol -> CompletableFuture.completedFuture(wanted.orElseGet(this::hold)),
                ConfiguredParts.gate(limits(), () -> ExitRules.NONE),
                broker,
                journal,
                NYSE,
                broker.timeline(),
                inbox,
                report -> {
                    if (report instanceof EngineReport.Alerted it) {
                        alerts.add(NYSE.tradingDate(it.at()) + " " + it.code());
                    }
                });
        engine = new TradingEngine(
                EngineSettings.defaults(TradingMode.PAPER, List.of(SPY), CycleRecording.COUNTED),
                ports,
                JournalReplay.fold(journal));
        loop = new SteppedLoop(
                engine, inbox, broker.timeline(), new CycleSchedule(NYSE, Duration.ofMinutes(5)), List.of(SPY));
    }

    /** The next process has limits that hardly bind, or the usual ones again. */
    private void restart(boolean withLooseLimits) {
        loose = withLooseLimits;
        restart();
    }

    /** The process dies and another takes its place; the broker has not noticed. */
    private void restart() {
        journal.close();
        life();
        inbox.post(new EngineEvent.ConnectionChanged(ConnectionState.READY));
    }

    private void runTo(String date, String time) {
        Instant end = at(date, time);
        while (broker.timeline().instant().isBefore(end) && loop.step()) {
            continue;
        }
    }

    private static Instant at(String date, String time) {
        return LocalDateTime.parse("2026-" + date + "T" + time)
                .atZone(NYSE.zone())
                .toInstant();
    }

    /** Wants to buy at this time; "entered", or the codes of the denial. */
    private String ask(String date, String time) {
        runTo(
                date,
                LocalDateTime.parse("2026-01-01T" + time)
                        .toLocalTime()
                        .minusMinutes(1)
                        .toString());
        long before = journal.head().sequence();
        wanted = Optional.of(proposal(at(date, time)));
        runTo(date, time);
        wanted = Optional.empty();
        List<String> came = new ArrayList<>();
        journal.read(before + 1, entry -> {
            JsonObject body = entry.record().parsedBody();
            if (entry.record().type().name().equals("denial")) {
                came.add(body.objects("denials").stream()
                        .map(denial -> denial.requiredText("code"))
                        .distinct()
                        .reduce((a, b) -> a + " " + b)
                        .orElseThrow());
            } else if (entry.record().type().name().equals("approval")) {
                came.add("entered");
            }
        });
        return String.join(", ", came);
    }

    private Plan proposal(Instant now) {
        Price last = Price.of(now.getEpochSecond() / 60 % 60 == 10 ? "94" : "100");
        Quote seen =
                broker.quotes().quote(Stock.of("SPY")).toCompletableFuture().join();
        Quote quote = new Quote(
                seen.instrument(),
                seen.bid(),
                seen.ask(),
                seen.last(),
                seen.volume(),
                now.minus(quoteAge),
                seen.quality());
        assertThat(seen.last()).contains(last);
        Signal signal = new Signal("script", SignalAction.BUY, Percent.HUNDRED, "script", now);
        return new Plan.Proposed(
                signal,
                new TradeProposal(
                        SignalId.of(SPY, signal),
                        "script",
                        SPY,
                        Stock.of("SPY"),
                        Side.BUY,
                        quote.ask().orElseThrow(),
                        new ExitPlan(Optional.of(Percent.of("4")), Optional.of(Percent.of("5"))),
                        quote,
                        PriceGrid.CENT,
                        now),
                SelectionFunnel.EMPTY);
    }

    private Plan hold() {
        Signal signal = new Signal("script", SignalAction.HOLD, Percent.ZERO, "hold", Instant.EPOCH);
        return new Plan.NoTrade(signal, "hold", "", SelectionFunnel.EMPTY);
    }

    private List<String> latches() {
        List<String> lines = new ArrayList<>();
        journal.read(1, entry -> {
            String type = entry.record().type().name();
            if (type.startsWith("latch")) {
                JsonObject body = entry.record().parsedBody();
                lines.add(NYSE.tradingDate(entry.record().time()) + " " + type + " " + body.requiredText("code"));
            }
        });
        return lines;
    }

    @Test
    @Tag("WG1")
    @Tag("PD1")
    @Tag("RE6")
    void tripsEveryLimitAndReleasesEachWhenItShould() {
        loseADayAndAWeek();
        spendTheDayTrades();
        changeTheStrategyTwice();
        quoteBadData();

        assertThat(latches())
                .containsExactly(
                        "2026-11-02 latch daily_loss",
                        "2026-11-03 latch_released daily_loss",
                        "2026-11-03 latch weekly_governor_active",
                        "2026-11-09 latch_released weekly_governor_active",
                        "2026-11-16 latch intraday_pivot_limit_reached",
                        "2026-11-17 latch_released intraday_pivot_limit_reached");
        assertThat(alerts)
                .contains("2026-11-02 daily_loss", "2026-11-03 weekly_governor_active")
                .filteredOn(it -> it.contains("daily_loss") || it.contains("governor") || it.contains("pivot"))
                .hasSize(3);
    }

    private void loseADayAndAWeek() {
        // Monday: two losses of 6 % are more than a day may lose.
        assertThat(ask("11-02", LOSING)).isEqualTo("entered");
        assertThat(ask("11-02", SECOND_LOSING)).isEqualTo("entered");
        assertThat(ask("11-02", "11:40")).isEqualTo("daily_loss");
        // Limits that are nine tenths by now do not lift what the narrow ones have latched.
        restart(true);
        assertThat(ask("11-02", "12:40")).isEqualTo("daily_loss");
        restart(false);
        assertThat(ask("11-02", "13:40")).isEqualTo("daily_loss");

        // Tuesday: a new day, and the loss that is too much for the week. The process dies while the position is open.
        assertThat(ask("11-03", LOSING)).isEqualTo("entered");
        runTo("11-03", "09:50");
        restart();
        assertThat(ask("11-03", SECOND_LOSING)).isEqualTo("weekly_governor_active pdt_limit_reached");
        restart(true);
        assertThat(ask("11-04", LOSING)).isEqualTo("weekly_governor_active pdt_limit_reached");
        restart(false);
        assertThat(ask("11-06", LOSING)).isEqualTo("weekly_governor_active pdt_limit_reached");
    }

    private void spendTheDayTrades() {
        // The next Monday: one day trade is left of the last five days, and two are added.
        assertThat(ask("11-09", WINNING)).isEqualTo("entered");
        assertThat(ask("11-09", SECOND_WINNING)).isEqualTo("entered");
        assertThat(ask("11-09", "12:10")).isEqualTo("pdt_limit_reached");
        restart();
        assertThat(ask("11-09", "13:10")).isEqualTo("pdt_limit_reached");
        // On Tuesday that of the Tuesday before has left the window; then it is full until Monday.
        assertThat(ask("11-10", WINNING)).isEqualTo("entered");
        assertThat(ask("11-10", SECOND_WINNING)).isEqualTo("pdt_limit_reached");
        restart();
        assertThat(ask("11-11", WINNING)).isEqualTo("pdt_limit_reached");
        assertThat(ask("11-13", WINNING)).isEqualTo("pdt_limit_reached");
        assertThat(ask("11-16", WINNING)).isEqualTo("entered");
    }

    private void changeTheStrategyTwice() {
        // A second change of strategy ends that day.
        inbox.post(new EngineEvent.StrategyPivoted("A", "B", 2));
        runTo("11-16", "11:05");
        restart();
        inbox.post(new EngineEvent.StrategyPivoted("B", "A", 2));
        assertThat(ask("11-16", SECOND_WINNING)).isEqualTo("intraday_pivot_limit_reached");
        restart();
        assertThat(ask("11-16", "12:10")).isEqualTo("intraday_pivot_limit_reached");
    }

    private void quoteBadData() {
        // Data that are not to be trusted deny one proposal; the next one may be good.
        quoteAge = Duration.ofSeconds(61);
        assertThat(ask("11-17", WINNING)).contains("quarantine");
        restart();
        quoteAge = Duration.ZERO;
        assertThat(ask("11-17", SECOND_WINNING)).isEqualTo("entered");
    }
}
