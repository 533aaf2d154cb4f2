package dev.ibkrbot.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ibkrbot.broker.account.AccountId;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.config.ConfigSources.FlagValue;
import dev.ibkrbot.cli.gateway.GatewayLog;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.wiring.SystemTime;
import dev.ibkrbot.stub.gateway.Scenario;
import dev.ibkrbot.stub.gateway.Settings;
import dev.ibkrbot.stub.gateway.TwsGatewaySimulator;
import dev.ibkrbot.stub.history.SyntheticMarket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stands in for an IB Gateway until it is interrupted. Confined to the main thread. */
@Command(
        name = "gateway-sim",
        mixinStandardHelpOptions = true,
        description = "Simulate an IB Gateway on a TCP port, with a generated market behind it, until interrupted.",
        footer = {
            "",
            "Examples:",
            "  bot gateway-sim --port 4002",
            "  bot gateway-sim --port 4002 --clock real --speed 60 -v",
            "  bot gateway-sim --port 4002 --faults read-only,delayed",
            "  bot gateway-sim --port 4002 --scenario nightly-restart"
        })
public final class GatewaySimCommand implements Callable<Integer> {
    private static final String NOT_STARTED = "the simulated gateway was not started";
    private static final long LOOK_MILLIS = 100;
    private static final int MOST_PORT = 65_535;

    /** Who moves simulated time. */
    enum ClockKind {
        /** The wall clock. */
        REAL("real"),
        /** The leading client, by what it asks; time stands still in between. */
        GATEWAY("gateway");

        private final String word;

        ClockKind(String word) {
            this.word = word;
        }
    }

    @Mixin
    private SimulatedDayOptions day = new SimulatedDayOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Option(names = "--port", paramLabel = "PORT", defaultValue = "4002", description = "Default: ${DEFAULT-VALUE}.")
    private int port = 4002;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Interface to listen on (default: ${DEFAULT-VALUE}). The protocol knows no password.")
    private String host = "127.0.0.1";

    @Option(
            names = "--clock",
            paramLabel = "KIND",
            defaultValue = "gateway",
            description = "real: by the wall clock; gateway: moved by the leading client (default).")
    private ClockKind clock = ClockKind.GATEWAY;

    @Option(names = "--speed", paramLabel = "N", description = "With --clock real: so many times faster.")
    private Optional<Integer> speed = Optional.empty();

    @Option(names = "--max-version", paramLabel = "N", description = "Newest protocol to speak: 176 to 200.")
    private Optional<Integer> maxVersion = Optional.empty();

    @Option(names = "--account", paramLabel = "ID", description = "Account of the login (default: DSIM001).")
    private Optional<String> account = Optional.empty();

