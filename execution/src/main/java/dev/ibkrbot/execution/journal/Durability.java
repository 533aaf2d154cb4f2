package dev.ibkrbot.execution.journal;

/** How much a journal promises when an append returns. */
public enum Durability {
    /** Every append is one commit, forced to the disk before it returns: for anything that talks to a real broker. */
    EVERY_APPEND,
    /**
     * Appends are collected and committed in batches and at close, without forcing the disk: for simulations, which
     * can be run again. The records and their hash are the same.
     */
    AT_CLOSE
}
