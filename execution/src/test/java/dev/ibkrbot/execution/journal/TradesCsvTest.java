package dev.ibkrbot.execution.journal;

import static dev.ibkrbot.execution.journal.JournalFixtures.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TradesCsvTest {
    private static final RecordType TRADE = RecordType.of("entry");
    private static final String HEADER = "timestamp,symbol,action,quantity,price,stop,target\r\n";

    @TempDir
    Path folder;

    @Test
    @Tag("JO")
    void writesTheHeaderOnceAndALinePerTradeWithBlanksForMissingKeys() throws IOException {
        Path file = folder.resolve("trades.csv");
        try (TradesCsv csv = TradesCsv.appendingTo(file)) {
            csv.write(trade());
        }
        try (TradesCsv csv = TradesCsv.appendingTo(file)) {
            csv.write(JournalRecord.of(
                    START, TRADE, JsonBody.object().text("symbol", "QQQ").absent("stop")));
        }

        assertThat(Files.readString(file))
                .isEqualTo(HEADER
                        + "2026-06-15T13:30:00Z,SPY,BUY,2,1.50,1.20,1.95\r\n"
                        + "2026-06-15T13:30:00Z,QQQ,,,,,\r\n");
    }

    @Test
    @Tag("JO")
    void writesALineOfJsonPerTradeWithTheExtraColumns() {
        StringWriter out = new StringWriter();
        JsonLines lines = new JsonLines(out);
        lines.write(new JournalEntry(1, trade()));
        lines.write(new JournalEntry(2, JournalRecord.of(START, TRADE, JsonBody.object())));

        assertThat(out)
                .hasToString("{\"seq\":1,\"time\":\"2026-06-15T13:30:00Z\",\"type\":\"entry\",\"symbol\":\"SPY\","
                        + "\"action\":\"BUY\",\"quantity\":2,\"price\":\"1.50\",\"stop\":1.20,\"target\":1.95,"
                        + "\"contract\":\"SPY 260618C00600000\"}\n"
                        + "{\"seq\":2,\"time\":\"2026-06-15T13:30:00Z\",\"type\":\"entry\"}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "=1+1, '''=1+1'",
        "+SUM(A1), '''+SUM(A1)'",
        "-cmd, '''-cmd'",
        "@x, '''@x'",
        "' =1', ''' =1'",
        "-1.50, -1.50",
        "'a,b', '\"a,b\"'",
        "'say \"x\"', '\"say \"\"x\"\"\"'",
        "'=a,b', '\"''=a,b\"'",
    })
    void disarmsFormulasAndQuotes(String symbol, String cell) {
        StringWriter out = new StringWriter();
        TradesCsv.on(out).write(JournalRecord.of(START, TRADE, JsonBody.object().text("symbol", symbol)));

        assertThat(out).hasToString(HEADER + "2026-06-15T13:30:00Z," + cell + ",,,,,\r\n");
    }

    @Test
    @Tag("JO")
    void keepsRowsOfConcurrentWritersApart() throws IOException, InterruptedException {
        Path file = folder.resolve("trades.csv");
        int writers = 4;
        int rows = 200;
        CountDownLatch start = new CountDownLatch(1);
        try (TradesCsv csv = TradesCsv.appendingTo(file)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                Thread thread = new Thread(() -> {
                    awaitQuietly(start);
                    for (int row = 0; row < rows; row++) {
                        csv.write(trade());
                    }
                });
                thread.start();
                threads.add(thread);
            }
            start.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        }

        assertThat(Files.readAllLines(file))
                .hasSize(1 + writers * rows)
                .endsWith(Collections.nCopies(writers * rows, "2026-06-15T13:30:00Z,SPY,BUY,2,1.50,1.20,1.95")
                        .toArray(String[]::new));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JournalRecord trade() {
        return JournalRecord.of(
                START,
                TRADE,
                JsonBody.object()
                        .text("symbol", "SPY")
                        .text("action", "BUY")
                        .number("quantity", 2)
                        .text("price", "1.50")
                        .decimal("stop", new BigDecimal("1.20"))
                        .decimal("target", new BigDecimal("1.95"))
                        .text("contract", "SPY 260618C00600000"));
    }
}
