package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three generated days in Lean's layout, a dividend before the second and a split before the third. */
class CorporateActionRunTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @TempDir
    private Path folder;

    private void writeLean() throws IOException {
        well("data", "generate", "--out", folder.resolve("csv"), "--symbols", "SPY", "--days", 3, "--seed", 11);
        Map<String, StringBuilder> days = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve("csv/SPY.csv"))) {
            String[] fields = line.split(",");
            if (!fields[0].equals("symbol")) {
                ZonedDateTime start = Instant.parse(fields[1]).atZone(NEW_YORK);
                StringBuilder rows = days.computeIfAbsent(
                        start.toLocalDate().toString().replace("-", ""), day -> new StringBuilder());
                rows.append(start.toLocalTime().toSecondOfDay() * 1_000L);
                for (int i = 2; i < 6; i++) {
                    rows.append(',')
                            .append(new BigDecimal(fields[i]).movePointRight(4).toBigIntegerExact());
                }
                rows.append(',').append(fields[6]).append('\n');
            }
        }
        Path minutes = Files.createDirectories(folder.resolve("lean/equity/usa/minute/spy"));
        for (Map.Entry<String, StringBuilder> day : days.entrySet()) {
            Path file = minutes.resolve(day.getKey() + "_trade.zip");
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                zip.putNextEntry(new ZipEntry(day.getKey() + "_spy_minute_trade.csv"));
                zip.write(day.getValue().toString().getBytes(StandardCharsets.US_ASCII));
            }
        }
        String[] dates = days.keySet().toArray(String[]::new);
        Path factors = Files.createDirectories(folder.resolve("lean/equity/usa/factor_files"));
        Files.writeString(
                factors.resolve("spy.csv"), dates[0] + ",0.99,0.5,100\n" + dates[1] + ",1,0.5,100\n20501231,1,1,0\n");
    }

    @Test
    void tellsOfEachInTheJournal() throws IOException {
        writeLean();
        String command = "backtest --instrument underlying --param schedule.flatten_before_close_minutes=0"
                + " --param risk.take_profit_pct=0.2 --param risk.stop_loss_pct=0.2 --json --data "
                + folder.resolve("lean") + " --state-dir " + folder.resolve("state");
        JsonNode answer = well((Object[]) command.split(" ")).json();
        assertThat(answer.at("/options").asText()).isEqualTo("none");
        assertThat(answer.at("/assumptions").toString()).contains("SPY dividend 1.00 on ", "SPY split 2 for 1 on ");
        assertThat(answer.at("/warnings").toString()).contains("-8 SPY became -16 SPY");
        String journal = well(
                        "journal",
                        "export",
                        "--format",
                        "jsonl",
                        answer.at("/journal").asText())
                .out();
        assertThat(journal.lines().filter(line -> line.contains("\"corporate_action\"")))
                .hasSize(2)
                .satisfiesExactly(
                        dividend -> assertThat(dividend).contains("\"held\":\"-8\"", "\"cash\":\"-8.00\""),
                        split -> assertThat(split).contains("\"held\":\"-8\"", "\"quantity\":\"-16\""));
    }
}
