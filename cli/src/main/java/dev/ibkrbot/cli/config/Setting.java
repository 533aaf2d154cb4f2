package dev.ibkrbot.cli.config;

/** One key set in one place: its path, the text there, and the rank of the place (higher wins). Immutable. */
record Setting(KeySpec<?> key, RawNode node, int rank) {}
