package dev.ibkrbot.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileFileTest {
    private static final int LARGE = 250_000;
    private static final long SEED = 20261121;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[",
                "{",
                "- ",
                "? ",
                "? - ",
                "{a: ",
                "[{",
                "&a ",
                "*a ",
                "!a ",
                "\"",
                "'",
                "a: b\n",
                "a: ",
                "- a\n",
                "\n",
                "#",
                "%TAG ! x\n",
                "---\n",
                "...\n",
                "|\n",
                ">",
                "\\",
                "a,",
                "[]",
                "[] ",
                "{}\n",
                "k: |\n  x\n",
                " ",
                "\t",
                "\u2028",
                "\r",
                "<<: *a\n",
                "a: &a [*a]\n",
                "a: !!js x\n",
                "0: 0\n",
                "\uFEFF",
                "${a}"
            })
    @Timeout(10)
    void answersAFullFileOfAnythingInTime(String piece) {
        String text = piece.repeat(LARGE / piece.getBytes(StandardCharsets.UTF_8).length);

        ConfigResult bare = Loading.in(folder).yaml(text).load();
        ConfigResult list = Loading.in(folder).yaml("symbols: [" + text).load();

        assertThat(list).isInstanceOf(ConfigResult.Invalid.class);
        assertThat(bare).isNotNull();
    }

    @Test
    @Timeout(60)
    void neverThrowsOnADamagedFile() {
        SplittableRandom random = new SplittableRandom(SEED);
        String alphabet = "\t \n\r:-#'\"[]{},&*!|>%@`?<~.0159eExnayN\\\0\u00e9\u202e\uFEFF";
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder(ConfigTemplate.text());
            for (int change = 0; change <= random.nextInt(4); change++) {
                int at = random.nextInt(text.length());
                char letter = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, letter);
                    case 1 -> text.insert(at, letter);
                    default -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
                }
            }
            ConfigResult result = Loading.in(folder).yaml(text.toString()).load();
            result.match(valid -> valid.effective().warnings(), ConfigResult.Invalid::errors)
                    .forEach(problem -> assertThat(problem.line())
                            .as("seed %d: %s", SEED, text)
                            .doesNotContain("\n", "\r")
                            .startsWith("bot.yaml"));
        }
    }
}
