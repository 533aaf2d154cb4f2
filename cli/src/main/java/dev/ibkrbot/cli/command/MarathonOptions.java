package dev.ibkrbot.cli.command;

import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.backtest.BacktestRequest;
import dev.ibkrbot.cli.backtest.BacktestRequest.OptionPrices;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.config.ConfigSources.FlagValue;
import dev.ibkrbot.cli.config.EffectiveConfig;
import dev.ibkrbot.cli.gateway.BrokerSession;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.cli.output.Terminal;
import dev.ibkrbot.strategy.plan.TradedInstrument;
import dev.ibkrbot.strategy.wheel.ScanSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the marathon's prices come from. Filled by picocli; confined to the main thread. */
final class MarathonOptions {
    /** Recorded days. */
    static final String RECORDED = "recorded";

    /** A gateway. */
    static final String GATEWAY = "ibkr";

    /** The embedded simulated exchange. */
    static final String SIMULATED = "simulated";

    @Mixin
    private SimulatedDayOptions day = new SimulatedDayOptions();

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Option(names = "--broker", paramLabel = "KIND", description = "stub (or sim), or ibkr. Default: broker.kind.")
    private Optional<String> broker = Optional.empty();

    @Option(names = "--data", paramLabel = "PATH", description = "Recorded bars instead of a broker; repeatable.")
    private List<Path> data = new ArrayList<>();

    @Option(names = "--options", defaultValue = "model", description = "With --data: model, or recorded quotes.")
    private OptionPrices optionPrices = OptionPrices.MODEL;

    @Option(names = "--symbols", paramLabel = "LIST", description = "Default: seven large companies.")
    private Optional<String> symbols = Optional.empty();

    EffectiveConfig configuration(CommonOptions common, Terminal terminal) {
        List<FlagValue> flags = new ArrayList<>(gateway.flags());
        broker.ifPresent(it -> flags.add(new FlagValue("--broker", "broker.kind", it)));
        flags.addAll(day.flags());
        return common.configuration(flags, terminal);
    }

    List<Symbol> symbols() {
        return symbols.map(text -> Arrays.stream(text.split(",", -1))
                        .map(MarathonOptions::symbol)
                        .distinct()
                        .toList())
                .orElse(ScanSettings.DEFAULT.watchlist());
    }

    private static Symbol symbol(String name) {
        try {
            return new Symbol(name);
        } catch (IllegalArgumentException e) {
            throw wrong("--symbols '" + name + "': " + CommandErrors.oneLine(e.getMessage()), "correct it");
        }
    }

    static CommandFailure wrong(String why, String fix) {
        return new CommandFailure(ExitCode.USAGE_OR_CONFIGURATION, "the marathon did nothing", why, fix);
    }

    /** Whose record it is. */
    String source(BotConfig config) {
        if (!data.isEmpty()) {
            return RECORDED;
        }
        return config.broker().kind() == BotConfig.BrokerKind.IBKR ? GATEWAY : SIMULATED;
    }

    LocalDate date() {
        return day.date();
    }

    /** Asks the gateway now, else the day's market at this moment. */
    BrokerSession open(EffectiveConfig effective, List<Symbol> wanted, Instant moment) {
        BotConfig config = effective.config();
        return switch (source(config)) {
            case GATEWAY -> BrokerSession.gateway(gateway.of(config));
            case RECORDED ->
                BrokerSession.on(
                        new BacktestRequest(
                                        data,
                                        Optional.empty(),
                                        Optional.of(wanted.stream()
                                                .map(Symbol::value)
                                                .toList()),
                                        Optional.of(date()),
                                        Optional.of(date()),
                                        TradedInstrument.OPTION,
                                        optionPrices,
                                        Optional.empty())
                                .load(MarketCalendar.nyse(), effective)
                                .market(),
                        config.sim().capital(),
                        moment);
            default -> BrokerSession.simulated(config, wanted, date(), moment);
        };
    }
}
