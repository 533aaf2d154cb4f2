package dev.ibkrbot.risk.sizing;

import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Quantity;

/**
 * What one cap leaves room for. Immutable.
 *
 * @param cap which
 * @param budget what it has to give, rounded down at 1e-8
 * @param perUnit what one contract or share takes of it, rounded up at 1e-8
 * @param quantity whole units that fit, computed without rounding in between; zero or more
 */
public record Allowance(Cap cap, Money budget, Money perUnit, Quantity quantity) {}
