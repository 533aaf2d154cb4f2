package dev.ibkrbot.broker.order;

import dev.ibkrbot.broker.value.Quantity;

/**
 * An order that lives at the broker. Immutable.
 *
 * @param order as the broker has it
 * @param filled so far, by the broker's account; zero or more
 */
public record OpenOrder(Order order, Quantity filled) {}
