package dev.ibkrbot.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.value.Percent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {
    @TempDir
    private Path folder;

    @Test
    @Tag("CF3")
    void environmentBeatsTheFile() {
        BotConfig config = Loading.in(folder)
                .yaml("risk: {max_daily_loss_pct: 0.15}")
                .with(Map.of("RISK__MAX_DAILY_LOSS_PCT", "0.05"))
                .config();

        assertThat(config.risk().maxDailyLoss()).isEqualTo(Percent.of("5"));
    }

    @Test
    void strongerPlacesWinAndEachValueTellsItsOrigin() {
        EffectiveConfig effective = Loading.in(folder)
                .file("a.yaml", "broker: {port: 1001, client_id: 1, host: a}\noptions: {min_dte: 2}\n")
                .file("b.yaml", "broker:\n  port: 1002\n  client_id: 2\n  host: b\n")
                .file(".env", "BROKER__PORT=1003\nexport IBKR_CLIENT_ID='3' # gateway\n")
                .with(Map.of("IBKR_PORT", "1004"))
                .flag("--symbols", "symbols", "IWM,SPY")
                .effective("a.yaml", "b.yaml");

        assertThat(effective.values().stream()
                        .filter(value -> value.origin().kind() != Origin.Kind.DEFAULT)
                        .map(value -> value.key() + " = " + value.text() + " from " + value.origin()))
                .containsExactly(
                        "symbols = [IWM, SPY] from flag --symbols",
                        "broker.host = \"b\" from b.yaml:4",
                        "broker.port = 1004 from environment IBKR_PORT",
                        "broker.client_id = 3 from .env:2 (IBKR_CLIENT_ID)",
                        "options.min_dte = 2 from a.yaml:2");
    }

    @Test
    void takesListsAsJsonOrWithCommas() {
        assertThat(Loading.in(folder)
                        .with(Map.of("SYMBOLS", "[\"SPY\", \"IWM\"]"))
                        .config()
                        .symbols())
                .isEqualTo(List.of("SPY", "IWM"));
        assertThat(Loading.in(folder)
                        .with(Map.of("SYMBOLS", "SPY, IWM"))
                        .config()
                        .symbols())
                .isEqualTo(List.of("SPY", "IWM"));
    }

    @Test
    void refusesUnknownVariablesOfKnownSectionsOnly() {
        Map<String, String> variables = Map.of(
                "RISK__MAX_DAILY_LOS_PCT", "0.1",
                "risk__stop_loss_pct", "0.1",
                "OTHER__THING", "x",
                "IBKR_PASSWORD", "x",
                "PATH", "/bin");

        assertThat(Loading.in(folder).with(variables).errors())
                .containsExactly(
                        "environment RISK__MAX_DAILY_LOS_PCT: no key belongs to the variable "
                                + "RISK__MAX_DAILY_LOS_PCT; did you mean 'RISK__MAX_DAILY_LOSS_PCT'?",
                        "environment risk__stop_loss_pct: no key belongs to the variable risk__stop_loss_pct; "
                                + "write it in capitals: RISK__STOP_LOSS_PCT");
    }

    @Test
    void refusesTwoNamesOfOneKeyThatDisagree() {
        assertThat(Loading.in(folder)
                        .with(Map.of("BROKER__PORT", "4002", "IBKR_PORT", "7497"))
                        .errors())
                .containsExactly("environment IBKR_PORT: broker.port: contradicts environment BROKER__PORT; "
                        + "keep one of the two");
        assertThat(Loading.in(folder)
                        .with(Map.of("BROKER__PORT", "7497", "IBKR_PORT", "7497"))
                        .errors())
                .isEmpty();
    }

    @Test
    void refusesADotEnvThatOthersMayReadOnlyWhenItHoldsASecret() {
        Loading open = Loading.in(folder).file(".env", "IBKR_PORT=4002\n").mode(".env", "rw-r--r--");
        assertThat(open.errors()).isEmpty();

        Loading secret = Loading.in(folder).file(".env", "IBKR_PASSWORD=x\n").mode(".env", "rw-r-----");
        assertThat(secret.errors())
                .containsExactly(".env: holds a secret (IBKR_PASSWORD) and others may read it (rw-r-----); "
                        + "run: chmod 600 .env");
    }

    @Test
    void namesTheLineOfABadDotEnvWithoutShowingIt() {
        assertThat(Loading.in(folder)
                        .file(".env", "# x\nTOKEN hunter2\nA=1\nA=2\nBROKER__PORT=x\n")
                        .errors())
                .containsExactly(
                        ".env:2: not a NAME=value line; write NAME=value",
                        ".env:4: A stands twice, first in line 3; remove one of the two",
                        ".env:5 (BROKER__PORT): broker.port: 'x' is not a plain decimal number; "
                                + "write a whole number from 1 to 65535");
    }

    @Test
    void masksSecretsEverywhere() {
        EffectiveConfig effective = Loading.in(folder)
                .yaml("monitoring:\n  slack_webhook_url: https://hooks.example/canary\n  heartbeat_url: \"\"\n")
                .with(Map.of(
                        "MONITORING__TELEGRAM_BOT_TOKEN",
                        "123456:canarycanary",
                        "MONITORING__TELEGRAM_CHAT_ID",
                        "-100123"))
                .effective();

        assertThat(effective.config().monitoring().slackWebhookUrl().map(Secret::reveal))
                .contains("https://hooks.example/canary");
        assertThat(effective.config().monitoring().heartbeatUrl()).isEmpty();
        assertThat(effective.toString()).doesNotContain("canary");
        assertThat(effective.warnings()).isEmpty();
    }

    @Test
    void wantsTheChatOfATelegramBot() {
        assertThat(Loading.in(folder)
                        .with(Map.of("MONITORING__TELEGRAM_BOT_TOKEN", "123456:canarycanary"))
                        .errors())
                .containsExactly("environment MONITORING__TELEGRAM_BOT_TOKEN: monitoring.telegram_bot_token: "
                        + "without monitoring.telegram_chat_id; name the chat, or delete the token");
    }

    @Test
    void notesThatTheTimeZoneOfTheMachineDoesNotMatter() {
        assertThat(Loading.in(folder).with(Map.of("TZ", "Europe/Berlin")).warnings())
                .containsExactly("environment TZ: has no effect on trading times; they are always New York's");
    }

    @Test
    void callsAFlagWithoutAKeyOurOwnMistake() {
        Loading loading = Loading.in(folder).flag("--port", "broker.prot", "1");

        assertThatThrownBy(loading::load)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--port sets an unknown key: broker.prot");
    }

    @Test
    void takesTheNamesOfEarlierSystemsForTheStart() {
        Loading earlier = Loading.in(folder)
                .with(Map.of(
                        "GATEWAY_STARTUP_TIMEOUT", "120", "GATEWAY_MAX_RETRIES", "7", "GATEWAY_RETRY_INTERVAL", "2"));
        assertThat(earlier.config().broker().startup())
                .isEqualTo(new BotConfig.Startup(Duration.ofSeconds(2), 7, Duration.ofSeconds(120), false));
    }
}
