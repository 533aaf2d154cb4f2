package dev.ibkrbot.cli.config;

import static dev.ibkrbot.cli.config.KeySpec.of;
import static java.time.temporal.ChronoUnit.SECONDS;

import java.time.Duration;

/** The keys of waiting for a gateway. */
final class StartupKeys {
    private StartupKeys() {}

    static final KeySpec<Duration> RETRY_INTERVAL = of(
                    "broker.retry_interval_seconds",
                    NumberTypes.duration(SECONDS, 1, 300),
                    "5",
                    "First pause between two tries of a run to reach its gateway; doubles up to 30 s.")
            .variable("GATEWAY_RETRY_INTERVAL");
    static final KeySpec<Integer> MAX_RETRIES = of(
                    "broker.max_retries",
                    NumberTypes.integer(1, 1000),
                    "30",
                    "So many failed tries are told as critical (WARNING after 3, ERROR after 10).")
            .variable("GATEWAY_MAX_RETRIES");
    static final KeySpec<Duration> TIMEOUT = of(
                    "broker.startup_timeout_seconds",
                    NumberTypes.duration(SECONDS, 10, 86_400),
                    "300",
                    "And so long without a gateway, however few the tries.")
            .variable("GATEWAY_STARTUP_TIMEOUT");
    static final KeySpec<Boolean> GIVE_UP = of(
            "broker.give_up",
            TextTypes.flag(),
            "false",
            "true ends a run whose gateway never was ready then (exit 3 or 4); false goes on trying.");
}
