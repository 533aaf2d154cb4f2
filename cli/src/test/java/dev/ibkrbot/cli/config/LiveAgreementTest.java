package dev.ibkrbot.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real money only where a file says live; a flag or a variable alone does not. */
class LiveAgreementTest {
    private static final String GATEWAY = "broker: {kind: ibkr, account: U1234567, port: 4001}";
    private static final String REFUSAL = "trading.mode: live, but no configuration file says so; "
            + "write trading.mode: live into the file, or use mode paper";

    @TempDir
    private Path folder;

    @Test
    void takesLiveFromAFile() {
        Loading loading = Loading.in(folder).yaml("trading: {mode: live}\n" + GATEWAY);

        assertThat(loading.flag("--mode", "trading.mode", "live")
                        .config()
                        .trading()
                        .mode())
                .isEqualTo(BotConfig.Mode.LIVE);
    }

    @Test
    void refusesLiveByFlagAlone() {
        Loading loading = Loading.in(folder).yaml(GATEWAY).flag("--mode", "trading.mode", "live");

        assertThat(loading.errors()).containsExactly("flag --mode: " + REFUSAL);
    }

    @Test
    void refusesLiveByAVariableOverAFileThatSaysPaper() {
        Loading loading =
                Loading.in(folder).yaml("trading: {mode: paper}\n" + GATEWAY).with(Map.of("TRADING__MODE", "live"));

        assertThat(loading.errors()).containsExactly("environment TRADING__MODE: " + REFUSAL);
    }
}
