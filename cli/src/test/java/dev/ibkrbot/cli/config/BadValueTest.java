package dev.ibkrbot.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BadValueTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> outOfRange() {
        return Stream.of(
                arguments(
                        "broker: {port: 0}",
                        "bot.yaml:1: broker.port: 0 is below 1; write a whole number from 1 to 65535"),
                arguments(
                        "broker: {port: 70000}",
                        "bot.yaml:1: broker.port: 70000 is above 65535; write a whole number from 1 to 65535"),
                arguments(
                        "risk:\n  max_daily_loss_pct: 1.5",
                        "bot.yaml:2: risk.max_daily_loss_pct: 1.5 is above 1; write 0.015 for 1.5 %"),
                arguments(
                        "schedule: {interval_seconds: 9}",
                        "bot.yaml:1: schedule.interval_seconds: 9 is below 10; "
                                + "write a whole number from 10 to 3600"),
                arguments(
                        "schedule: {interval_seconds: 3601}",
                        "bot.yaml:1: schedule.interval_seconds: 3601 is above 3600; "
                                + "write a whole number from 10 to 3600"),
                arguments(
                        "schedule: {max_concurrent_symbols: 0}",
                        "bot.yaml:1: schedule.max_concurrent_symbols: 0 is below 1; "
                                + "write a whole number from 1 to 32"),
                arguments(
                        "schedule: {max_concurrent_symbols: 33}",
                        "bot.yaml:1: schedule.max_concurrent_symbols: 33 is above 32; "
                                + "write a whole number from 1 to 32"),
                arguments(
                        "options: {max_spread_pct: 101}",
                        "bot.yaml:1: options.max_spread_pct: 101 is above 100; write a number above 0 up to 100"),
                arguments(
                        "options: {moneyness: foo}",
                        "bot.yaml:1: options.moneyness: 'foo' is not one of atm, itmp1, otmp1; "
                                + "write one of these"),
                arguments(
                        "mode: foo", "bot.yaml:1: mode: 'foo' is not one of none, growth, hybrid; write one of these"));
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    @Tag("CF2")
    void namesTheKeyThatIsOutOfRange(String yaml, String expected) {
        assertThat(Loading.in(folder).yaml(yaml).errors()).containsExactly(expected);
    }

    static Stream<Arguments> times() {
        return Stream.of(
                arguments(
                        "schedule:\n  last_entry: 16:00",
                        "bot.yaml:2: schedule.last_entry: 16:00 has no quotes, and many YAML readers take it for the "
                                + "number 960; write \"16:00\""),
                arguments(
                        "schedule: {last_entry: 9:45}",
                        "bot.yaml:1: schedule.last_entry: 9:45 has no quotes, and many YAML readers take it for the "
                                + "number 585; write \"09:45\""),
                arguments(
                        "schedule: {last_entry: \"24:00\"}",
                        "bot.yaml:1: schedule.last_entry: '24:00' is not a time of day; "
                                + "write a time such as \"15:45\", in quotes"),
                arguments(
                        "schedule: {interval_seconds: 5:00}",
                        "bot.yaml:1: schedule.interval_seconds: '5:00' is a time, not a number; "
                                + "write a whole number from 10 to 3600"));
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                arguments(
                        "options: {min_volume: 010}",
                        "bot.yaml:1: options.min_volume: '010' begins with 0, which some readers take for octal; "
                                + "write 10"),
                arguments(
                        "options: {min_volume: 0x1F}",
                        "bot.yaml:1: options.min_volume: '0x1F' is not a plain decimal number; "
                                + "write a whole number from 0 to 1000000"),
                arguments(
                        "options: {min_volume: 1_000}",
                        "bot.yaml:1: options.min_volume: '1_000' is not a plain decimal number; "
                                + "write a whole number from 0 to 1000000"),
                arguments(
                        "options: {min_volume: 1e3}",
                        "bot.yaml:1: options.min_volume: '1e3' is not a plain decimal number; "
                                + "write a whole number from 0 to 1000000"),
                arguments(
                        "options: {min_volume: 100.5}",
                        "bot.yaml:1: options.min_volume: 100.5 is not a whole number; "
                                + "write a whole number from 0 to 1000000"),
                arguments(
                        "risk: {stop_loss_pct: .nan}",
                        "bot.yaml:1: risk.stop_loss_pct: '.nan' is not a finite number; "
                                + "write a fraction above 0 up to 0.99"),
                arguments(
                        "risk: {stop_loss_pct: -.INF}",
                        "bot.yaml:1: risk.stop_loss_pct: '-.INF' is not a finite number; "
                                + "write a fraction above 0 up to 0.99"),
                arguments(
                        "risk: {stop_loss_pct: -0.2}",
                        "bot.yaml:1: risk.stop_loss_pct: -0.2 is not above 0; write a fraction above 0 up to 0.99"),
                arguments(
                        "risk: {take_profit_pct: 30%}",
                        "bot.yaml:1: risk.take_profit_pct: '30%' is not a plain decimal number; "
                                + "write it as a fraction: 0.3"),
                arguments(
                        "risk: {max_risk_pct_per_trade: 2}",
                        "bot.yaml:1: risk.max_risk_pct_per_trade: 2 is above 1; write 0.02 for 2 %"),
                arguments(
                        "risk: {stop_loss_pct: \"0.2\"}",
                        "bot.yaml:1: risk.stop_loss_pct: '0.2' is text because of its quotes; "
                                + "write 0.2 without quotes"),
                arguments(
                        "risk:\n  stop_loss_pct: 0,2",
                        "bot.yaml:2: risk.stop_loss_pct: '0,2' is not a plain decimal number; "
                                + "write a fraction above 0 up to 0.99"));
    }

    static Stream<Arguments> words() {
        return Stream.of(
                arguments(
                        "options: {allow_puts: no}",
                        "bot.yaml:1: options.allow_puts: 'no' is neither true nor false; write true or false"),
                arguments(
                        "options: {allow_puts: off}",
                        "bot.yaml:1: options.allow_puts: 'off' is neither true nor false; write true or false"),
                arguments("dry_run: 1", "bot.yaml:1: dry_run: '1' is neither true nor false; write true or false"),
                arguments(
                        "broker: {port: }",
                        "bot.yaml:1: broker.port: has no value; "
                                + "write a whole number from 1 to 65535, or delete it for the default"),
                arguments(
                        "broker: {host: ~}",
                        "bot.yaml:1: broker.host: has no value; "
                                + "write a host name or address, or delete it for the default"),
                arguments(
                        "broker: {port: [4002]}",
                        "bot.yaml:1: broker.port: holds a list; write a whole number from 1 to 65535"),
                arguments(
                        "broker: {host: \"${GATEWAY}\"}",
                        "bot.yaml:1: broker.host: placeholders like ${...} are not expanded; "
                                + "write the value, or set the environment variable of this key instead"),
                arguments(
                        "trading: {mode: papr}",
                        "bot.yaml:1: trading.mode: 'papr' is not one of dry-run, paper, live; "
                                + "did you mean 'paper'?"),
                arguments(
                        "historical: {duration: \"60 M\"}",
                        "bot.yaml:1: historical.duration: '60 M' is not seconds, days or weeks such as \"3600 S\"; "
                                + "write seconds, days or weeks such as \"3600 S\""),
                arguments("symbols: [SPY, QQQ, SPY]", "bot.yaml:1: symbols: SPY stands twice; name each symbol once"),
                arguments(
                        "symbols:\n  - SPY\n  - spy",
                        "bot.yaml:3: symbols: 'spy' is not a ticker symbol in capitals; "
                                + "write a ticker symbol in capitals"),
                arguments(
                        "symbols: SPY",
                        "bot.yaml:1: symbols: holds 'SPY' instead of a list; write a list such as [SPY, QQQ]"),
                arguments(
                        "broker: {host: \"a\\u202eb\\u001b[31m\"}",
                        "bot.yaml:1: broker.host: 'a\\u202eb\\u001b[31m' is not a host name or address; "
                                + "write a host name or address"));
    }

    @ParameterizedTest
    @MethodSource({"times", "numbers", "words"})
    void refusesWhatAReaderCouldMisread(String yaml, String expected) {
        assertThat(Loading.in(folder).yaml(yaml).errors()).containsExactly(expected);
    }

    @Test
    @Tag("CF4")
    void refusesAnEmptyListOfSymbols() {
        assertThat(Loading.in(folder).yaml("symbols: []").errors())
                .containsExactly("bot.yaml:1: symbols: the list is empty; name at least one symbol, such as [SPY]");
        assertThat(Loading.in(folder).with(Map.of("SYMBOLS", ",")).errors())
                .contains("environment SYMBOLS: symbols: the list is empty; "
                        + "name at least one symbol, such as [SPY]");
    }

    @Test
    void takesTickersThatLookLikeOtherThings() {
        assertThat(Loading.in(folder)
                        .yaml("symbols: [ON, NO, TRUE, BRK B, \"BF.B\"]")
                        .config()
                        .symbols())
                .isEqualTo(List.of("ON", "NO", "TRUE", "BRK B", "BF.B"));
    }

    @Test
    void listsAllProblemsAtOnce() {
        String yaml = """
            symbols: []
            risk:
              max_daily_los_pct: 0.1
              stop_loss_pct: 20
            schedule:
              last_entry: 16:00
            nonsense: 1
            """;

        assertThat(Loading.in(folder)
                        .yaml(yaml)
                        .with(Map.of("BROKER__PORT", "0"))
                        .errors())
                .containsExactly(
                        "bot.yaml:3: risk.max_daily_los_pct: no such key; did you mean 'risk.max_daily_loss_pct'?",
                        "bot.yaml:7: nonsense: no such key; 'bot config init' writes a file with every key",
                        "bot.yaml:1: symbols: the list is empty; name at least one symbol, such as [SPY]",
                        "bot.yaml:4: risk.stop_loss_pct: 20 is above 0.99; write 0.2 for 20 %",
                        "bot.yaml:6: schedule.last_entry: 16:00 has no quotes, and many YAML readers take it for the "
                                + "number 960; write \"16:00\"",
                        "environment BROKER__PORT: broker.port: 0 is below 1; "
                                + "write a whole number from 1 to 65535");
    }

    @Test
    void stopsListingAfterAHundred() {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < 150; i++) {
            yaml.append("unknown").append(i).append(": 1\n");
        }

        assertThat(Loading.in(folder).yaml(yaml.toString()).errors())
                .hasSize(101)
                .last()
                .isEqualTo("bot.yaml:101: 50 more problems of this kind; solve the first ones");
    }
}
