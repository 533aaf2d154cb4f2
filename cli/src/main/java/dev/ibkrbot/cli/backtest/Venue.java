package dev.ibkrbot.cli.backtest;

import dev.ibkrbot.broker.Broker;
import dev.ibkrbot.broker.Timeline;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.execution.performance.PerformanceRecorder;
import dev.ibkrbot.stub.sim.CorporateAction;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Where a run in simulated time trades. Confined to the run's thread. */
public interface Venue {
    /** Answers every question at once, on the caller's thread. */
    Broker broker();

    /** What the account is worth at the beginning. */
    Money capital();

    /** The venue's time; at every whole minute it notes what the account is worth. */
    Timeline timeline(PerformanceRecorder recorder);

    /** Minutes for the charts, from one moment to another. */
    BarSeries bars(Symbol symbol, Instant from, Instant to);

    /** Tells of splits and dividends in what is held; only a venue that books them does. */
    default void reportCorporateActions(Consumer<CorporateAction.Effect> listener) {}

    /** What it models, one sentence each. */
    List<String> assumptions();
}
