package dev.ibkrbot.cli.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the key of the table behind each environment variable. A variable of a known section with an unknown key is a
 * problem; all others are none of our business.
 */
final class EnvironmentLayer {
    private static final Map<String, KeySpec<?>> BY_VARIABLE = byVariable();

    private EnvironmentLayer() {}

    static List<Setting> read(List<DotEnv.Variable> variables, int rank, List<Problem> problems) {
        List<Setting> settings = new ArrayList<>();
        for (DotEnv.Variable variable : variables) {
            Optional<KeySpec<?>> key = find(variable.name());
            key.ifPresent(known -> settings.add(new Setting(
                    known, new RawNode.Scalar(variable.value(), RawNode.Style.UNTYPED, variable.origin()), rank)));
            if (key.isEmpty() && isOurs(variable.name())) {
                problems.add(unknown(variable));
            }
        }
        return settings;
    }

    /** The key a variable sets. */
    static Optional<KeySpec<?>> find(String variable) {
        return Optional.ofNullable(BY_VARIABLE.get(variable));
    }

    private static boolean isOurs(String variable) {
        int split = variable.indexOf("__");
        return split > 0
                && KeyTable.SECTIONS.containsKey(variable.substring(0, split).toLowerCase(Locale.ROOT));
    }

    private static Problem unknown(DotEnv.Variable variable) {
        String upper = variable.name().toUpperCase(Locale.ROOT);
        return Problem.error(
                "",
                variable.origin(),
                "no key belongs to the variable " + Quoting.plain(variable.name()),
                BY_VARIABLE.containsKey(upper)
                        ? "write it in capitals: " + upper
                        : Suggestion.orElse(upper, BY_VARIABLE.keySet(), "remove it"));
    }

    private static Map<String, KeySpec<?>> byVariable() {
        Map<String, KeySpec<?>> keys = new HashMap<>();
        for (KeySpec<?> key : KeyTable.ALL) {
            key.variable().ifPresent(name -> keys.put(name, key));
            key.seedVariables().forEach(name -> keys.put(name, key));
        }
        return Map.copyOf(keys);
    }
}
