package dev.ibkrbot.ibkr.request;

import dev.ibkrbot.broker.instrument.Instrument;
import dev.ibkrbot.ibkr.wire.ContractFacts;
import dev.ibkrbot.ibkr.wire.WireContract;

/**
 * An instrument as the broker lists it. Immutable.
 *
 * @param instrument ours
 * @param contract theirs, with its number
 * @param facts from contract details
 */
public record Listing(Instrument instrument, WireContract contract, ContractFacts facts) {}
