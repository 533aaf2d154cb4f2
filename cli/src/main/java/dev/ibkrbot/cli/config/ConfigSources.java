package dev.ibkrbot.cli.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where a configuration comes from: files in the order given (later ones win), the environment, and flags. With no
 * file, {@code bot.yaml} of the working folder is read if there is one; {@code .env} of that folder always is.
 * Immutable.
 */
public record ConfigSources(
        Path workingFolder, List<Path> files, Map<String, String> environment, List<FlagValue> flags) {

    /** One command-line flag: how the user wrote it, the key it sets, and its text. */
    public record FlagValue(String flag, String key, String text) {}

    public ConfigSources {
        files = List.copyOf(files);
        environment = Map.copyOf(environment);
        flags = List.copyOf(flags);
    }

    /** Nothing but the defaults and what lies in the given folder. */
    public static ConfigSources in(Path workingFolder) {
        return new ConfigSources(workingFolder, List.of(), Map.of(), List.of());
    }

    public ConfigSources withFiles(List<Path> named) {
        return new ConfigSources(workingFolder, named, environment, flags);
    }

    public ConfigSources withEnvironment(Map<String, String> variables) {
        return new ConfigSources(workingFolder, files, variables, flags);
    }

    public ConfigSources withFlags(List<FlagValue> given) {
        return new ConfigSources(workingFolder, files, environment, given);
    }
}
