package dev.ibkrbot.ibkr.wire;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What we own. Exact decimals as sent. Immutable.
 */
public sealed interface AccountMessage extends Inbound {
    /** One value of an account; whether it is a number depends on the key. */
    record Value(String key, String value, String currency, String account) implements AccountMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /**
     * A position with its valuation.
     *
     * @param position signed; 0 when closed
     * @param marketPrice per share, an estimate; NaN when absent
     * @param marketValue an estimate; NaN when absent
     * @param averageCost per unit including multiplier and commissions
     */
    record Holding(
            WireContract contract,
            BigDecimal position,
            double marketPrice,
            double marketValue,
            Optional<BigDecimal> averageCost,
            Optional<BigDecimal> unrealizedProfit,
            Optional<BigDecimal> realizedProfit,
            String account)
            implements AccountMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** When the account was last updated, HH:mm. */
    record UpdateTime(String time) implements AccountMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** The first full set of values and holdings is complete. */
    record DownloadEnd(String account) implements AccountMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** One value of an account summary. */
    record Summary(int requestId, String account, String tag, String value, String currency) implements AccountMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** The first full summary is complete. */
    record SummaryEnd(int requestId) implements AccountMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /**
     * A position.
     *
     * @param position signed; 0 when closed
     * @param averageCost per unit including multiplier and commissions
     */
    record PositionLine(String account, WireContract contract, BigDecimal position, Optional<BigDecimal> averageCost)
            implements AccountMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** The first full list of positions is complete. */
    record PositionsEnd() implements AccountMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** Of an account. */
    record ProfitAndLoss(
            int requestId, Optional<BigDecimal> daily, Optional<BigDecimal> unrealized, Optional<BigDecimal> realized)
            implements AccountMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }

    /** Of one contract in an account. */
    record ContractProfitAndLoss(
            int requestId,
            BigDecimal position,
            Optional<BigDecimal> daily,
            Optional<BigDecimal> unrealized,
            Optional<BigDecimal> realized,
            Optional<BigDecimal> value)
            implements AccountMessage {
        @Override
        public void deliverTo(InboundHandler handler) {
            handler.on(this);
        }
    }
}
