package dev.ibkrbot.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadFileTest {
    @TempDir
    private Path folder;

    static Stream<Arguments> shapes() {
        return Stream.of(
                arguments(
                        "risk:\n  stop_loss_pct: 0.2\n  stop_loss_pct: 0.3",
                        "bot.yaml:3: the key 'stop_loss_pct' stands twice, first in line 2; remove one of the two"),
                arguments(
                        "risk: {}\nrisk: {}",
                        "bot.yaml:2: the key 'risk' stands twice, first in line 1; remove one of the two"),
                arguments(
                        "risk: &r {stop_loss_pct: 0.2}",
                        "bot.yaml:1: an anchor (&r) is not supported; remove it; write each value out"),
                arguments("risk:\n  <<: {stop_loss_pct: 0.2}", "bot.yaml:2: a merge key (<<); write the keys out"),
                arguments(
                        "symbols: !!python/object [SPY]",
                        "bot.yaml:1: a tag (!!python/object) is not supported; remove it"),
                arguments("broker: {host: !!binary aGk=}", "bot.yaml:1: a tag (!!binary) is not supported; remove it"),
                arguments("? [a]\n: 1", "bot.yaml:1: a key that is a list is not supported; write a plain key"),
                arguments(
                        "symbols: [SPY]\n---\nsymbols: [QQQ]",
                        "bot.yaml:2: a second document is not supported; keep one: remove the line ---"),
                arguments(
                        "- SPY",
                        "bot.yaml:1: the file holds a list instead of keys; begin with a key such as 'symbols: [SPY]'"),
                arguments(
                        "risk:\n\tstop_loss_pct: 0.2",
                        "bot.yaml:2: the line is indented with a tab; indent with spaces"),
                arguments(
                        "symbols: [SPY",
                        "bot.yaml:1: not valid YAML: expected ',' or ']', but got <stream end>; "
                                + "check quotes, colons, brackets and indentation there"),
                arguments("risk: 5", "bot.yaml:1: risk: holds '5' instead of keys; write its keys below it, indented"),
                arguments(
                        "risk.stop_loss_pct: 0.2",
                        "bot.yaml:1: risk.stop_loss_pct: no such key; "
                                + "write 'risk:' and below it, indented, 'stop_loss_pct:'"),
                arguments(
                        "schedule: {min_dte: 1}",
                        "bot.yaml:1: schedule.min_dte: no such key; it belongs under 'options:'"),
                arguments(
                        "broker_port: 1",
                        "bot.yaml:1: broker_port: no such key; " + "'bot config init' writes a file with every key"),
                arguments("shcedule: {}", "bot.yaml:1: shcedule: no such key; did you mean 'schedule'?"),
                arguments(
                        "k".repeat(1000) + ": 1",
                        "bot.yaml:1: " + "k".repeat(60) + "...: no such key; "
                                + "'bot config init' writes a file with every key"),
                arguments(
                        "symbols: " + "[".repeat(9) + "]".repeat(9),
                        "bot.yaml:1: more than 8 levels of nesting; check the indentation there"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void saysWhatIsWrongWithTheShape(String yaml, String expected) {
        assertThat(Loading.in(folder).yaml(yaml).errors()).contains(expected);
    }

    @Test
    void refusesAliasesWithoutFollowingThem() {
        String laughs = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]";

        assertThat(Loading.in(folder).yaml(laughs).errors())
                .contains("bot.yaml:3: an alias (*b) is not supported; write the value itself");
    }

    static Stream<Arguments> contents() {
        byte[] latin = "symbols: [SPY]\n# caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(
                arguments(latin, "bot.yaml:2: bytes that are not UTF-8; save the file as UTF-8"),
                arguments(
                        "symbols: [SPY]".getBytes(StandardCharsets.UTF_16),
                        "bot.yaml:1: the file is UTF-16; save it as UTF-8"),
                arguments(
                        "symbols: [SPY]".getBytes(StandardCharsets.UTF_16LE),
                        "bot.yaml:1: the file is UTF-16; save it as UTF-8"),
                arguments(
                        "symbols:\n  - SP\0Y".getBytes(StandardCharsets.UTF_8),
                        "bot.yaml:2: a NUL character; remove it; only plain text is read"),
                arguments(
                        "symbols: [SPY] # \u001b[2J".getBytes(StandardCharsets.UTF_8),
                        "bot.yaml:1: control character U+001B; remove it; only plain text is read"),
                arguments(
                        new byte[256 * 1024 + 1],
                        "bot.yaml: the file has 262145 bytes, the most allowed is 262144; is this the right file?"));
    }

    @ParameterizedTest
    @MethodSource("contents")
    void refusesBytesThatAreNotPlainText(byte[] content, String expected) {
        assertThat(Loading.in(folder).bytes("bot.yaml", content).errors()).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"symbols: ", "symbols: !tag "})
    @Timeout(5)
    void givesUpAtOnceOnAFileOfOpeningBrackets(String beginning) {
        assertThat(Loading.in(folder).yaml(beginning + "[".repeat(200_000)).errors())
                .contains("bot.yaml:1: more than 8 levels of nesting; check the indentation there");
    }

    @Test
    void toleratesAByteOrderMarkAndWindowsLineEnds() {
        assertThat(Loading.in(folder)
                        .yaml("\uFEFFsymbols: [IWM]\r\nrisk:\r\n  stop_loss_pct: 0.25\r\n")
                        .config())
                .extracting(
                        BotConfig::symbols, config -> config.risk().stopLoss().toString())
                .containsExactly(List.of("IWM"), "25%");
    }

    @Test
    void readsJson() {
        String json = "{\n\t\"symbols\": [\"IWM\"],\n\t\"schedule\": {\n\t\t\"last_entry\": \"15:30\"\n\t}\n}";

        assertThat(Loading.in(folder).file("bot.json", json).config("bot.json"))
                .extracting(
                        BotConfig::symbols,
                        config -> config.schedule().lastEntry().toString())
                .containsExactly(List.of("IWM"), "15:30");
    }

    @Test
    void takesAnEmptyFileAndAnEmptySectionForTheDefaults() {
        BotConfig defaults = Loading.in(folder).config();

        assertThat(Loading.in(folder).yaml("").config()).isEqualTo(defaults);
        assertThat(Loading.in(folder).yaml("risk:\n  # stop_loss_pct: 0.3\n").config())
                .isEqualTo(defaults);
    }

    @Test
    void saysWhichNamedFileIsMissingOrNoFile() {
        assertThat(Loading.in(folder).errors("gone.yaml"))
                .containsExactly("gone.yaml: there is no such file; 'bot config init' writes one");
        assertThat(Loading.in(folder).errors(".")).containsExactly(".: not a file; name a file");
    }

    @Test
    void refusesAFileThatEverybodyMayWrite() {
        assertThat(Loading.in(folder)
                        .yaml("symbols: [SPY]")
                        .mode("bot.yaml", "rw-rw-rw-")
                        .errors())
                .containsExactly("bot.yaml: everybody may write to this file; run: chmod o-w bot.yaml");
    }

    @Test
    void refusesAnExposedFileWithASecretAndNeverShowsIt() {
        String yaml = "monitoring: {telegram_bot_token: hunter2}";

        assertThat(Loading.in(folder).yaml(yaml).mode("bot.yaml", "rw-r--r--").errors())
                .containsExactly(
                        "bot.yaml: holds a secret (monitoring.telegram_bot_token) and others may read it "
                                + "(rw-r--r--); run: chmod 600 bot.yaml",
                        "bot.yaml:1: monitoring.telegram_bot_token: the value (not shown) does not have the right "
                                + "form; write a bot token such as 123456:ABC...");
    }
}
