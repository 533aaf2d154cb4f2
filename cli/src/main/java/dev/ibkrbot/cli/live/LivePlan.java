package dev.ibkrbot.cli.live;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.cli.wiring.RunFolder;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is to be run over a gateway in real time. Immutable.
 *
 * @param config checked configuration
 * @param configDigest of every value in force
 * @param symbols to trade
 * @param cycles of each symbol; absent for no bound
 * @param speed how many times faster than real a simulated gateway's time passes; 1 over a real one
 * @param looserLimits whether limits may be looser than those that the date was traded with so far
 * @param folder where the journal is
 */
public record LivePlan(
        BotConfig config,
        String configDigest,
        List<Symbol> symbols,
        OptionalLong cycles,
        double speed,
        boolean looserLimits,
        RunFolder folder) {
    public LivePlan {
        symbols = List.copyOf(symbols);
    }
}
