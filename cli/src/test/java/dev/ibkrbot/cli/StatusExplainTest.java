package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.bot;
import static dev.ibkrbot.cli.Ran.items;
import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
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
    void picksAMinuteAndASymbol() {
        JsonNode story = well("explain", "--json", "--symbol", "QQQ", "--at", "09:35", "--state-dir", state)
                .json();
        assertThat(story.at("/signals")).isEmpty();
        assertThat(story.at("/holds").toString()).isEqualTo("{\"insufficient_bars\":1}");
        assertThat(story.at("/skips")).isEmpty();
    }

    @Test
    void endsWithNineWhereThereIsNoRun() {
        for (String command : List.of("status", "explain")) {
            Ran ran = bot(command, "--state-dir", state.resolve("nothing"));
            assertThat(ran.code()).isEqualTo(9);
            assertThat(ran.told("fix")).contains("bot run");
        }
    }
}
