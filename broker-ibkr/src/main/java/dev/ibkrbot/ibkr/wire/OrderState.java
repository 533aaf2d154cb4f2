package dev.ibkrbot.ibkr.wire;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Status of an open order, and what a preview says about margin and commission. Immutable.
 *
 * @param status as sent, such as PreSubmitted; not empty
 * @param commission expected
 * @param currency of the commissions; empty where unset
 * @param marginCurrency empty below server version 195
 * @param rejectReason empty below server version 195
 * @param warning for people; empty for none
 */
public record OrderState(
        String status,
        Margin initial,
        Margin maintenance,
        Margin equityWithLoan,
        Optional<BigDecimal> commission,
        Optional<BigDecimal> minCommission,
        Optional<BigDecimal> maxCommission,
        String currency,
        String marginCurrency,
        String rejectReason,
        String warning) {

    /** Whether the figures of a preview have come; a first answer may carry only a warning. */
    public boolean isPreview() {
        return initial.change().isPresent();
    }

    /** Whether it says what the order would cost, be it as a range. */
    public boolean hasCommission() {
        return commission.isPresent() || minCommission.isPresent() || maxCommission.isPresent();
    }

    /** One figure before an order, its change, and after it. */
    public record Margin(Optional<BigDecimal> before, Optional<BigDecimal> change, Optional<BigDecimal> after) {}
}
