package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.WrittenRun.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wheel turns for four weeks of a falling market: a put is assigned, and calls are written against the shares. */
class WheelRunTest {
    @TempDir
    private static Path folder;

    private static WrittenRun run;

    @BeforeAll
    static void turns() throws IOException {
        run = new WrittenRun(folder, 1, "--strategy", "wheel", "--param", "writing.max_collateral_pct=0.9");
    }

    @Test
    @Tag("T10")
    void isAssignedAndWritesCallsNotBelowWhatTheSharesCost() {
        assertThat(run.records("settlement"))
                .extracting(
                        it -> it.get("kind").asText(),
                        it -> it.get("cash").asText(),
                        it -> it.get("shares").asText())
                .containsExactly(tuple("ASSIGNED", "-59000.00", "100"));
        String assigned = run.records("settlement").get(0).get("time").asText();
        assertThat(run.entries()).hasSizeGreaterThan(2).allSatisfy(intent -> {
            JsonNode origin = intent.get("origin");
            boolean after = intent.get("time").asText().compareTo(assigned) > 0;
            assertThat(origin.get("side").asText()).isEqualTo("SELL");
            assertThat(origin.get("action").asText()).isEqualTo(after ? "WRITE_CALL" : "WRITE_PUT");
            assertThat(number(origin.get("instrument"), "strike"))
                    .isGreaterThanOrEqualTo(new BigDecimal(after ? "590" : "0"));
        });
    }

    @Test
    void leavesByABuyLimitBelowThePremium() {
        assertThat(run.records("exit"))
                .extracting(it -> it.get("reason").asText())
                .contains("take_profit", "assigned");
        assertThat(run.records("fill")).anySatisfy(fill -> {
            assertThat(fill.get("role").asText()).isEqualTo("TAKE_PROFIT");
            assertThat(fill.get("side").asText()).isEqualTo("BUY");
        });
    }

    @Test
    void warnsOfAssignmentBeforeItComes() {
        String assigned = run.records("settlement").get(0).get("time").asText();
        assertThat(run.records("alert")).anySatisfy(alert -> {
            assertThat(alert.get("code").asText()).isEqualTo("assignment_no_time_value");
            assertThat(alert.get("time").asText()).isLessThan(assigned);
        });
        assertThat(run.records("alert"))
                .extracting(it -> it.get("code").asText())
                .contains("delivered");
    }

    @Test
    void accountsToTheCent() throws IOException {
        assertThat(number(run.answer, "finalEquity")).isEqualByComparingTo(run.recomputed());
    }
}
