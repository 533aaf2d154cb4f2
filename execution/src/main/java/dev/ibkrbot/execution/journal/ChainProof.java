package dev.ibkrbot.execution.journal;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Proves entries one after the other. An entry counts as proven, and is handed over, only when the hash kept behind it
 * (in the next row or in the head row) agrees. Confined to one thread.
 */
final class ChainProof {
    private final HashChain chain;
    private final Consumer<JournalEntry> reader;
    private Optional<JournalEntry> unsettled = Optional.empty();

    ChainProof(HashChain chain, Consumer<JournalEntry> reader) {
        this.chain = chain;
        this.reader = reader;
    }

    void add(JournalEntry entry) {
        chain.advance(entry.record());
        unsettled = Optional.of(entry);
    }

    /** Compares the hash kept behind the last entry with the one that follows from the entries. */
    void settle(String keptHash) {
        if (!chain.hash().equals(keptHash)) {
            throw new JournalDamagedException(
                    StrictMath.max(1, chain.sequence()),
                    "the records up to here do not give the hash that was kept behind them");
        }
        unsettled.ifPresent(reader);
        unsettled = Optional.empty();
    }
}
