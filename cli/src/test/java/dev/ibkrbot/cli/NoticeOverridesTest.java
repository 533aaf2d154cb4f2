package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.bot;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say about an operator's error codes that cannot be used; what they do is tested in broker-ibkr. */
class NoticeOverridesTest {
    @TempDir
    private Path folder;

    private Ran withRows(String rows) throws IOException {
        Path file = Files.writeString(folder.resolve("rows.txt"), rows);
        Path config = Files.writeString(
                folder.resolve("bot.yaml"),
                "broker:\n  notice_overrides: \"" + file.toString().replace('\\', '/') + "\"\n");
        return bot("test-connection", "--config", config.toString(), "--port", "1");
    }

    @Test
    void namesEveryRowThatIsRefused() throws IOException {
        Ran ran = withRows("# mine\nnonsense\n1100 | | INFO | INFO | - | lost | \n");

        assertThat(ran.code()).as(ran.err()).isEqualTo(2);
        assertThat(ran.err())
                .contains("broker.notice_overrides cannot be used")
                .contains("rows.txt line 2: 1 columns instead of")
                .contains("rows.txt line 3: code 1100 belongs to the session");
    }

    @Test
    void takesGoodRows() throws IOException {
        Ran ran = withRows("20001 | | WARNING | INFO | - | a new note |\n");

        assertThat(ran.code()).as("nothing listens: %s", ran.err()).isEqualTo(3);
    }
}
