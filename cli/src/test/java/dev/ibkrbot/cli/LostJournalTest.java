package dev.ibkrbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An account whose journal is damaged or gone is not traded, and the bot says why. */
@Timeout(60)
class LostJournalTest {
    @TempDir
    private Path folder;

    private Ran once(SimulatedGateway simulated) {
        return simulated.bot(
                "run",
                "--broker",
                "ibkr",
                "--mode",
                "paper",
                "--speed",
                "60",
                "--once",
                "--symbols",
                "SPY",
                "--state-dir",
                folder.resolve("state"));
    }

    @Test
    @Tag("DL3")
    @Tag("S06")
    @Tag("S12")
    void tradesNothingOnAJournalThatIsTruncatedFlippedEmptyGoneOrOld() throws IOException {
        Path journal = folder.resolve("state/paper/001/journal.db");
        try (SimulatedGateway simulated = new SimulatedGateway(LocalTime.of(10, 4, 10), "clock real x60")) {
            assertThat(once(simulated).code()).isZero();
            byte[] whole = Files.readAllBytes(journal);
            int orders = simulated.ordersPlaced().size();
            byte[] flipped = whole.clone();
            flipped[whole.length / 2] ^= 1;

            List<String> why = new ArrayList<>();
            for (byte[] bytes : List.of(Arrays.copyOf(whole, whole.length / 2), flipped, new byte[0])) {
                Files.write(journal, bytes);
                Ran ran = once(simulated);
                assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(9);
                why.add(ran.told("why"));
                assertThat(Files.readAllBytes(journal)).isEqualTo(bytes);
            }
            Files.delete(journal);
            Ran gone = once(simulated);

            assertThat(gone.code()).isEqualTo(9);
            assertThat(gone.told("fix")).contains(".001.begun");
            assertThat(why).allMatch(text -> text.contains("journal"));
            assertThat(simulated.ordersPlaced()).hasSize(orders);
            Files.write(journal, whole);
            assertThat(once(simulated).code()).isZero();

            // A copy of before that run knows nothing of what was lost and limited in it.
            orders = simulated.ordersPlaced().size();
            Files.write(journal, whole);
            Ran old = once(simulated);
            assertThat(old.code()).as(old.out() + old.err()).isEqualTo(9);
            assertThat(old.told("why")).contains("records and had");
            assertThat(old.told("fix")).contains(".001.begun");
            assertThat(simulated.ordersPlaced()).hasSize(orders);
        }
    }
}
