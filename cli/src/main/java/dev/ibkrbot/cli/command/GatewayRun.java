package dev.ibkrbot.cli.command;

import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.error.BrokerException;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.alert.AlertDesk;
import dev.ibkrbot.cli.alert.OutageAlerts;
import dev.ibkrbot.cli.backtest.CycleLines;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.config.EffectiveConfig;
import dev.ibkrbot.cli.control.ControlFolder;
import dev.ibkrbot.cli.control.EarlyAnswers;
import dev.ibkrbot.cli.gateway.Diagnosis;
import dev.ibkrbot.cli.gateway.GatewayLink;
import dev.ibkrbot.cli.gateway.GatewayVenue;
import dev.ibkrbot.cli.live.Ending;
import dev.ibkrbot.cli.live.LiveAccount;
import dev.ibkrbot.cli.live.LiveOutcome;
import dev.ibkrbot.cli.live.LivePlan;
import dev.ibkrbot.cli.live.LiveRun;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.wiring.Journals;
import dev.ibkrbot.cli.wiring.Pace;
import dev.ibkrbot.cli.wiring.RealTimers;
import dev.ibkrbot.cli.wiring.RunFolder;
import dev.ibkrbot.cli.wiring.Signals;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.execution.journal.Journal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToIntFunction;

/**
 * A run over a gateway: waits until it is there, then trades in real time, or hands over a gateway that lets its time be
 * moved. Confined to the main thread.
 */
final class GatewayRun {
    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(2);

    private static final long WAITING_LOOK_MILLIS = 500;

    /** One of the gateway's pacing rules for history, which hold in real time. */
    private static final Duration SAME_BARS_AGAIN = Duration.ofSeconds(15);

    private final Terminal terminal;
    private final EffectiveConfig effective;
    private final BotConfig config;
    private final Pace pace;
    private final OptionalLong cycles;
    private final boolean looserLimits;
    private final CompletableFuture<Ending> end = new CompletableFuture<>();

    GatewayRun(Terminal terminal, EffectiveConfig effective, Pace pace, OptionalLong cycles, boolean looserLimits) {
        this.terminal = terminal;
        this.effective = effective;
        this.config = effective.config();
        this.pace = pace;
        this.cycles = cycles;
        this.looserLimits = looserLimits;
    }

    /** Runs to its end and answers the exit code; {@code simulatedDay} takes a gateway whose time waits to be moved. */
    int run(ToIntFunction<GatewayVenue> simulatedDay) {
        terminal.say("@|bold bot run|@: " + config.trading().mode().word() + " over the gateway at "
                + config.broker().host() + ":" + config.broker().port());
        Signals signals = Signals.open(Map.of(
                "TERM", () -> end.complete(new Ending(ExitCode.OK, "SIGTERM")),
                "HUP", () -> end.complete(new Ending(ExitCode.OK, "SIGHUP")),
                "INT", () -> end.complete(new Ending(ExitCode.INTERRUPTED, "SIGINT"))));
        try (RealTimers machine = new RealTimers(SystemTime.CLOCK, 1);
                LiveAccount account = new LiveAccount(config);
                OutageAlerts outages = OutageAlerts.over(config, machine, SystemTime.CLOCK, this::tellAlerts);
                GatewayLink link = GatewayLink.to(config, this::tellLink, outages)) {
            if (!isReady(link, account)) {
                terminal.sayPlain("ended    " + end.join().reason() + ", before the gateway was ready");
                return end.join().code().number();
            }
            if (link.isLed()) {
                // A simulated day ends at once, as one in process does: nothing of it outlives it.
                signals.close();
                return simulatedDay.applyAsInt(venue(link));
            }
            return trade(link, account, machine);
        } catch (BrokerException e) {
            throw Diagnosis.of(e).failure("the run could not go on");
        } finally {
            signals.close();
        }
    }

    private void tellLink(String line) {
        terminal.sayPlain(CycleLines.row(SystemTime.CLOCK.instant(), "gateway", line));
    }

