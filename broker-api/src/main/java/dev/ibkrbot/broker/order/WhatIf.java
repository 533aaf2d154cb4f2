package dev.ibkrbot.broker.order;

import dev.ibkrbot.broker.value.Money;
import java.util.Optional;

/**
 * What an order would do to the account, without placing it. Every figure may be absent. Immutable.
 *
 * @param initialMarginBefore before the order
 * @param initialMarginChange by the order
 * @param initialMarginAfter after the order
 * @param maintenanceMarginBefore before the order
 * @param maintenanceMarginChange by the order
 * @param maintenanceMarginAfter after the order
 * @param equityWithLoanBefore before the order
 * @param equityWithLoanChange by the order
 * @param equityWithLoanAfter after the order
 * @param commission expected
 * @param minCommission lower bound
 * @param maxCommission upper bound
 * @param warning the broker's text
 */
public record WhatIf(
        Optional<Money> initialMarginBefore,
        Optional<Money> initialMarginChange,
        Optional<Money> initialMarginAfter,
        Optional<Money> maintenanceMarginBefore,
        Optional<Money> maintenanceMarginChange,
        Optional<Money> maintenanceMarginAfter,
        Optional<Money> equityWithLoanBefore,
        Optional<Money> equityWithLoanChange,
        Optional<Money> equityWithLoanAfter,
        Optional<Money> commission,
        Optional<Money> minCommission,
        Optional<Money> maxCommission,
        Optional<String> warning) {}
