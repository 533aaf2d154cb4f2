package dev.ibkrbot.cli.command;

import dev.ibkrbot.cli.backtest.BacktestRequest;
import dev.ibkrbot.cli.backtest.BacktestRequest.OptionPrices;
import dev.ibkrbot.cli.config.ConfigSources.FlagValue;
import dev.ibkrbot.cli.config.EffectiveConfig;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.strategy.plan.TradedInstrument;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What is backtested, for commands that do so. Filled by picocli; confined to the main thread. */
final class BacktestOptions {
    @Option(names = "--data", paramLabel = "PATH", description = "Recorded bars; repeatable.")
    private List<Path> data = new ArrayList<>();

    @Option(names = "--format", description = "${COMPLETION-CANDIDATES}; default: found out by looking.")
    private Optional<BacktestRequest.Format> format = Optional.empty();

    @Option(names = "--symbols", paramLabel = "LIST", description = "Such as SPY,IBM; default: all in the data.")
    private Optional<String> symbols = Optional.empty();

    @Option(names = "--from", paramLabel = "YYYY-MM-DD", description = "First date; default: where the data begins.")
    private Optional<LocalDate> from = Optional.empty();

    @Option(names = "--to", paramLabel = "YYYY-MM-DD", description = "Last date; default: where the data ends.")
    private Optional<LocalDate> to = Optional.empty();

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            description = "scalp, whale, momentum, fade, regime, wheel, vertical or condor.")
    private Optional<String> strategy = Optional.empty();

    @Option(names = "--param", paramLabel = "KEY=VALUE", description = "Any configuration key; repeatable.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--interval", paramLabel = "SECONDS", description = "Between decisions; 60 decides on every bar.")
    private Optional<String> interval = Optional.empty();

    @Option(names = "--capital", paramLabel = "DOLLARS", description = "What the account starts with.")
    private Optional<String> capital = Optional.empty();

    @Option(names = "--fill", paramLabel = "MODEL", description = "mid, cross or a fraction of the half spread.")
    private Optional<String> fill = Optional.empty();

    @Option(
            names = "--instrument",
            defaultValue = "option",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private TradedInstrument instrument = TradedInstrument.OPTION;

    @Option(names = "--options", defaultValue = "model", description = "Option prices: model, or recorded quotes.")
    private OptionPrices optionPrices = OptionPrices.MODEL;

    @Option(
            names = "--vix",
            paramLabel = "FILE",
            description =
                    "The volatility index: minutes as csv, or daily rows DATE,OPEN,...; default: VIX in the data.")
    private Optional<Path> vix = Optional.empty();

    @Option(names = "--seed", paramLabel = "N", description = "Kept in the report; recorded bars draw no numbers.")
    private Optional<String> seed = Optional.empty();

    @Option(
            names = "--gameplan",
            paramLabel = "PATH",
            description = "A gameplan, or a folder of them by their dates; a day without one enters nothing.")
    private Optional<Path> gameplan = Optional.empty();

    /** What a manifest keeps of these options beside the configuration. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i < data.size(); i++) {
            texts.put("data." + i, data.get(i).toString());
        }
        format.ifPresent(it -> texts.put("format", it.name()));
        symbols.ifPresent(it -> texts.put("symbols", it));
        from.ifPresent(it -> texts.put("from", it.toString()));
        to.ifPresent(it -> texts.put("to", it.toString()));
        vix.ifPresent(it -> texts.put("vix", it.toString()));
        texts.put("instrument", instrument.name());
        texts.put("options", optionPrices.name());
        return texts;
    }

    /** The options that a manifest keeps. */
    static BacktestOptions of(Map<String, String> texts) {
        BacktestOptions options = new BacktestOptions();
        for (int i = 0; texts.containsKey("data." + i); i++) {
            options.data.add(Path.of(texts.get("data." + i)));
        }
        options.format = Optional.ofNullable(texts.get("format")).map(BacktestRequest.Format::valueOf);
        options.symbols = Optional.ofNullable(texts.get("symbols"));
        options.from = Optional.ofNullable(texts.get("from")).map(LocalDate::parse);
        options.to = Optional.ofNullable(texts.get("to")).map(LocalDate::parse);
        options.vix = Optional.ofNullable(texts.get("vix")).map(Path::of);
        options.instrument = TradedInstrument.valueOf(texts.getOrDefault("instrument", "OPTION"));
        options.optionPrices = OptionPrices.valueOf(texts.getOrDefault("options", "MODEL"));
        return options;
    }

    /** The files and folders that were named. */
    List<Path> data() {
        return Stream.concat(data.stream(), vix.stream()).toList();
    }

    /** What is asked for; a failure when it cannot be had. */
    BacktestRequest request() {
        if (data.isEmpty()) {
            throw refused(
                    "no recorded bars were named with --data",
                    "name a file or a folder; bot backtest --help shows how");
        }
        return new BacktestRequest(
                data, format, symbols.map(BacktestOptions::split), from, to, instrument, optionPrices, vix);
    }

    private static CommandFailure refused(String why, String fix) {
        return new CommandFailure(ExitCode.USAGE_OR_CONFIGURATION, "nothing was run", why, fix);
    }

    /** The configuration with these options and those of the command itself. */
    EffectiveConfig configuration(CommonOptions common, Terminal terminal, List<FlagValue> own) {
        List<FlagValue> flags = new ArrayList<>(own);
        strategy.ifPresent(it -> flags.add(new FlagValue("--strategy", "strategy.name", it)));
        interval.ifPresent(it -> flags.add(new FlagValue("--interval", "schedule.interval_seconds", it)));
        capital.ifPresent(it -> flags.add(new FlagValue("--capital", "sim.capital", it)));
        fill.ifPresent(it -> flags.add(new FlagValue("--fill", "sim.fill_model", it)));
        gameplan.ifPresent(it -> flags.add(new FlagValue("--gameplan", "gameplan.file", it.toString())));
        seed.ifPresent(it -> flags.add(new FlagValue("--seed", "sim.seed", it)));
        parameters.forEach((key, value) -> flags.add(new FlagValue("--param " + key, key, value)));
        try {
            return common.configuration(flags, terminal);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.USAGE_OR_CONFIGURATION,
                    "a parameter could not be understood",
                    CommandErrors.oneLine(e.getMessage()),
                    "bot config show lists every key",
                    e);
        }
    }

    private static List<String> split(String list) {
        return List.of(list.split(",", -1));
    }
}
