package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.trade.Plan;
import java.util.concurrent.CompletionStage;

/** Looks at one symbol and says what it would enter, or why nothing. Called on the engine thread; must not block. */
@FunctionalInterface
public interface Planner {
    /** Fails with a {@link dev.ibkrbot.broker.error.BrokerException} when the market could not be looked at. */
    CompletionStage<Plan> plan(Symbol symbol);
}
