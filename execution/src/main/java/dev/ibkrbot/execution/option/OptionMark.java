package dev.ibkrbot.execution.option;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.pricing.Greeks;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one option was worth at a moment at which both sides of its market were there. Immutable.
 *
 * @param contract the option
 * @param held from this moment on, signed, short negative; zero for what was just left
 * @param price per share: the middle of its market
 * @param underlying price per share of what it derives from
 * @param vol implied volatility, annualised; absent where the feed has none
 * @param greeks per share; absent where the feed has none
 */
public record OptionMark(
        OptionContract contract,
        Quantity held,
        Price price,
        Price underlying,
        OptionalDouble vol,
        Optional<Greeks> greeks) {}
