package dev.ibkrbot.ibkr.wire;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What became of orders. Exact decimals as sent. Order ids of other clients, 0 and negative ones occur. Immutable.
 */
public sealed interface OrderMessage extends Inbound {
    /**
     * The state of an order; duplicates are normal. Never a source of fills.
     *
     * @param status as sent, not empty
     * @param permId the broker's number, 0 while unknown
     * @param parentId 0 for none
     * @param whyHeld such as "locate"; empty for none
     */
    record Status(
            int orderId,
            String status,
            BigDecimal filled,
            BigDecimal remaining,
            Optional<BigDecimal> averageFillPrice,
            long permId,
            int parentId,
            Optional<BigDecimal> lastFillPrice,
            int clientId,
            String whyHeld)
            implements OrderMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /**
     * An order as the gateway has it, or the answer to a what-if.
     *
     * @param parentId 0 for none
     * @param whatIf this answers a preview and exists nowhere
     */
    record Open(
            int orderId,
            int clientId,
            int parentId,
            WireContract contract,
            WireOrder order,
            boolean whatIf,
            OrderState state)
            implements OrderMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** The list of open orders is complete. */
    record OpenEnd() implements OrderMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /**
     * An order that is over. It has no order id: match it by its ref or permanent id.
     *
     * @param status as sent, not empty
     * @param parentPermId 0 for none
     * @param completedStatus for people
     */
    record Completed(
            WireContract contract,
            WireOrder order,
            String status,
            BigDecimal filledQuantity,
            long parentPermId,
            String completedTime,
            String completedStatus)
            implements OrderMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** The list of completed orders is complete. */
    record CompletedEnd() implements OrderMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /**
     * An execution.
     *
     * @param requestId -1 when it just happened, else the request it answers
     */
    record Fill(int requestId, int orderId, WireContract contract, Execution execution) implements OrderMessage {
        /**
         * What was done.
         *
         * @param execId a correction differs from what it replaces only after the last dot
         * @param time as sent, in one of several shapes
         * @param side BOT or SLD
         * @param shares of this fill alone; positive
         * @param cumulativeQuantity of the order so far
         * @param liquidation 1 if the broker forced it
         * @param lastLiquidity 0 none, 1 added, 2 removed, 3 routed out
         * @param priceRevisionPending the price may still change; false below server version 178
         * @param submitter empty below server version 198
         */
        public record Execution(
                String execId,
                String time,
                String account,
                String exchange,
                String side,
                BigDecimal shares,
                BigDecimal price,
                long permId,
                int clientId,
                int liquidation,
                BigDecimal cumulativeQuantity,
                Optional<BigDecimal> averagePrice,
                String orderRef,
                int lastLiquidity,
                boolean priceRevisionPending,
                String submitter) {}

        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** The list of executions is complete. */
    record FillsEnd(int requestId) implements OrderMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** The cost of one execution; it may come late, before the execution, or not at all. */
    record Commission(
            String execId, Optional<BigDecimal> commission, String currency, Optional<BigDecimal> realizedProfit)
            implements OrderMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }
}
