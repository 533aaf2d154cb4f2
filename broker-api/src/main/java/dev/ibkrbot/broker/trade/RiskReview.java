package dev.ibkrbot.broker.trade;

import dev.ibkrbot.broker.order.ApprovalDigest;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** What risk says to a proposal. Immutable. */
public sealed interface RiskReview {
    /** Calls the function of the case at hand. */
    default <T> T match(Function<Approved, T> approved, Function<Denied, T> denied) {
        return this instanceof Approved it ? approved.apply(it) : denied.apply((Denied) this);
    }

    /**
     * Go ahead with this much, until then.
     *
     * @param proposal what was judged
     * @param quantity how many contracts or shares; positive
     * @param digest evidence that goes with every order of it
     * @param expires not to be sent after this moment
     */
    record Approved(TradeProposal proposal, Quantity quantity, ApprovalDigest digest, Instant expires)
            implements RiskReview {
        public Approved {
            if (!quantity.isPositive()) {
                throw new IllegalArgumentException("approved quantity is not positive: " + quantity);
            }
        }
    }

    /** Every check that said no, in the order of the checks; at least one. */
    record Denied(TradeProposal proposal, List<Denial> denials) implements RiskReview {
        public Denied {
            denials = List.copyOf(denials);
            if (denials.isEmpty()) {
                throw new IllegalArgumentException("a denial without reason");
            }
        }
    }
}
