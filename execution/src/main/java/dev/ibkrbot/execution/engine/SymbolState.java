package dev.ibkrbot.execution.engine;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.trade.TradeProposal;
import dev.ibkrbot.execution.resilience.CircuitBreaker;
import java.time.Instant;
import java.util.Optional;

/** What the engine remembers of one symbol between its cycles. Confined to the engine thread. */
final class SymbolState {
    final Symbol symbol;
    final CircuitBreaker breaker;
    boolean planning;
    int failedTries;
    int repricings;
    /** The entry sent last. */
    Optional<TradeProposal> entered = Optional.empty();

    Instant retryAt = Instant.MAX;
    Instant cooldownUntil = Instant.MIN;

    SymbolState(Symbol symbol, CircuitBreaker breaker) {
        this.symbol = symbol;
        this.breaker = breaker;
    }
}
