package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.bot;
import static dev.ibkrbot.cli.Ran.items;
import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusExplainTest {
    @TempDir
    private static Path state;

    private static JsonNode run;

    @BeforeAll
    static void runsOneDay() {
        run = well("run", "--json", "--state-dir", state).json();
    }

    @Test
    void tellsWhatTheRunKnows() {
        JsonNode status = well("status", "--json", "--state-dir", state).json();
        assertThat(status.at("/command").asText()).isEqualTo("status");
        assertThat(status.at("/journal")).isEqualTo(run.at("/journal"));
        assertThat(status.at("/journalHash")).isEqualTo(run.at("/journalHash"));
        assertThat(status.at("/tradingDate").asText()).isEqualTo("2026-11-18");
        assertThat(status.at("/startOfDayEquity").asText()).isEqualTo("100000.00");
        assertThat(status.at("/equity")).isEqualTo(run.at("/finalEquity"));
        assertThat(status.at("/equityTime").asText()).isEqualTo("2026-11-18T21:00:00Z");
        assertThat(status.at("/trades")).hasSize(run.at("/trades").asInt());
        assertThat(status.at("/entries")).isEqualTo(run.at("/orders/entries"));
        assertThat(status.at("/skips")).isEqualTo(run.at("/skips"));
        assertThat(status.at("/positions")).isEmpty();
        assertThat(status.at("/workingOrders")).isEmpty();
        assertThat(status.at("/halted").asBoolean()).isFalse();
        assertThat(status.at("/ended").asBoolean()).isTrue();
        assertThat(status.at("/symbols")).extracting(JsonNode::asText).containsExactly("SPY", "QQQ");
    }

    @Test
    void tellsAPersonTheSame() {
        Ran status = well("status", "--state-dir", state);
        assertThat(status.out())
                .contains(run.at("/journalHash").asText())
                .contains("100000.00 USD at the start of the day")
                .contains("no position is open", "no order is working");
        assertThat(status.err()).isEmpty();
    }

    @Test
    void namesTheRuleThatRejectedEachContract() {
        JsonNode story = well("explain", "--json", "--state-dir", state).json();
        List<JsonNode> signals = items(story.at("/signals")).stream()
                .filter(signal -> signal.at("/repeats").isNull())
                .toList();
        assertThat(signals).isNotEmpty().allSatisfy(signal -> {
            List<JsonNode> funnel = items(signal.at("/funnel"));
            List<JsonNode> chosen =
                    funnel.stream().filter(it -> it.at("/chosen").asBoolean()).toList();
            assertThat(chosen)
                    .singleElement()
                    .satisfies(it -> assertThat(it.at("/contract")).isEqualTo(signal.at("/instrument")));
            assertThat(funnel).filteredOn(it -> !it.at("/chosen").asBoolean()).allSatisfy(it -> {
                assertThat(it.at("/rule").asText()).isNotEmpty();
                assertThat(it.at("/limit").asText()).isNotEmpty();
                assertThat(it.at("/actual").asText()).isNotEmpty();
            });
        });
        assertThat(story.at("/skips")).isEqualTo(run.at("/skips"));
    }

    @Test
    void tellsOneTradeWhole() {
        JsonNode all = well("explain", "--json", "--state-dir", state).json();
        JsonNode first = items(all.at("/signals")).stream()
                .filter(it -> it.at("/repeats").isNull() && !it.at("/exits").isEmpty())
                .findFirst()
                .orElseThrow();
        String number = first.at("/trade").asText();
        JsonNode story = well("explain", "--json", "--trade", number, "--state-dir", state)
                .json();
        assertThat(story.at("/signals")).hasSize(1);
        JsonNode signal = story.at("/signals/0");
        assertThat(signal.at("/risk/approved").asBoolean()).isTrue();
        assertThat(signal).isEqualTo(first);

        String text = well("explain", "--trade", number, "--state-dir", state).out();
        assertThat(text)
                .contains("chosen    " + signal.at("/instrument").asText())
                .contains("rejected  wider_spread, limit ")
                .contains("risk      approved, quantity "
                        + signal.at("/risk/quantity").asText())
                .contains("order     entry BUY ", "order     stop loss SELL ", "fill      ")
                .contains("net " + first.at("/exits/0/net").asText() + " USD");
    }

    @Test
    void listsTradesThatAddUpToTheRun() {
        JsonNode trades = well("trades", "--json", "--date", "2026-11-18", "--state-dir", state)
                .json();
        assertThat(trades.at("/command").asText()).isEqualTo("trades");
        assertThat(trades.at("/trades")).hasSize(run.at("/trades").asInt());
        JsonNode total = trades.at("/totals/0");
        assertThat(total.at("/won").asInt()).isEqualTo(run.at("/wins").asInt());
        assertThat(total.at("/fees")).isEqualTo(run.at("/commissions"));
        assertThat(new BigDecimal(total.at("/net").asText()))
                .isEqualByComparingTo(
                        new BigDecimal(run.at("/finalEquity").asText()).subtract(new BigDecimal("100000")));
        assertThat(well("trades", "--symbol", "NONE", "--state-dir", state)
                        .out()
                        .strip())
                .isEqualTo("no trade is closed");
    }

    @Test
    void listsEveryOrderThatWasSent() {
        JsonNode orders = well("orders", "--json", "--state-dir", state).json();
        assertThat(orders.at("/orders")).hasSize(run.at("/orders/submitted").asInt());
        assertThat(items(orders.at("/orders")).stream()
                        .filter(order -> order.at("/state").asText().equals("FILLED"))
                        .count())
                .isEqualTo(run.at("/orders/filled").asLong());
        assertThat(well("orders", "--working", "--state-dir", state).out().strip())
                .isEqualTo("no order is working");
        assertThat(well("positions", "--state-dir", state).out().strip()).isEqualTo("no position is open");
    }

    @Test
    void saysWhichDatesItKnows() {
        for (String command : List.of("explain", "orders", "trades")) {
            Ran ran = bot(command, "--date", "2026-11-17", "--state-dir", state);
            assertThat(ran.code()).isEqualTo(9);
            assertThat(ran.told("why")).endsWith("tells of 2026-11-18");
        }
    }

    @Test
    void tellsOfEachEvaluationEveryGate() {
        JsonNode story = well("explain", "--json", "--state-dir", state).json();
        assertThat(items(story.at("/evaluations")).stream()
                        .filter(it -> it.at("/outcome").asText().equals("hold")))
                .isNotEmpty()
                .allSatisfy(
                        it -> assertThat(names(it)).isEqualTo("signal confidence puts contract still_current risk"));
        assertThat(items(story.at("/signals")).stream()
                        .filter(it -> it.at("/repeats").isNull()))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(names(it))
                        .isEqualTo("signal confidence puts contract still_current equity_known account_age currency"
                                + " daily_loss weekly_loss latches day_trades duplicate_position working_order"
                                + " opposing_order open_positions order_rate quote_sides quote_age data_quality"
                                + " data_score price_collar writing bounded_loss cash_known size cash quantity"));
        JsonNode first = story.at("/signals/0");
        assertThat(first.at("/outcome").asText()).isEqualTo("submitted");
        assertThat(first.at("/orderId")).isEqualTo(first.at("/orders/0/orderId"));
        assertThat(story.at("/outcomes/sent")).isEqualTo(run.at("/orders/entries"));
    }

    private static String names(JsonNode evaluation) {
        return items(evaluation.at("/gates")).stream()
                .map(gate -> gate.at("/gate").asText())
                .collect(Collectors.joining(" "));
    }

    @Test
    void picksAMinuteAndASymbol() {
        JsonNode story = well("explain", "--json", "--symbol", "QQQ", "--at", "09:35", "--state-dir", state)
                .json();
        assertThat(story.at("/signals")).isEmpty();
        assertThat(story.at("/holds").toString()).isEqualTo("{\"insufficient_bars\":1}");
        assertThat(story.at("/skips")).isEmpty();
    }

    @Test
    void endsWithNineWhereThereIsNoRun() {
        for (String command : List.of("status", "explain", "positions", "orders", "trades")) {
            Ran ran = bot(command, "--state-dir", state.resolve("nothing"));
            assertThat(ran.code()).isEqualTo(9);
            assertThat(ran.told("fix")).contains("bot run");
        }
    }
}
