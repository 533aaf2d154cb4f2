package dev.ibkrbot.cli.config;

import java.util.List;

/**
 * A configuration with where each value came from and what is doubtful about it. {@code digest} is the SHA-256 (hex)
 * of all values with secrets masked, for the journal. Immutable.
 */
public record EffectiveConfig(BotConfig config, List<Value> values, List<Problem> warnings, String digest) {

    /** One key: its value as it would stand in a file, masked when secret and empty when absent. */
    public record Value(String key, String text, Origin origin) {}

    public EffectiveConfig {
        values = List.copyOf(values);
        warnings = List.copyOf(warnings);
    }
}
