package dev.ibkrbot.ibkr.wire;

import java.math.BigDecimal;
import java.util.List;

/**
 * What can be traded and by which rules. Immutable.
 */
public sealed interface ContractMessage extends Inbound {
    /** One contract that matches a question; exchange and primary exchange are in the contract. */
    record Details(int requestId, WireContract contract, ContractFacts facts) implements ContractMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** No more contracts match. */
    record DetailsEnd(int requestId) implements ContractMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /**
     * Expirations and strikes of one trading class on one exchange; not every pair exists.
     *
     * @param expirations YYYYMMDD, in the gateway's order, which is none
     * @param strikes positive, in the gateway's order
     */
    record OptionParameters(
            int requestId,
            String exchange,
            int underlyingConId,
            String tradingClass,
            String multiplier,
            List<String> expirations,
            List<BigDecimal> strikes)
            implements ContractMessage {
        public OptionParameters {
            expirations = List.copyOf(expirations);
            strikes = List.copyOf(strikes);
        }

        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** No more classes. */
    record OptionParametersEnd(int requestId) implements ContractMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** The price increments from each lower edge upwards. */
    record MarketRule(int ruleId, List<Step> steps) implements ContractMessage {
        public MarketRule {
            steps = List.copyOf(steps);
        }

        /** From this price on, this increment holds. */
        public record Step(BigDecimal lowEdge, BigDecimal increment) {}

        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }
}
