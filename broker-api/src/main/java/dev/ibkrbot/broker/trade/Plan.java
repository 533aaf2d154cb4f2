package dev.ibkrbot.broker.trade;

import java.util.function.Function;

/** What came of looking at one symbol: a proposal, or a reason why not. Immutable. */
public sealed interface Plan {
    /** The signal it came from. */
    Signal signal();

    /** How the contract was chosen, or why none was; empty when it did not come to choosing. */
    SelectionFunnel funnel();

    /** Calls the function of the case at hand. */
    default <T> T match(Function<Proposed, T> proposed, Function<NoTrade, T> noTrade) {
        return this instanceof Proposed it ? proposed.apply(it) : noTrade.apply((NoTrade) this);
    }

    /** There is something to enter. */
    record Proposed(Signal signal, TradeProposal proposal, SelectionFunnel funnel) implements Plan {}

    /**
     * There is nothing to enter.
     *
     * @param signal the strategy's answer, often HOLD
     * @param code short code such as "hold", "insufficient_bars", "no_viable_option", "rejected_confidence"
     * @param detail the figures, for a person; may be empty
     * @param funnel candidates looked at
     */
    record NoTrade(Signal signal, String code, String detail, SelectionFunnel funnel) implements Plan {}
}
