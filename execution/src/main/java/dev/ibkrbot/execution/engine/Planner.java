package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.account.Position;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.trade.HoldingAdvice;
import dev.ibkrbot.broker.trade.Plan;
import dev.ibkrbot.broker.trade.SignalId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Looks at one symbol and says what it would enter, or why nothing. Called on the engine thread; must not block. */
@FunctionalInterface
public interface Planner {
    /** Fails with a {@link dev.ibkrbot.broker.error.BrokerException} when the market could not be looked at. */
    CompletionStage<Plan> plan(Symbol symbol);

    /** The strategies it may ask now; empty when it does not tell. */
    default List<AskedStrategy> strategies() {
        return List.of();
    }

    /** What to do with a position it opened; asked at each cycle of its symbol while one is held. Fails as above. */
    default CompletionStage<HoldingAdvice> advise(SignalId trade, Position position) {
        return CompletableFuture.completedFuture(HoldingAdvice.Keep.SILENT);
    }
}
