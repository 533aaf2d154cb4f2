package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.WrittenRun.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verticals and condors are sold as one, bought back as one, and end leg by leg. */
class SpreadRunTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"vertical, 2, WRITE_PUT", "condor, 4, WRITE_BOTH"})
    void sellsAndBuysBackCombinationsAndAccountsToTheCent(String strategy, int legs, String action) throws IOException {
        WrittenRun run = new WrittenRun(folder, 3, "--strategy", strategy);

        assertThat(run.entries()).hasSizeGreaterThan(2).allSatisfy(intent -> {
            JsonNode origin = intent.get("origin");
            assertThat(origin.get("action").asText()).isEqualTo(action);
            assertThat(origin.get("side").asText()).isEqualTo("SELL");
            assertThat(number(origin, "limit")).isPositive();
            List<JsonNode> parts = new ArrayList<>();
            origin.get("instrument").get("legs").forEach(parts::add);
            assertThat(parts).hasSize(legs);
            for (int i = 0; i < legs / 2; i++) {
                BigDecimal sold = number(parts.get(i).get("instrument"), "strike");
                BigDecimal bought = number(parts.get(i + legs / 2).get("instrument"), "strike");
                assertThat(sold.subtract(bought).abs()).isEqualByComparingTo("5");
            }
        });
        assertThat(run.records("exit"))
                .extracting(it -> it.get("reason").asText())
                .contains("take_profit", "assigned");
        assertThat(run.records("settlement")).hasSize(legs);
        assertThat(number(run.answer, "finalEquity")).isEqualByComparingTo(run.recomputed());
    }
}
