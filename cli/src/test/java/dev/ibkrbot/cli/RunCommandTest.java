package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.bot;
import static dev.ibkrbot.cli.Ran.items;
import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    @TempDir
    private static Path state;

    private static JsonNode run;
    private static JsonNode story;

    @BeforeAll
    static void runsOneDay() {
        run = well("run", "--json", "--state-dir", state).json();
        story = well("explain", "--json", "--state-dir", state).json();
    }

    private static List<JsonNode> filledTrades() {
        return items(story.at("/signals")).stream()
                .filter(signal -> !signal.at("/fills").isEmpty())
                .toList();
    }

    private static BigDecimal decimal(JsonNode text) {
        return new BigDecimal(text.asText());
    }

    @Test
    void tradesAndEndsFlat() {
        assertThat(run.at("/command").asText()).isEqualTo("run");
        assertThat(run.at("/code").asInt()).isZero();
        assertThat(run.at("/mode").asText()).isEqualTo("paper");
        assertThat(run.at("/orders/entries").asInt()).isPositive();
        assertThat(run.at("/trades").asInt())
                .isPositive()
                .isEqualTo(filledTrades().size());
        assertThat(run.at("/warnings")).isEmpty();
        assertThat(filledTrades())
                .allSatisfy(trade -> assertThat(trade.at("/exits")).hasSize(1));
    }

    @Test
    void promisesItsFields() {
        assertThat(run.fieldNames())
                .toIterable()
                .contains(
                        "schema",
                        "command",
                        "code",
                        "date",
                        "seed",
                        "mode",
                        "symbols",
                        "bars",
                        "trades",
                        "wins",
                        "startingCapital",
                        "finalEquity",
                        "totalReturn",
                        "maxDrawdown",
                        "sharpe",
                        "sortino",
                        "profitFactor",
                        "commissions",
                        "exposure",
                        "orders",
                        "journalHash",
                        "assumptions",
                        "warnings",
                        "journal",
                        "report");
        assertThat(run.at("/finalEquity").isTextual()).isTrue();
        assertThat(run.at("/totalReturn").isNumber()).isTrue();
        assertThat(run.at("/sharpe").isNull()).as("one day has no deviation").isTrue();
        assertThat(run.at("/bars").asInt()).as("two symbols, 390 minutes").isEqualTo(780);
    }

    @Test
    @Tag("BR")
    void protectsEveryEntryWithAStopAndATarget() {
        for (JsonNode trade : filledTrades()) {
            List<JsonNode> group = items(trade.at("/orders")).subList(0, 3);
            assertThat(group)
                    .extracting(order -> order.at("/role").asText() + " "
                            + order.at("/side").asText() + " "
                            + order.at("/orderType").asText() + " "
                            + order.at("/child").asBoolean())
                    .containsExactly("ENTRY BUY LMT false", "TAKE_PROFIT SELL LMT true", "STOP_LOSS SELL STP true");
            JsonNode entry = group.get(0);
            JsonNode target = group.get(1);
            JsonNode stop = group.get(2);
            assertThat(group)
                    .allSatisfy(order -> assertThat(order.at("/quantity")).isEqualTo(entry.at("/quantity")));
            assertThat(stop.at("/ocaGroup").asText())
                    .isNotEmpty()
                    .isEqualTo(target.at("/ocaGroup").asText());
            assertThat(decimal(entry.at("/limit"))).isBetween(decimal(stop.at("/stop")), decimal(target.at("/limit")));
        }
    }

    @Test
    void accountsForEveryCent() {
        BigDecimal net = BigDecimal.ZERO;
        BigDecimal fees = BigDecimal.ZERO;
        for (JsonNode trade : filledTrades()) {
            JsonNode exit = trade.at("/exits/0");
            BigDecimal multiplier = new BigDecimal("100");
            BigDecimal cash = BigDecimal.ZERO;
            BigDecimal charged = BigDecimal.ZERO;
            for (JsonNode fill : trade.at("/fills")) {
                BigDecimal value = decimal(fill.at("/price"))
                        .multiply(decimal(fill.at("/quantity")))
                        .multiply(multiplier);
                cash = fill.at("/side").asText().equals("BUY") ? cash.subtract(value) : cash.add(value);
                charged = charged.add(decimal(fill.at("/commission")));
            }
            assertThat(decimal(exit.at("/profit"))).isEqualByComparingTo(cash);
            assertThat(decimal(exit.at("/fees"))).isPositive().isEqualByComparingTo(charged);
            net = net.add(cash).subtract(charged);
            fees = fees.add(charged);
        }
        assertThat(decimal(run.at("/commissions"))).isEqualByComparingTo(fees);
        assertThat(decimal(run.at("/profit"))).isEqualByComparingTo(net);
        assertThat(decimal(run.at("/finalEquity")))
                .isEqualByComparingTo(decimal(run.at("/startingCapital")).add(net));
    }

    @Test
    void fillsAfterItDecidedAndWithinRegularHours() {
        for (JsonNode trade : filledTrades()) {
            String decided = trade.at("/time").asText();
            assertThat(trade.at("/barEnd").asText()).isLessThanOrEqualTo(decided);
            assertThat(items(trade.at("/fills")))
                    .extracting(fill -> fill.at("/time").asText())
                    .allSatisfy(time -> assertThat(time)
                            .isGreaterThan(decided)
                            .isBetween("2026-11-18T14:30:00Z", "2026-11-18T21:00:00Z"));
        }
    }

    @Test
    void writesAReportThatNeedsNoNetwork() throws IOException {
        String page = Files.readString(Path.of(run.at("/report").asText()));
        assertThat(page).contains(run.at("/journalHash").asText());
        assertThat(page).contains("Content-Security-Policy").contains("default-src 'none'");
        // The chart library may say what it likes: the policy forbids it to load anything.
        String markup = page.replaceAll("(?s)(<script[^>]*>).*?</script>", "$1");
        assertThat(markup).doesNotContainPattern("(?i)(src|href|action)=\"|url\\(|@import|https?://");
    }

    @Test
    void repeatsItselfForTheSameSeedOnly() {
        Path other = state.resolve("other");
        JsonNode again = well("run", "--json", "--state-dir", other).json();
        JsonNode different =
                well("run", "--json", "--seed", 2, "--state-dir", other).json();
        assertThat(again.at("/journalHash")).isEqualTo(run.at("/journalHash"));
        assertThat(again.at("/finalEquity")).isEqualTo(run.at("/finalEquity"));
        assertThat(different.at("/journalHash")).isNotEqualTo(run.at("/journalHash"));
        assertThat(well("journal", "verify", again.at("/journal").asText()).out())
                .contains(again.at("/journalHash").asText());
    }

    @Test
    @Tag("L-24")
    void submitsNothingInADryRun() {
        Path dry = state.resolve("dry");
        JsonNode answer =
                well("run", "--mode", "dry-run", "--json", "--state-dir", dry).json();
        assertThat(answer.at("/orders/submitted").asInt()).isZero();
        assertThat(answer.at("/orders/filled").asInt()).isZero();
        assertThat(answer.at("/orders/reported").asInt()).isPositive();
        assertThat(answer.at("/finalEquity")).isEqualTo(answer.at("/startingCapital"));

        JsonNode status = well("status", "--json", "--state-dir", dry).json();
        assertThat(status.at("/mode").asText()).isEqualTo("dry-run");
        assertThat(status.at("/dryRunOrders")).isEqualTo(answer.at("/orders/reported"));
        assertThat(status.at("/positions")).isEmpty();
        assertThat(status.at("/workingOrders")).isEmpty();
    }

    @Test
    void stopsAfterOneCycle() {
        JsonNode once = well("run", "--once", "--json", "--state-dir", state.resolve("once"))
                .json();
        assertThat(once.at("/orders/submitted").asInt())
                .as("five minutes are too few")
                .isZero();
        assertThat(once.at("/notEntered/insufficient_bars").asInt()).isEqualTo(2);
    }

    @Test
    void tellsEachCycleToAPerson() {
        Ran ran = bot("run", "--symbols", "SPY", "--state-dir", state.resolve("person"));
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("time ET", "insufficient_bars", "entry BUY", "summary", "explain  bot explain");
    }
}
