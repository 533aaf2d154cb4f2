/**
 * A simulated broker: an exchange that matches orders against a {@link dev.ibkrbot.stub.sim.Market}, an account ledger,
 * fees, and the clock that drives them.
 */
package dev.ibkrbot.stub.sim;
