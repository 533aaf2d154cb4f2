package dev.ibkrbot.cli.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** A working folder to load configurations in. */
record Loading(Path folder, Map<String, String> environment, List<ConfigSources.FlagValue> flags) {

    static Loading in(Path folder) {
        return new Loading(folder, Map.of(), List.of());
    }

    Loading file(String name, String text) {
        return bytes(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file only its owner may read. */
    Loading bytes(String name, byte[] content) {
        try {
            Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mode(name, "rw-------");
    }

    Loading mode(String name, String permissions) {
        try {
            Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString(permissions));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Loading yaml(String text) {
        return file("bot.yaml", text);
    }

    Loading with(Map<String, String> variables) {
        return new Loading(folder, variables, flags);
    }

    Loading flag(String flag, String key, String text) {
        return new Loading(folder, environment, List.of(new ConfigSources.FlagValue(flag, key, text)));
    }

    ConfigResult load(String... files) {
        return ConfigLoader.load(
                new ConfigSources(folder, List.of(files).stream().map(Path::of).toList(), environment, flags));
    }

    EffectiveConfig effective(String... files) {
        return load(files).match(ConfigResult.Valid::effective, bad -> {
            throw new AssertionError(String.join("\n", lines(bad.problems())));
        });
    }

    BotConfig config(String... files) {
        return effective(files).config();
    }

    /** The lines of all errors. */
    List<String> errors(String... files) {
        return load(files)
                .match(
                        valid -> List.of(),
                        bad -> lines(
                                bad.problems().stream().filter(Problem::isError).toList()));
    }

    List<String> warnings(String... files) {
        return lines(effective(files).warnings());
    }

    static List<String> lines(List<Problem> problems) {
        return problems.stream().map(Problem::line).toList();
    }
}
