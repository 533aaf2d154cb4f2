package dev.ibkrbot.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SafetyTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trading: {}                     | PAPER",
                "broker: {kind: stub}            | PAPER",
                "broker: {kind: sim}             | PAPER",
                "broker: {kind: ibkr}            | DRY_RUN",
                "dry_run: true                   | DRY_RUN",
                "dry_run: false                  | PAPER",
                "{dry_run: false, broker: {kind: ibkr}} | PAPER",
                "{dry_run: true, trading: {mode: dry-run}} | DRY_RUN",
                "{dry_run: false, trading: {mode: paper}} | PAPER",
                "{broker: {kind: ibkr, account: U1234567, port: 4001}, trading: {mode: live}} | LIVE",
                "{broker: {kind: ibkr, account: U1234567, port: 4000}, trading: {mode: live}} | LIVE",
                "{broker: {kind: ibkr, account: U1234567, port: 4001}} | DRY_RUN"
            })
    void decidesTheMode(String yaml, BotConfig.Mode expected) {
        assertThat(Loading.in(folder).yaml(yaml).config().trading().mode()).isEqualTo(expected);
    }

    static Stream<Arguments> contradictions() {
        String live = "trading: {mode: live}\nbroker:\n  kind: ibkr\n";
        String paper = "trading: {mode: paper}\nbroker:\n  kind: ibkr\n";
        return Stream.of(
                arguments(
                        live + "  port: 4001",
                        "bot.yaml:1: trading.mode: live without an account; "
                                + "write broker.account, so that no other account can be traded"),
                arguments(
                        live + "  port: 4002\n  account: U1234567",
                        "bot.yaml:4: broker.port: 4002 is a paper port, but the mode is live; "
                                + "write 4001 or 7496, or mode paper"),
                arguments(
                        live + "  port: 7496\n  account: DU1234567",
                        "bot.yaml:5: broker.account: a paper account (D...), but the mode is live; "
                                + "write the live account, or mode paper"),
                arguments(
                        paper + "  port: 4001",
                        "bot.yaml:4: broker.port: 4001 is a live port, but the mode is paper; "
                                + "write 4002 or 7497, or mode live"),
                arguments(
                        paper + "  account: U1234567",
                        "bot.yaml:4: broker.account: not a paper account (D...), but the mode is paper; "
                                + "write the paper account, or mode live"),
                arguments(
                        paper + "  read_only: true",
                        "bot.yaml:4: broker.read_only: true, but paper sends orders; write false, or mode dry-run"),
                arguments(
                        "trading: {mode: live}\nbroker:\n  kind: ibkr\n  port: 4001\n  account: U1234567\n  delayed_data: true",
                        "bot.yaml:6: broker.delayed_data: true, but real money is risked on live data only; "
                                + "write false, or mode paper"),
                arguments(
                        "trading: {mode: live}",
                        "bot.yaml:1: trading.mode: live with the simulated broker; "
                                + "write broker.kind: ibkr, or mode paper"),
                arguments(
                        "dry_run: true\ntrading: {mode: paper}",
                        "bot.yaml:1: dry_run: dry_run (bot.yaml:1) and trading.mode (bot.yaml:2) disagree; "
                                + "write only trading.mode: dry-run, paper or live"),
                arguments(
                        "schedule:\n  last_entry: \"15:50\"",
                        "bot.yaml:2: schedule.last_entry: 15:50 is not before 15:50, when "
                                + "flatten_before_close_minutes sells everything; "
                                + "write an earlier time, or fewer minutes"),
                arguments(
                        "schedule: {last_entry: \"16:01\"}",
                        "bot.yaml:1: schedule.last_entry: 16:01 is outside 09:30 to 16:00; "
                                + "write a time of the regular session"),
                arguments(
                        "strategy: {name: whale, merge: growth}",
                        "bot.yaml:1: strategy.merge: lets whale override scalp, but strategy.name is whale; "
                                + "write none, or name scalp"));
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void refusesContradictions(String yaml, String expected) {
        assertThat(Loading.in(folder).yaml(yaml).errors()).containsExactly(expected);
    }

    @Test
    void aStrongerDryRunHoldsOrdersBack() {
        Loading loading = Loading.in(folder).yaml("trading: {mode: paper}").with(Map.of("DRY_RUN", "true"));

        assertThat(loading.config().trading().mode()).isEqualTo(BotConfig.Mode.DRY_RUN);
        assertThat(loading.warnings())
                .containsExactly("environment DRY_RUN: dry_run: dry_run (environment DRY_RUN) and trading.mode "
                        + "(bot.yaml:1) disagree; environment DRY_RUN wins; "
                        + "write only trading.mode: dry-run, paper or live");
    }

    @Test
    void nothingLiftsAWrittenDryRunWithoutNamingTheMode() {
        Loading loading = Loading.in(folder).yaml("trading: {mode: dry-run}").with(Map.of("DRY_RUN", "false"));

        assertThat(loading.errors())
                .containsExactly("environment DRY_RUN: dry_run: dry_run (environment DRY_RUN) and trading.mode "
                        + "(bot.yaml:1) disagree; write only trading.mode: dry-run, paper or live");
    }

    @Test
    void aFlagBeatsAWrittenDryRun() {
        Loading loading = Loading.in(folder).yaml("dry_run: true").flag("--mode", "trading.mode", "paper");

        assertThat(loading.config().trading().mode()).isEqualTo(BotConfig.Mode.PAPER);
        assertThat(loading.warnings()).hasSize(2);
    }

    @Test
    void warnsLoudlyOfAnAccountWrecker() {
        String yaml = """
            dry_run: false
            broker: {kind: ibkr, port: 4002}
            risk:
              max_risk_pct_per_trade: 0.80
              stop_loss_pct: 0.05
            schedule: {interval_seconds: 15}
            options: {min_volume: 10, max_spread_pct: 6.0}
            """;

        assertThat(Loading.in(folder).yaml(yaml).warnings())
                .containsExactly(
                        "bot.yaml:1: dry_run: is an old spelling; write it as trading.mode: paper or live",
                        "bot.yaml:4: risk.max_risk_pct_per_trade: DANGEROUS: risks more than 10 % of equity in one "
                                + "trade; 0.01 to 0.02 is usual",
                        "bot.yaml:5: risk.stop_loss_pct: a stop this near is inside the spread of many options and "
                                + "fills at once; 0.1 or more is usual",
                        "bot.yaml:4: risk.max_risk_pct_per_trade: one trade may lose more than max_daily_loss_pct; "
                                + "write a smaller fraction",
                        "bot.yaml:6: schedule.interval_seconds: DANGEROUS: less than a minute between decisions "
                                + "exhausts a gateway's request limits; 300 is usual",
                        "bot.yaml:7: options.max_spread_pct: a spread above 5 % takes a good part of the profit; "
                                + "2 is usual",
                        "bot.yaml:7: options.min_volume: options this thinly traded may not be sold again at a fair "
                                + "price; 100 is usual");
        assertThat(Loading.in(folder).yaml(yaml.replace("4002", "4001")).errors())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "options: {max_spread_pct: 0.02} | options.max_spread_pct | looks like a fraction",
                "options: {max_spread_pct: 21}   | options.max_spread_pct | a spread above 20 %",
                "schedule: {interval_seconds: 299} | schedule.interval_seconds | below 300",
                "mode: growth                    | mode | is an old spelling",
                "risk: {whale_alloc_pct: 0.15}   | risk.whale_alloc_pct | has no effect",
                "broker: {port: 7497}            | broker.port | has no effect with the simulated broker",
                "historical: {timeout: 60}       | historical.timeout | is set, but history requests"
            })
    void warnsOf(String yaml, String key, String beginning) {
        assertThat(Loading.in(folder).yaml(yaml).effective().warnings())
                .singleElement()
                .satisfies(warning -> {
                    assertThat(warning.key()).isEqualTo(key);
                    assertThat(warning.what()).startsWith(beginning);
                });
    }

    @Test
    void readsTheOldModeAsTheMerge() {
        assertThat(Loading.in(folder).yaml("mode: hybrid").config().strategy().merge())
                .isEqualTo(BotConfig.Merge.WHALE_OVERRIDES);
    }
}
