package dev.ibkrbot.cli.command;

import dev.ibkrbot.cli.config.ConfigSources.FlagValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which simulated day it is, for commands that make one. Filled by picocli; confined to the main thread. */
final class SimulatedDayOptions {
    /** An ordinary Wednesday: fixed, so that the same command tells the same story tomorrow. */
    private static final String DEFAULT_DATE = "2026-11-18";

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the simulated market.")
    private Optional<String> seed = Optional.empty();

    @Option(
            names = "--date",
            paramLabel = "YYYY-MM-DD",
            defaultValue = DEFAULT_DATE,
            description = "Trading date to simulate (default: ${DEFAULT-VALUE}).")
    private LocalDate date = LocalDate.parse(DEFAULT_DATE);

    LocalDate date() {
        return date;
    }

    List<FlagValue> flags() {
        return seed.map(it -> List.of(new FlagValue("--seed", "sim.seed", it))).orElse(List.of());
    }
}
