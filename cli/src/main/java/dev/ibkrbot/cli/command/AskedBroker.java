package dev.ibkrbot.cli.command;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.config.ConfigSources.FlagValue;
import dev.ibkrbot.cli.gateway.BrokerSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which broker a command asks, for commands that leave no order. Filled by picocli; confined to the main thread. */
final class AskedBroker {
    @Mixin
    private SimulatedDayOptions day = new SimulatedDayOptions();

    @Mixin
    private GatewayOptions gateway = new GatewayOptions();

    @Option(names = "--broker", paramLabel = "KIND", description = "stub (or sim), or ibkr. Default: broker.kind.")
    private Optional<String> broker = Optional.empty();

    List<FlagValue> flags() {
        List<FlagValue> flags = new ArrayList<>(gateway.flags());
        broker.ifPresent(it -> flags.add(new FlagValue("--broker", "broker.kind", it)));
        flags.addAll(day.flags());
        return flags;
    }

    /** The configured broker; an embedded exchange has a market of these symbols. */
    BrokerSession open(BotConfig config, List<Symbol> symbols) {
        return config.broker().kind() == BotConfig.BrokerKind.IBKR
                ? BrokerSession.gateway(gateway.of(config))
                : BrokerSession.simulated(config, symbols, day.date());
    }
}
