package dev.ibkrbot.execution.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.execution.performance.PerformanceRecorder;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartScriptTest {
    private static final Instant OPEN = Instant.parse("2026-11-20T14:31:00Z");

    @Test
    void writesCurveDrawdownAndPrices() {
        PerformanceRecorder recorder = new PerformanceRecorder(Money.usd("1000"), SampleRun.NEW_YORK);
        recorder.observe(OPEN, Money.usd("990"), 0);
        recorder.observe(OPEN.plusSeconds(60), Money.usd("1100"), 0);
        recorder.observe(OPEN.plusSeconds(120), Money.usd("825"), 0);
        ReportContent content = new ReportContent(
                "Run",
                "",
                SampleRun.NEW_YORK,
                recorder.performance(),
                List.of(new PriceHistory(new Symbol("SPY"), List.of(new PricePoint(OPEN, Price.of("100.25"))))),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());

        assertThat(ChartScript.json(content))
                .isEqualTo("{\"currency\":\"USD\",\"equity\":{"
                        + "\"times\":[\"2026-11-20 09:31\",\"2026-11-20 09:32\",\"2026-11-20 09:33\"],"
                        + "\"values\":[990,1100,825],\"drawdown\":[-1,0,-25]},"
                        + "\"prices\":[{\"symbol\":\"SPY\",\"times\":[\"2026-11-20 09:31\"],"
                        + "\"values\":[100.25],\"trades\":[]}]}");
    }

    @Test
    void marksEveryTradeOfTheSample() {
        ReportContent content = SampleRun.content(42, 20);
        String json = ChartScript.json(content);

        content.trades()
                .forEach(trade -> assertThat(json)
                        .contains("\"BUY " + trade.quantity() + " " + trade.instrument() + "\",\"" + trade.entryPrice()
                                + "\",\"" + trade.exitPrice() + "\",\"" + Figures.signedMoney(trade.net())));
        assertThat(json).doesNotContain("<").doesNotContain("NaN");
    }
}
