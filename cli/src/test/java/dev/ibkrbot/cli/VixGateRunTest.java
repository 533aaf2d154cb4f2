package dev.ibkrbot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ibkrbot.broker.calendar.MarketCalendar;
import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.stub.history.BarMarket;
import dev.ibkrbot.stub.history.SyntheticMarket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole days under a gameplan that asks for the volatility index. */
@Timeout(60)
class VixGateRunTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate DAY = LocalDate.of(2026, 11, 18);
    private static final Instant CHECK = Instant.parse("2026-11-18T14:45:00Z");

    @TempDir
    private Path folder;

    private Path plan(String gate) throws IOException {
        return Files.writeString(folder.resolve("plan.json"), """
                {"date": "2026-11-18", "session_id": "gauntlet_20261118_0900", "regime": "normal",
                 "strategy": "A", "symbols": ["SPY"], "operator_id": "desk", %s
                 "data_quality": {"quarantine_active": false, "last_verified": null},
                 "hard_limits": {"max_daily_loss_pct": 0.10, "pdt_trades_remaining": 3, "force_close_at_dte": 1,
                   "weekly_drawdown_governor_active": false, "max_intraday_pivots": 2},
                 "max_risk_per_trade": 2000, "max_risk_ceiling": 2000}
                """.formatted(gate));
    }

    private static String gate(String threshold) {
        return "\"vix_gate\": {\"check_time\": \"09:45\", \"threshold\": " + threshold + "},";
    }

    private JsonNode run(String seed, String gate) throws IOException {
        return Ran.well(
                        "run",
                        "--json",
                        "--date",
                        DAY,
                        "--seed",
                        seed,
                        "--symbols",
                        "SPY",
                        "--gameplan",
                        plan(gate),
                        "--state-dir",
                        folder.resolve("direct"))
                .json();
    }

    /** When something was asked, and what came of it. */
    private record Evaluation(Instant at, String outcome) {}

    private static List<Evaluation> evaluations(JsonNode answer) throws IOException {
        String journal = answer.at("/journal").asText();
        List<Evaluation> all = new ArrayList<>();
        for (String line : Ran.well("journal", "export", "--format", "jsonl", journal)
                .out()
                .lines()
                .toList()) {
            JsonNode record = JSON.readTree(line);
            if (record.at("/type").asText().equals("signal")) {
                Instant at = Instant.parse(record.at("/time").asText());
                all.add(new Evaluation(at, record.at("/outcome").asText()));
            }
        }
        return all;
    }

    private static List<Evaluation> entries(List<Evaluation> all) {
        return all.stream().filter(it -> it.outcome().equals("approved")).toList();
    }

    /**
     * Of seed 5 VIX stands at 16.27 at 11:40, at 16.19 or less at every five minutes from 09:45 to then but for 11:30
     * and 11:35, when a position is open and nothing is asked, and at 16.16 or less at the entries of the afternoon.
     */
    @Test
    void entersBelowTheThresholdAndNoMoreOnceItWasReached() throws IOException {
        String threshold = "16.25";
        BarMarket market = SyntheticMarket.day(MarketCalendar.nyse(), 5, List.of(new Symbol("SPY")), DAY);
        Index vix = new Index(new Symbol("VIX"), Currency.USD);
        List<Evaluation> free = entries(evaluations(run("5", "")));
        List<Evaluation> gated = evaluations(run("5", gate(threshold)));

        boolean reached = false;
        List<Evaluation> expected = new ArrayList<>();
        for (Evaluation it : gated) {
            Price level = market.quote(vix, it.at()).last().orElseThrow();
            boolean early = it.at().isBefore(CHECK);
            reached |= !early && !Price.of(threshold).isAbove(level);
            String usual = free.contains(it) ? "approved" : "hold";
            expected.add(new Evaluation(it.at(), early ? "before_vix_check" : reached ? "vix_above_threshold" : usual));
        }
        assertThat(gated).isEqualTo(expected);
        assertThat(entries(gated)).isNotEmpty().hasSizeLessThan(free.size());
    }

    /** The level of that gateway's day is below 12 from open to close. */
    @Test
    void entersOverTheWireAsInProcessUntilReadingsAreNotLiveFreshAndPositive() throws IOException {
        Instant noon = Instant.parse("2026-11-18T17:00:00Z");
        List<Evaluation> expected = new ArrayList<>();
        evaluations(run("1", gate("12"))).stream()
                .filter(it -> it.at().isBefore(noon))
                .forEach(expected::add);
        assertThat(entries(expected)).isNotEmpty();
        try (SimulatedGateway simulated =
                new SimulatedGateway("at 12:00 index zero", "at 13:00 index stale", "at 14:30 index delayed")) {
            Ran ran = simulated.bot(
                    "run",
                    "--json",
                    "--broker",
                    "ibkr",
                    "--mode",
                    "paper",
                    "--symbols",
                    "SPY",
                    "--gameplan",
                    plan(gate("12")),
                    "--state-dir",
                    folder.resolve("wire"));
            assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
            List<Evaluation> actual = evaluations(ran.json());

            actual.stream()
                    .filter(it -> !it.at().isBefore(noon))
                    .forEach(it -> expected.add(new Evaluation(it.at(), "vix_is_none")));
            assertThat(actual).isEqualTo(expected).hasSizeGreaterThan(60);
        }
    }

    /** One generated day of SPY, with this as VIX.csv where it is not empty. */
    private Path recorded(String vix) throws IOException {
        Path data = folder.resolve("data");
        Ran.well("data", "generate", "--out", data, "--symbols", "SPY", "--from", DAY, "--to", DAY, "--seed", 3);
        if (!vix.isEmpty()) {
            Files.writeString(data.resolve("VIX.csv"), vix);
        }
        return data;
    }

    private Ran backtest(Path data, Object... more) throws IOException {
        List<Object> all = new ArrayList<>(List.of("backtest", "--json", "--data", data, "--state-dir"));
        all.addAll(List.of(folder.resolve("backtests"), "--param", "gameplan.file=" + plan(gate("18"))));
        all.addAll(List.of(more));
        return Ran.bot(all.toArray());
    }

    private static int entries(Ran ran) {
        assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
        return ran.json().at("/orders/entries").asInt();
    }

    /** So many minutes of a level from the open on. */
    private static String minutes(int count, String level) {
        StringBuilder text = new StringBuilder("timestamp,open,high,low,close,volume\n");
        for (int i = 0; i < count; i++) {
            text.append(Instant.parse("2026-11-18T14:30:00Z").plusSeconds(60L * i));
            text.append(("," + level).repeat(4)).append(",0\n");
        }
        return text.toString();
    }

    /** On that day one entry is to be made, long after the last minute of a level could be fresh. */
    @ParameterizedTest
    @CsvSource({"390, 17.99, 1", "390, 18, 0", "1, 17.99, 0", "0, 0, 0"})
    void takesTheIndexOfTheDataForQuotesAndDoesNotTradeIt(int count, String level, int entries) throws IOException {
        Ran ran = backtest(recorded(count == 0 ? "" : minutes(count, level)));

        assertThat(entries(ran)).isEqualTo(entries);
        assertThat(ran.json().at("/symbols")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"17.999999, 1", "18.000000, 0", "0, 0", ".., 0"})
    void takesTheOpenOfADayFromAFileOfItsOwn(String open, int entries) throws IOException {
        Path vix = Files.writeString(
                folder.resolve("VIX_History.csv"), "DATE,OPEN,HIGH,LOW,CLOSE\n11/18/2026," + open + ",99,1,99\n");
        Ran ran = backtest(recorded(minutes(390, "99")), "--vix", vix);

        assertThat(entries(ran)).isEqualTo(entries);
        assertThat(ran.json().at("/warnings").toString().contains("VIX: no level on 1 trading day: 2026-11-18"))
                .isEqualTo(!open.startsWith("1"));
    }

    @Test
    void refusesToTradeAnIndex() throws IOException {
        Ran refused = backtest(recorded(minutes(390, "17")), "--symbols", "SPY,VIX");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err() + refused.out()).contains("VIX is an index, which is quoted and not traded");
    }

    @Test
    void tellsOfAFileThatCannotBeReadAndOfOneThatChanged() throws IOException {
        Path data = recorded("");
        Path vix = folder.resolve("index.csv");
        Ran missing = backtest(data, "--vix", vix);
        Files.writeString(vix, "DATE,OPEN\n11/18/2026,17\n11/18/2026,18\n");
        Ran twice = backtest(data, "--vix", vix);
        Files.writeString(vix, "DATE,OPEN\n11/18/2026,17\n");
        String manifest = backtest(data, "--vix", vix).json().at("/manifest").asText();
        Path state = folder.resolve("again");
        Ran same = Ran.bot("backtest", "--verify", manifest, "--state-dir", state);
        Files.writeString(vix, "DATE,OPEN\n11/18/2026,19\n");
        Ran changed = Ran.bot("backtest", "--verify", manifest, "--state-dir", state);

        assertThat(List.of(missing.code(), twice.code(), same.code(), changed.code()))
                .containsExactly(9, 9, 0, 9);
        assertThat(missing.out() + missing.err()).contains(vix + ": there is no such file");
        assertThat(twice.out() + twice.err()).contains(vix + ":3: 2026-11-18 is not after the date before it");
        assertThat(changed.told("why")).startsWith("the data: ");
    }
}
