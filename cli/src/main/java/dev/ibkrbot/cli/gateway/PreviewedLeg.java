package dev.ibkrbot.cli.gateway;

import dev.ibkrbot.broker.order.OrderRole;
import dev.ibkrbot.broker.order.OrderTerms;
import dev.ibkrbot.broker.order.Side;
import dev.ibkrbot.broker.order.WhatIf;

/**
 * One order of a bracket and what it would do. Immutable.
 *
 * @param role entry or exit
 * @param side buy or sell
 * @param terms its prices
 * @param whatIf for an exit of a position that is not held yet: the fees alone
 */
public record PreviewedLeg(OrderRole role, Side side, OrderTerms terms, WhatIf whatIf) {
    /** Whether the account could not carry it. */
    boolean isBeyondAccount() {
        return whatIf.initialMarginAfter().isPresent()
                && whatIf.equityWithLoanAfter().isPresent()
                && whatIf.initialMarginAfter()
                                .get()
                                .compareTo(whatIf.equityWithLoanAfter().get())
                        > 0;
    }
}
