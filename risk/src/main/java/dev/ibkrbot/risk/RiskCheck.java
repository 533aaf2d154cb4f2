package dev.ibkrbot.risk;

import dev.ibkrbot.broker.trade.Denial;
import java.util.Optional;

/**
 * One question to a proposed entry. Pure: the same context gives the same answer. What cannot be known is denied,
 * by this check or by the one that is there for it. Implementations are immutable.
 */
public interface RiskCheck {
    /** The reason why not; empty when this check has nothing against it. */
    Optional<Denial> check(RiskContext context);
}
