package dev.ibkrbot.risk;

import dev.ibkrbot.broker.trade.Denial;
import dev.ibkrbot.broker.trade.GateAnswer;
import java.util.Optional;

/**
 * One question to a proposed entry. Pure: the same context gives the same answer. What cannot be known is denied,
 * by this check or by the one that is there for it. Implementations are immutable.
 */
public interface RiskCheck {
    /** The reason why not; empty when this check has nothing against it. */
    Optional<Denial> check(RiskContext context);

    /** Its short stable name, such as "quote_age"; a denial may have a narrower code. */
    String name();

    /** What it asks for and what it found, of a context it has nothing against. */
    GateAnswer passed(RiskContext context);

    /** Its answer in full; slower than {@link #check}, which says the same. */
    default GateAnswer answer(RiskContext context) {
        return check(context)
                .map(no -> GateAnswer.failed(name(), no.code(), no.limit(), no.actual()))
                .orElseGet(() -> passed(context));
    }
}
