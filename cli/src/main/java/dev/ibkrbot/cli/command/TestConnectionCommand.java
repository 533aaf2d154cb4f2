package dev.ibkrbot.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.config.ConfigSources.FlagValue;
import dev.ibkrbot.cli.gateway.LadderStep;
import dev.ibkrbot.cli.gateway.Readiness;
import dev.ibkrbot.cli.gateway.ReadinessLadder;
import dev.ibkrbot.cli.output.Answer;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.cli.output.TextTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells whether a bot could trade over a gateway, and if not, at which step it ends. Confined to the main thread. */
@Command(
        name = "test-connection",
        mixinStandardHelpOptions = true,
        description = "Climb the readiness ladder of an IB Gateway or TWS, up to a quote. Sends no order.",
        footer = {
            "",
            "Exit codes: 0 ready, 3 unreachable, 4 not ready, 5 wrong account or mode, 6 no market data.",
            "",
            "Examples:",
            "  bot test-connection --port 4002",
            "  bot test-connection --host gateway --port 4001 --account U1234567 --mode live --json"
        })
public final class TestConnectionCommand implements Callable<Integer> {
    private static final String DEFAULT_SYMBOL = "SPY";
    private static final int MOST_SECONDS = 600;

    @Mixin
    private CommonOptions common = new CommonOptions();

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Option(names = "--mode", paramLabel = "MODE", description = "dry-run, paper or live. Default: trading.mode.")
    private Optional<String> mode = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "60s",
            description =
                    "Longest wait for one step, such as 5s (default: ${DEFAULT-VALUE}; most steps give up sooner).")
    private String timeout = "60s";

    @Option(names = "--symbol", paramLabel = "SYMBOL", defaultValue = DEFAULT_SYMBOL, description = "Default: SPY.")
    private String symbol = DEFAULT_SYMBOL;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Terminal terminal = common.terminal(spec);
        BotConfig config = common.configuration(flags(), terminal).config();
        Readiness readiness = ReadinessLadder.climb(config, gateway.of(config), asked(), longest());
        if (terminal.json()) {
            answer(readiness, config.broker().twsApiJar().isPresent()).printTo(terminal.out());
            return readiness.code().number();
        }
        TextTable table = new TextTable("step", "status", "ms", "detail");
        for (LadderStep step : readiness.steps()) {
            table.row(step.name(), word(step), step.millis(), step.detail());
        }
        terminal.say(table);
        readiness.steps().stream()
                .filter(it -> it.status() == LadderStep.Status.WARN)
                .forEach(it -> terminal.warn(it.name() + ": " + it.fix().orElse(it.detail())));
        terminal.sayPlain(readiness.verdict());
        readiness.failed().ifPresent(step -> {
            throw failure(step);
        });
        return ExitCode.OK.number();
    }

    private List<FlagValue> flags() {
        List<FlagValue> flags = new ArrayList<>(gateway.flags());
        flags.add(new FlagValue("test-connection", "broker.kind", "ibkr"));
        mode.ifPresent(it -> flags.add(new FlagValue("--mode", "trading.mode", it)));
        return flags;
    }

    private Symbol asked() {
        try {
            return new Symbol(symbol);
        } catch (IllegalArgumentException e) {
            throw refused("--symbol: " + e.getMessage(), "write a ticker in capitals, such as SPY");
        }
    }

    private Duration longest() {
        if (!timeout.matches("[1-9][0-9]{0,2}s?")) {
            throw refused("--timeout '" + timeout + "' is not a number of seconds", "write it as in --timeout 10s");
        }
        int seconds = Integer.parseInt(timeout.replace("s", ""));
        if (seconds > MOST_SECONDS) {
            throw refused("--timeout " + timeout + " is over " + MOST_SECONDS + " s", "give less");
        }
        return Duration.ofSeconds(seconds);
    }

    private static CommandFailure refused(String why, String fix) {
        return new CommandFailure(ExitCode.USAGE_OR_CONFIGURATION, "nothing was tested", why, fix);
    }

    private static CommandFailure failure(LadderStep step) {
        return new CommandFailure(
                step.code(),
                "not ready: " + step.name(),
                step.detail(),
                step.fix().orElse("see bot test-connection --help"));
    }

    private static String word(LadderStep step) {
        return step.status().name().toLowerCase(Locale.ROOT);
    }

    private static Answer answer(Readiness readiness, boolean jar) {
        Answer answer = Answer.of("test-connection", readiness.code());
        ObjectNode root = answer.root().put("verdict", readiness.verdict());
        if (readiness.serverVersion().isPresent()) {
            root.put("serverVersion", readiness.serverVersion().getAsInt());
        } else {
            root.putNull("serverVersion");
        }
        root.put("transport", jar ? "tws-api-jar" : "socket");
        ArrayNode accounts = root.putArray("accounts");
        readiness.account().ifPresent(it -> accounts.add(it.toString()));
        ArrayNode steps = root.putArray("steps");
        for (LadderStep step : readiness.steps()) {
            steps.addObject()
                    .put("name", step.name())
                    .put("status", word(step))
                    .put("ms", step.millis())
                    .put("detail", step.detail())
                    .put("fix", step.fix().orElse(null));
        }
        readiness.failed().ifPresent(step -> {
            CommandFailure failure = failure(step);
            root.putObject("error")
                    .put("what", failure.what())
                    .put("why", failure.why())
                    .put("fix", failure.fix());
        });
        return answer;
    }
}
