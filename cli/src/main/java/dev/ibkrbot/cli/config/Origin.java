package dev.ibkrbot.cli.config;

import java.util.Optional;

/**
 * Where a value was written. {@code source} is the file as the user named it (empty for other kinds); {@code name} is
 * the environment variable or flag (empty for files and defaults); line and column count from 1 and are 0 where there
 * are none. Immutable.
 */
public record Origin(Kind kind, String source, String name, int line, int column) {

    /** The kind of place, from the weakest to the strongest. */
    public enum Kind {
        DEFAULT,
        FILE,
        DOTENV,
        ENVIRONMENT,
        FLAG
    }

    static Origin byDefault() {
        return new Origin(Kind.DEFAULT, "", "", 0, 0);
    }

    static Origin file(String file, int line, int column) {
        return new Origin(Kind.FILE, file, "", line, column);
    }

    static Origin dotEnv(String file, int line, String variable) {
        return new Origin(Kind.DOTENV, file, variable, line, 1);
    }

    static Origin environment(String variable) {
        return new Origin(Kind.ENVIRONMENT, "", variable, 0, 0);
    }

    static Origin flag(String flag) {
        return new Origin(Kind.FLAG, "", flag, 0, 0);
    }

    /** The file, when the value stands in one. */
    public Optional<String> file() {
        return source.isEmpty() ? Optional.empty() : Optional.of(source);
    }

    /** For people: {@code default}, {@code bot.yaml:12}, {@code .env:3 (IBKR_PORT)}, {@code environment IBKR_PORT}. */
    @Override
    public String toString() {
        return switch (kind) {
            case DEFAULT -> "default";
            case FILE -> line > 0 ? source + ":" + line : source;
            case DOTENV -> source + ":" + line + " (" + name + ")";
            case ENVIRONMENT -> "environment " + name;
            case FLAG -> "flag " + name;
        };
    }
}