    @Option(names = "--symbols", paramLabel = "LIST", description = "Underlyings, such as SPY,QQQ.")
    private Optional<String> symbols = Optional.empty();

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description = "Scripted time and faults: a file, or nightly-restart, reluctant, rough-day.")
    private Optional<String> scenario = Optional.empty();

    @Option(names = "--faults", paramLabel = "LIST", description = "Faults by name, such as read-only,delayed.")
    private Optional<String> faults = Optional.empty();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        BotConfig config = common.configuration(flags(), terminal).config();
        List<Symbol> traded = config.symbols().stream().map(Symbol::new).toList();
        GatewayLog log = new GatewayLog();
        Settings settings = settings(config, traded).log(log::connection);
        try (TwsGatewaySimulator gateway = start(settings)) {
            announce(terminal, gateway, traded, config.sim().seed());
            Thread hook = new Thread(() -> stop(gateway, log, terminal), "gateway-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            follow(gateway, log, terminal);
            Runtime.getRuntime().removeShutdownHook(hook);
            stop(gateway, log, terminal);
        }
        return ExitCode.INTERRUPTED.number();
    }

    private List<FlagValue> flags() {
        List<FlagValue> flags = new ArrayList<>();
        symbols.ifPresent(it -> flags.add(new FlagValue("--symbols", "symbols", it)));
        flags.addAll(day.flags());
        return flags;
    }

    private Settings settings(BotConfig config, List<Symbol> traded) {
        MarketCalendar calendar = MarketCalendar.nyse();
        if (calendar.session(day.date()).isEmpty()) {
            throw refused(
                    "there is no session of the exchange on " + day.date(), "name a trading day from 1998 to 2035");
        }
        if (port < 0 || port > MOST_PORT) {
            throw refused("--port " + port + " is not 0 to " + MOST_PORT, "name a free port, or 0 for any");
        }
        Settings settings = Settings.of(
                        SyntheticMarket.day(calendar, config.sim().seed(), traded, day.date()), SystemTime.CLOCK)
                .port(port)
                .address(address())
                .cash(config.sim().capital())
                .fills(config.sim().fillModel());
        try {
            account.ifPresent(it -> settings.account(new AccountId(it)));
            rules().forEach(settings::scenario);
        } catch (IllegalArgumentException e) {
            throw refused(
                    CommandErrors.oneLine(e.getMessage()), "correct it; docs/gateway-scenarios.md lists every rule");
        }
        return settings;
    }

    /** The flags' rules come last, so that they hold against those of a scenario. */
    private List<Scenario> rules() {
        List<Scenario> all = new ArrayList<>();
        scenario.ifPresent(it -> all.add(scenario(it)));
        faults.ifPresent(it -> all.add(Scenario.ofFaults(it)));
        List<String> lines = new ArrayList<>();
        speed.filter(it -> it < 1).ifPresent(it -> {
            throw refused("--speed " + it + " is not 1 or more", "say how many times faster, such as --speed 20");
        });
        if (clock == ClockKind.REAL) {
            lines.add("clock real" + speed.map(it -> " x" + it).orElse(""));
        } else if (speed.isPresent()) {
            throw refused("--speed needs --clock real", "add --clock real, or leave --speed out");
        }
        maxVersion.ifPresent(it -> lines.add("server-version " + it));
        all.add(Scenario.parse("flags", lines));
        return all;
    }

    private static Scenario scenario(String text) {
        Path file = Path.of(text);
        if (!Files.exists(file) && text.matches("[a-z-]{1,40}")) {
            return Scenario.example(text);
        }
        try {
            return Scenario.parse(text, Files.readAllLines(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw refused("the scenario " + text + " cannot be read", "check its name and its permissions");
        }
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw refused("host " + host + " is unknown", "use 127.0.0.1, or another address of this machine");
        }
    }

    private TwsGatewaySimulator start(Settings settings) {
        try {
            return TwsGatewaySimulator.start(settings);
        } catch (IOException e) {
            throw refused(
                    "port " + port + " of " + host + " cannot be used: " + CommandErrors.oneLine(e.getMessage()),
                    "stop what listens there, or choose another with --port");
        }
    }

    private void announce(Terminal terminal, TwsGatewaySimulator gateway, List<Symbol> traded, long usedSeed) {
        if (terminal.json()) {
            Answer answer = Answer.of("gateway-sim", ExitCode.OK);
            answer.root()
                    .put("host", host)
                    .put("port", gateway.port())
                    .put("date", day.date().toString())
                    .put("seed", usedSeed)
                    .put("clock", clock.word);
            ArrayNode listed = answer.root().putArray("symbols");
            traded.forEach(it -> listed.add(it.value()));
            answer.printTo(terminal.out());
            return;
        }
        terminal.sayPlain("gateway-sim listens on " + host + ":" + gateway.port() + ", " + day.date() + ", seed "
                + usedSeed + ", clock " + clock.word + "; Ctrl-C ends it");
    }

    /** Until the thread is interrupted; a signal ends the process instead, by way of the hook. */
    private void follow(TwsGatewaySimulator gateway, GatewayLog log, Terminal terminal) {
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (!never.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (common.verbose()) {
                    log.printNew(gateway, terminal::sayPlain);
                }
            }
        } catch (InterruptedException e) {
            // Asked to end: the caller closes the gateway.
            return;
        }
    }

    private void stop(TwsGatewaySimulator gateway, GatewayLog log, Terminal terminal) {
        if (common.verbose()) {
            log.printNew(gateway, terminal::sayPlain);
        }
        int open = gateway.openOrders();
        gateway.close();
        terminal.sayPlain("gateway-sim has stopped: " + gateway.requestCount() + " requests, " + open + " orders open");
    }

    private static CommandFailure refused(String why, String fix) {
        return new CommandFailure(ExitCode.USAGE_OR_CONFIGURATION, NOT_STARTED, why, fix);
    }
}
