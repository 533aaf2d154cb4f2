package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.WrittenRun.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
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
        assertThat(run.status.get("positions")).isEmpty();
        assertThat(run.status.get("obligations")).isEmpty();
        assertThat(number(run.answer, "finalEquity")).isEqualByComparingTo(run.recomputed());
    }

    @Test
    void owesWhatItsSoldLegsMayTake() throws IOException {
        WrittenRun run = new WrittenRun(folder, 3, "--strategy", "condor", "--to", "2026-10-05");

        assertThat(run.status.get("positions")).hasSize(1);
        JsonNode legs = run.entries().get(0).get("origin").get("instrument").get("legs");
        BigDecimal put = number(legs.get(0).get("instrument"), "strike");
        BigDecimal call = number(legs.get(1).get("instrument"), "strike");
        BigDecimal shares =
                new BigDecimal(100).multiply(number(run.entries().get(0).get("origin"), "quantity"));
        assertThat(run.status.get("obligations")).hasSize(1);
        JsonNode owed = run.status.get("obligations").get(0);
        assertThat(owed.get("date").asText()).isEqualTo("2026-10-09");
        assertThat(number(owed, "cashOwed")).isEqualByComparingTo(put.multiply(shares));
        assertThat(number(owed, "sharesOwed")).isEqualByComparingTo(shares);
        assertThat(number(owed, "cash")).isEqualByComparingTo(call.subtract(put).multiply(shares));
        assertThat(number(owed, "shares")).isZero();
    }
}
