package dev.ibkrbot.cli.gameplan;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.trade.HoldingAdvice;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SignalId;
import dev.ibkrbot.execution.engine.AskedStrategy;
import dev.ibkrbot.execution.engine.Planner;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A planner that tells which strategies it asks. Immutable, and as safe for threads as what it is made of. */
record NamedPlanner(Planner planner, Supplier<List<AskedStrategy>> asked) implements Planner {
    @Override
    public CompletionStage<Plan> plan(Symbol symbol) {
        return planner.plan(symbol);
    }

    @Override
    public CompletionStage<HoldingAdvice> advise(SignalId trade, Position position) {
        return planner.advise(trade, position);
    }

    @Override
    public List<AskedStrategy> strategies() {
        return asked.get();
    }
}
