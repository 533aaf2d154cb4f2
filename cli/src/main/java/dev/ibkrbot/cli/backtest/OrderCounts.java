package dev.ibkrbot.cli.backtest;

/**
 * What became of the orders of a run. A dry run submits none. Immutable.
 *
 * @param reported orders that a dry run only reported, exits included
 * @param submitted orders handed to the broker, exits included
 * @param entries of those, the ones that open
 * @param filled executions
 * @param canceled orders that ended without a complete fill, by cancel or expiry
 * @param rejected orders the broker refused
 * @param denied entries risk refused
 */
public record OrderCounts(
        long reported, long submitted, long entries, long filled, long canceled, long rejected, long denied) {}
