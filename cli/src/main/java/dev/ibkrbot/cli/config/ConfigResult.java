package dev.ibkrbot.cli.config;

import java.util.List;
import java.util.function.Function;

/** What loading came to: a configuration to run with, or every problem found. Immutable. */
public sealed interface ConfigResult {

    /** All rules hold. */
    record Valid(EffectiveConfig effective) implements ConfigResult {}

    /** At least one problem is an error; warnings found on the way follow the errors. The caller exits with 2. */
    record Invalid(List<Problem> problems) implements ConfigResult {
        public Invalid {
            problems = List.copyOf(problems);
        }

        /** The problems without warnings and notes; never empty. */
        public List<Problem> errors() {
            return problems.stream().filter(Problem::isError).toList();
        }
    }

    /** Calls the function of the case at hand. */
    default <R> R match(Function<Valid, R> valid, Function<Invalid, R> invalid) {
        return this instanceof Valid good ? valid.apply(good) : invalid.apply((Invalid) this);
    }
}
