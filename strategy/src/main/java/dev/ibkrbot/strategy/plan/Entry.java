package dev.ibkrbot.strategy.plan;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.Signal;
import java.util.concurrent.CompletionStage;

/** The way from a signal that wants something to a proposal. Confined to the planner's executor. */
interface Entry {
    /** A proposal for the signal, which is not a HOLD, or the reason why there is none. */
    CompletionStage<Plan> plan(Symbol symbol, Signal signal);
}
