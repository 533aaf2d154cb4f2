package dev.ibkrbot.cli.backtest;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.cli.config.BotConfig;
import dev.ibkrbot.execution.engine.CycleRecording;
import dev.ibkrbot.strategy.plan.TradedInstrument;
import dev.ibkrbot.stub.history.BarMarket;
import java.util.List;
import java.util.OptionalLong;

/**
 * What is to be simulated. Immutable, but for the market, which is used up by one run.
 *
 * @param kind "run" or "backtest"
 * @param config checked configuration
 * @param symbols to trade, all known to the market
 * @param market prices through time
 * @param instrument options or the underlying itself
 * @param recording whether cycles without event are told or counted
 * @param maxCycles of each symbol; absent for no bound
 * @param warnings known before the run, for the outcome
 */
public record SimulationPlan(
        String kind,
        BotConfig config,
        List<Symbol> symbols,
        BarMarket market,
        TradedInstrument instrument,
        CycleRecording recording,
        OptionalLong maxCycles,
        List<String> warnings) {
    /** Where the prices of options come from: "recorded", "modelled" or "none". */
    public String optionPrices() {
        return market.optionPrices();
    }
}
