package dev.ibkrbot.execution.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.execution.performance.PerformanceRecorder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final HtmlReport PLAIN = new HtmlReport("");
    private static final HtmlReport WITH_LIBRARY = new HtmlReport("var echarts = {};");

    @Test
    void givesTheSameBytesForTheSameRun() {
        String first = WITH_LIBRARY.render(SampleRun.content(42, 3));

        assertThat(new HtmlReport("var echarts = {};").render(SampleRun.content(42, 3)))
                .isEqualTo(first);
        assertThat(WITH_LIBRARY.render(SampleRun.content(43, 3))).isNotEqualTo(first);
    }

    @Test
    void showsEverySectionWithoutAScript() {
        String page = PLAIN.render(SampleRun.content(42, 20));

        assertThat(all("<h2[^>]*>([^<]*)</h2>", page))
                .containsExactly(
                        "Warnings",
                        "Headline figures",
                        "Equity and drawdown",
                        "Trades on the price",
                        "Monthly returns",
                        "Exit reasons",
                        "Costs",
                        "Denied by risk",
                        "Skipped cycles",
                        "Options",
                        "Trades",
                        "Assumptions",
                        "This run");
        assertThat(all("<svg[^>]*aria-label=\"([^\"]*)\"", page))
                .containsExactly("Equity over time", "Drawdown over time", "Price of SPY", "Price of IBM");
        assertThat(page).doesNotContain("<script").contains("script-src 'none'");
    }

    @Test
    void asksNoNetworkForAnything() {
        String page = WITH_LIBRARY.render(SampleRun.content(42, 3));

        assertThat(page).contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
        assertThat(page).doesNotContainPattern("(?i)(src|href|action)=\"|url\\(|@import|https?://");
    }

    @Test
    void allowsOnlyItsOwnScripts() {
        String page = WITH_LIBRARY.render(SampleRun.content(42, 3));
        List<String> scripts = all("<script>([\\s\\S]*?)</script>", page);

        assertThat(scripts).hasSize(2).first().isEqualTo("var echarts = {};");
        assertThat(page).contains("script-src " + hash(scripts.get(0)) + " " + hash(scripts.get(1)) + "\">");
    }

    @Test
    void keepsALibraryInsideItsElement() {
        String library = "a='</script><!--';\r\nb=/<\\/SCRIPT>/;c='</ScRiPt >'";

        String page = new HtmlReport(library).render(SampleRun.content(42, 1));

        assertThat(page).contains("<script>a='\\x3c/script>\\x3c!--';\nb=/<\\/SCRIPT>/;c='\\x3c/ScRiPt >'</script>");
    }

    @Test
    void escapesWhateverItIsGiven() {
        String hostile = "<img src=x onerror=alert(1)>\"'&\u0000</script>";
        String escaped = "&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;\uFFFD&lt;/script&gt;";
        ReportContent content = new ReportContent(
                hostile,
                hostile,
                SampleRun.NEW_YORK,
                new PerformanceRecorder(Money.usd("1000"), SampleRun.NEW_YORK).performance(),
                List.of(),
                List.of(new ReasonCount(hostile, 1, hostile)),
                List.of(new ReasonCount(hostile, 1, hostile)),
                List.of(new ReportFact(hostile, hostile)),
                List.of(hostile),
                List.of(hostile),
                List.of(new ReportFact(hostile, hostile)));

        String page = PLAIN.render(content);

        assertThat(page).doesNotContain("<img").doesNotContain("</script>").doesNotContain("\u0000");
        // title twice, subtitle, two counts of two, a cost of two, two sentences, a fact of two
        assertThat(all("(" + Pattern.quote(escaped) + ")", page)).hasSize(13);
    }

    @Test
    void showsUndefinedFiguresAsDashes() {
        ReportContent content = quiet(new PerformanceRecorder(Money.usd("1000"), SampleRun.NEW_YORK), List.of());

        assertThat(figures(PLAIN.render(content)))
                .containsExactly(
                        "Total return 0.00%",
                        "Final equity 1,000.00 USD",
                        "Max drawdown 0.00%",
                        "Sharpe –",
                        "Sortino –",
                        "Profit factor –",
                        "Win rate –",
                        "Trades 0",
                        "Commissions 0.00 USD",
                        "Exposure –");
    }

    @Test
    void saysWhatDidNotHappen() {
        String page = PLAIN.render(quiet(new PerformanceRecorder(Money.usd("1000"), SampleRun.NEW_YORK), List.of()));

        assertThat(all("<p class=\"empty\">([^<]*)</p>", page))
                .containsExactly(
                        "Nothing was observed.",
                        "No prices were recorded.",
                        "No trading day was ended.",
                        "No position was closed.",
                        "Risk denied nothing.",
                        "No cycle was skipped.",
                        "No position was closed.");
    }

    @Test
    void showsTheFiguresOfALosingRun() {
        PerformanceRecorder recorder = new PerformanceRecorder(Money.usd("2000"), SampleRun.NEW_YORK);
        Instant open = Instant.parse("2026-11-20T14:31:00Z");
        recorder.observe(open, Money.usd("2500"), 1);
        recorder.observe(open.plusSeconds(60), Money.usd("1500"), 0);
        recorder.endDay(LocalDate.of(2026, 11, 20));

        String page = PLAIN.render(quiet(recorder, List.of()));

        assertThat(figures(page))
                .startsWith("Total return −25.00%", "Final equity 1,500.00 USD", "Max drawdown −40.00%")
                .endsWith("Exposure 50.00%");
        assertThat(page)
                .contains("From 2,000.00 USD to 1,500.00 USD; lowest 1,500.00 USD by 2026-11-20 09:32.")
                .contains("<td class=\"number loss heat4\">−25.00</td>")
                .contains("<td class=\"number total\">−25.00</td>");
    }

    @Test
    void drawsAChartOfASinglePrice() {
        PerformanceRecorder recorder = new PerformanceRecorder(Money.usd("1000"), SampleRun.NEW_YORK);
        recorder.observe(Instant.EPOCH, Money.usd("1000"), 0);
        PriceHistory one = new PriceHistory(new Symbol("SPY"), List.of(new PricePoint(Instant.EPOCH, Price.of("100"))));

        assertThat(all("<path class=\"curve[^\"]*\" d=\"([^\"]*)\"", PLAIN.render(quiet(recorder, List.of(one)))))
                .containsExactly("M500 500", "M500 0", "M500 500");
    }

    @Test
    void writesOneTableRowPerTrade() {
        ReportContent content = SampleRun.content(42, 20);
        String page = PLAIN.render(content);
        String table = page.substring(page.indexOf("id=\"trades\""), page.indexOf("id=\"assumptions\""));

        assertThat(content.trades()).hasSizeGreaterThan(20);
        assertThat(all("<tr><th scope=\"row\">([^<]*)</th>", table))
                .isEqualTo(content.trades().stream()
                        .map(trade -> trade.instrument().toString())
                        .toList());
    }

    private static ReportContent quiet(PerformanceRecorder recorder, List<PriceHistory> prices) {
        return new ReportContent(
                "Nothing",
                "",
                SampleRun.NEW_YORK,
                recorder.performance(),
                prices,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static List<String> figures(String page) {
        return Pattern.compile("<dt>([^<]*)</dt><dd><span class=\"value\"[^>]*>([^<]*)</span>")
                .matcher(page)
                .results()
                .map(found -> found.group(1) + " " + found.group(2))
                .toList();
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    private static String hash(String script) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(sha) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
