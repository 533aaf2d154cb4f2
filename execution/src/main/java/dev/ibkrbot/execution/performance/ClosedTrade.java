package dev.ibkrbot.execution.performance;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.time.Instant;
import java.util.Objects;

/**
 * A position that was opened and closed again. Immutable.
 *
 * @param instrument what was traded
 * @param quantity signed: positive when it was bought first, negative when it was sold first; never zero
 * @param openedAt time of the first entry fill
 * @param closedAt time of the last exit fill, not before {@code openedAt}
 * @param entryPrice average per share
 * @param exitPrice average per share
 * @param profit what it earned after commissions, in the instrument's currency; negative is a loss
 * @param commissions paid on both sides, already taken off the profit; negative is a rebate
 * @param exitReason why it was closed, such as "target"; not blank
 */
public record ClosedTrade(
        Instrument instrument,
        Quantity quantity,
        Instant openedAt,
        Instant closedAt,
        Price entryPrice,
        Price exitPrice,
        Money profit,
        Money commissions,
        String exitReason) {

    /** Throws {@link IllegalArgumentException} naming the part that breaks its rule. */
    public ClosedTrade {
        Objects.requireNonNull(instrument, "instrument");
        Objects.requireNonNull(entryPrice, "entryPrice");
        Objects.requireNonNull(exitPrice, "exitPrice");
        if (quantity.isZero()) {
            throw new IllegalArgumentException("quantity is zero");
        }
        if (closedAt.isBefore(openedAt)) {
            throw new IllegalArgumentException("closedAt " + closedAt + " is before openedAt " + openedAt);
        }
        if (!profit.currency().equals(commissions.currency())) {
            throw new IllegalArgumentException("profit " + profit + " and commissions " + commissions + " differ");
        }
        if (exitReason.isBlank()) {
            throw new IllegalArgumentException("exitReason is blank");
        }
    }
}
