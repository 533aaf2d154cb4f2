package dev.ibkrbot.cli.marathon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.cli.output.CommandFailure;
import dev.ibkrbot.cli.output.ExitCode;
import dev.ibkrbot.strategy.marathon.Opportunity;
import dev.ibkrbot.strategy.marathon.TrackRecord;
import dev.ibkrbot.strategy.marathon.Verification;
import dev.ibkrbot.strategy.wheel.Offer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarathonStateTest {
    private static final Instant AT = Instant.parse("2026-06-15T19:30:00Z");
    private static final Symbol SPY = new Symbol("SPY");
    private static final Opportunity NOTED = new Opportunity(
            AT,
            LocalDate.parse("2026-06-15"),
            SPY,
            Offer.Kind.CASH_SECURED_PUT,
            LocalDate.parse("2026-07-02"),
            Price.of("590.5"),
            Price.of("4.105"),
            Price.of("612.34"),
            64,
            List.of("oversold"),
            77);
    private static final Verification JUDGED = new Verification(
            NOTED.id(),
            LocalDate.parse("2026-07-15"),
            Price.of("601.01"),
            true,
            OptionalDouble.of(0.1825),
            AT.plusSeconds(30 * 86_400L));

    @TempDir
    private Path root;

    private Path file;

    @BeforeEach
    void write() {
        file = root.resolve("marathon/simulated/record.jsonl");
        try (MarathonState state = MarathonState.writing(root, "simulated")) {
            state.add(List.of(MarathonState.Entry.volatility(SPY, NOTED.date(), 0.2125)));
            state.add(List.of(MarathonState.Entry.of(NOTED), MarathonState.Entry.of(JUDGED)));
        }
    }

    @Test
    void remembersEverything() {
        MarathonState state = MarathonState.reading(root, "simulated");

        assertThat(state.volatilities(SPY)).isEqualTo(Map.of(NOTED.date(), 0.2125));
        assertThat(state.opportunities()).containsExactly(NOTED);
        assertThat(state.verifications()).containsExactly(JUDGED);
        assertThat(state.open()).isEmpty();
        assertThat(state.record().of(SPY, Offer.Kind.CASH_SECURED_PUT)).isEqualTo(new TrackRecord.Tally(1, 1));
        assertThat(MarathonState.reading(root, "ibkr").opportunities()).isEmpty();
    }

    @Test
    void neverTakesADamagedRecordForAnEmptyOne() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 1;
            requireDamaged(flipped);
        }
        for (int length = 0; length < whole.length; length++) {
            requireDamaged(Arrays.copyOf(whole, length));
        }
        requireDamaged(Arrays.copyOf(whole, whole.length + 1));
    }

    private void requireDamaged(byte[] bytes) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(() -> MarathonState.reading(root, "simulated"))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.DATA_MISSING_OR_CORRUPT));
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    }

    @Test
    void isHeldByOneProcessAtATime() {
        try (MarathonState held = MarathonState.writing(root, "simulated")) {
            assertThat(held.opportunities()).hasSize(1);
            assertThatThrownBy(() -> MarathonState.writing(root, "simulated"))
                    .isInstanceOfSatisfying(
                            CommandFailure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.ANOTHER_INSTANCE));
        }
    }
}
