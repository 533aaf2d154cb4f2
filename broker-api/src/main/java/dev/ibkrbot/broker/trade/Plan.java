package dev.ibkrbot.broker.trade;

import java.util.List;
import java.util.function.Function;

/** What came of looking at one symbol: a proposal, or a reason why not. Immutable. */
public sealed interface Plan {
    /** The signal it came from. */
    Signal signal();

    /** How the contract was chosen, or why none was; empty when it did not come to choosing. */
    SelectionFunnel funnel();

    /** What was asked before that and answered, in order; empty where there are no gates but the strategy's own. */
    List<GateAnswer> gates();

    /** This plan with the answers of gates in place of those it has. */
    Plan withGates(List<GateAnswer> answers);

    /** Calls the function of the case at hand. */
    default <T> T match(Function<Proposed, T> proposed, Function<NoTrade, T> noTrade) {
        return this instanceof Proposed it ? proposed.apply(it) : noTrade.apply((NoTrade) this);
    }

    /** There is something to enter. */
    record Proposed(Signal signal, TradeProposal proposal, SelectionFunnel funnel, List<GateAnswer> gates)
            implements Plan {
        public Proposed {
            gates = List.copyOf(gates);
        }

        /** A plan without gates. */
        public Proposed(Signal signal, TradeProposal proposal, SelectionFunnel funnel) {
            this(signal, proposal, funnel, List.of());
        }

        @Override
        public Proposed withGates(List<GateAnswer> answers) {
            return new Proposed(signal, proposal, funnel, answers);
        }
    }

    /**
     * There is nothing to enter.
     *
     * @param signal the strategy's answer, often HOLD
     * @param code short code such as "hold", "insufficient_bars", "no_viable_option", "rejected_confidence"
     * @param detail the figures, for a person; may be empty
     * @param funnel candidates looked at
     * @param gates what was asked before that
     */
    record NoTrade(Signal signal, String code, String detail, SelectionFunnel funnel, List<GateAnswer> gates)
            implements Plan {
        public NoTrade {
            gates = List.copyOf(gates);
        }

        /** A plan without gates. */
        public NoTrade(Signal signal, String code, String detail, SelectionFunnel funnel) {
            this(signal, code, detail, funnel, List.of());
        }

        @Override
        public NoTrade withGates(List<GateAnswer> answers) {
            return new NoTrade(signal, code, detail, funnel, answers);
        }
    }
}
