package dev.ibkrbot.broker.order;

/**
 * Hands out order ids, each larger than all before, also across restarts. Confined to the engine thread; execution
 * implements it durably.
 */
public interface OrderIds {
    OrderId next();
}