    /** Waits for the gateway or for the end; another bot that got there first is noticed meanwhile. */
    private boolean isReady(GatewayLink link, LiveAccount account) {
        CompletableFuture<Void> ready = link.connect().toCompletableFuture();
        CompletableFuture<Object> either = CompletableFuture.anyOf(ready, end);
        EarlyAnswers commands = new EarlyAnswers(
                line -> terminal.sayPlain(CycleLines.row(SystemTime.CLOCK.instant(), "control", line)));
        while (!either.isDone()) {
            account.lockIfKnown();
            account.held().map(ControlFolder::new).ifPresent(commands::look);
            try {
                either.get(WAITING_LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Still waiting.
                continue;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof BrokerException known) {
                    throw known;
                }
                throw new IllegalStateException("connecting failed unexpectedly", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                end.complete(new Ending(ExitCode.INTERRUPTED, "interrupted"));
            }
        }
        return !end.isDone();
    }

    private static GatewayVenue venue(GatewayLink link) {
        GatewayVenue venue = GatewayVenue.over(link);
        if (venue.isOver()) {
            throw new CommandFailure(
                    ExitCode.GATEWAY_NOT_READY,
                    "nothing was traded",
                    "the simulated gateway's time is over: it is " + venue.now(),
                    "start bot gateway-sim anew for another day");
        }
        return venue;
    }

    private int trade(GatewayLink link, LiveAccount account, RealTimers machine) {
        requirePace(link);
        AccountId id = link.broker().accounts().account();
        RunFolder folder = account.enter(id);
        if (link.isSimulated()) {
            warnOfPacing();
            link.followSimulatedTime(speed());
        } else {
            warnOfSkew(link.skew());
        }
        List<Symbol> symbols = config.symbols().stream().map(Symbol::new).toList();
        LivePlan plan = new LivePlan(config, effective.digest(), symbols, cycles, speed(), looserLimits, folder);
        LiveOutcome outcome = run(plan, link, account, machine);
        tell(plan, id, outcome);
        return outcome.ending().code().number();
    }

    private LiveOutcome run(LivePlan plan, GatewayLink link, LiveAccount account, RealTimers machine) {
        RunFolder folder = plan.folder();
        try (AlertDesk alerts =
                        new AlertDesk(config.monitoring(), folder, machine, SystemTime.CLOCK, this::tellAlerts);
                Journal journal = Journals.createForRun(folder.journal())) {
            account.point(folder, journal);
            LiveOutcome outcome = alerts.during(
                    () -> new LiveRun(plan, link, terminal, end, machine, alerts).run(alerts.over(journal)));
            account.leave(folder, journal);
            ExitCode code = outcome.ending().code();
            if (code != ExitCode.OK && code != ExitCode.INTERRUPTED) {
                alerts.failed(outcome.ending().reason());
            }
            return outcome;
        }
    }

    private void tellAlerts(String line) {
        terminal.sayPlain(CycleLines.row(SystemTime.CLOCK.instant(), "alerts", line));
    }

    private double speed() {
        return pace.timesReal() == 0 ? 1 : pace.timesReal();
    }

    private void requirePace(GatewayLink link) {
        if (!link.isSimulated() && speed() != 1) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "nothing was traded",
                    "--speed is for simulated gateways, and this one is real",
                    "leave --speed out");
        }
    }

    private void warnOfPacing() {
        long fastest = config.schedule().interval().dividedBy(SAME_BARS_AGAIN);
        if (speed() > fastest) {
            terminal.warn("above --speed " + fastest + " a cycle is shorter than the "
                    + SAME_BARS_AGAIN.toSeconds()
                    + " s the gateway wants between requests for the same bars; some are skipped as 'planning'");
        }
    }

    private void warnOfSkew(Duration skew) {
        if (skew.abs().compareTo(TOLERATED_SKEW) > 0) {
            terminal.warn("the gateway's clock is " + skew.abs().toSeconds() + " s "
                    + (skew.isNegative() ? "behind" : "ahead of") + " this machine's; set both by NTP");
        }
    }

    private void tell(LivePlan plan, AccountId account, LiveOutcome outcome) {
        String left = outcome.ordersLeft() == LiveOutcome.UNKNOWN
                ? "an unknown number of orders"
                : outcome.ordersLeft() + " orders";
        terminal.sayPlain("ended    " + outcome.ending().reason() + "; "
                + outcome.positions().size() + " positions and " + left + " stay at the broker");
        if (terminal.json()) {
            ExitCode code = outcome.ending().code();
            Answer answer = Answer.of("run", code);
            answer.root()
                    .put("mode", config.trading().mode().word())
                    .put("account", account.toString())
                    .put("ended", outcome.ending().reason())
                    .put("trades", outcome.trades())
                    .put("positions", outcome.positions().size());
            if (outcome.ordersLeft() == LiveOutcome.UNKNOWN) {
                answer.root().putNull("ordersLeft");
            } else {
                answer.root().put("ordersLeft", outcome.ordersLeft());
            }
            answer.root()
                    .putObject("orders")
                    .put("reported", outcome.orders().reported())
                    .put("submitted", outcome.orders().submitted())
                    .put("entries", outcome.orders().entries())
                    .put("filled", outcome.orders().filled())
                    .put("canceled", outcome.orders().canceled())
                    .put("rejected", outcome.orders().rejected())
                    .put("denied", outcome.orders().denied());
            answer.root().put("journal", plan.folder().journal().toString());
            answer.printTo(terminal.out());
        }
    }
}
