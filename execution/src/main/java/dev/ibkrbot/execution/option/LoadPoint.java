package dev.ibkrbot.execution.option;

import dev.ibkrbot.broker.value.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * What written options asked of the account at one moment. Immutable.
 *
 * @param at when
 * @param margin to keep all positions, by the standard rules; absent when a price was missing
 * @param cashOwed what all written puts could take at once
 */
public record LoadPoint(Instant at, Optional<Money> margin, Money cashOwed) {}
