package dev.ibkrbot.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.value.Money;
import dev.ibkrbot.broker.value.Price;
import dev.ibkrbot.broker.value.Quantity;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.RecordType;
import dev.ibkrbot.execution.order.OrderState;
import dev.ibkrbot.execution.order.Records;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten bought at 2.50 under one order, and what was told of that afterwards. */
class StoryReaderTest {
    private static final Instant AT = Instant.parse("2026-11-18T15:30:00Z");

    private final JournalStory story = new JournalStory(Path.of("journal.db"));
    private final StoryReader reader = new StoryReader(story);

    private void tell(RecordType type, JsonBody body) {
        reader.accept(JournalRecord.of(AT, type, body));
    }

    @BeforeEach
    void buys() {
        tell(
                Records.SIGNAL,
                JsonBody.object()
                        .text("symbol", "SPY")
                        .text("id", "t")
                        .text("action", "BUY")
                        .text("outcome", "approved"));
        tell(
                Records.INTENT,
                JsonBody.object()
                        .text("trade", "t")
                        .object("origin", it -> {})
                        .objects(
                                "orders",
                                List.of("B1-E"),
                                (it, ref) -> it.text("ref", ref)
                                        .text("role", "ENTRY")
                                        .text("side", "BUY")
                                        .text("quantity", "10")
                                        .text("tif", "DAY")
                                        .object("terms", terms -> terms.text("type", "LMT"))));
        tell(
                Records.FILL,
                version(
                        JsonBody.object()
                                .text("execution", "e.01")
                                .text("ref", "B1-E")
                                .text("role", "ENTRY")
                                .text("side", "BUY"),
                        "10",
                        "2.50"));
    }

    private static JsonBody version(JsonBody body, String quantity, String price) {
        return body.text("quantity", quantity).text("price", price).text("at", AT.toString());
    }

    private static JsonBody correction() {
        return JsonBody.object()
                .text("execution", "e.02")
                .text("corrects", "e.01")
                .text("ref", "B1-E");
    }

    private static JsonBody charge(String amount) {
        return JsonBody.object().text("execution", "e.01").text("amount", amount);
    }

    private static JsonBody exit(String profit) {
        return JsonBody.object()
                .text("trade", "t")
                .text("instrument", "X")
                .text("side", "BUY")
                .text("quantity", "10")
                .text("entry_time", AT.toString())
                .text("exit_time", AT.toString())
                .text("entry_price", "2.50")
                .text("exit_price", "3.25")
                .text("profit", profit)
                .text("fees", "13.00")
                .text("currency", "USD")
                .text("reason", "take_profit");
    }

    private SignalStory trade() {
        return story.tradeStories().get(0);
    }

    @Test
    void tellsACorrectedFillAsItIs() {
        tell(Records.CORRECTION, correction().object("after", it -> version(it, "8", "2.40")));

        assertThat(trade().held()).isEqualTo(Quantity.of(8));
        assertThat(trade().entryPrice()).contains(Price.of("2.40"));
    }

    @Test
    void tellsABustedFillAsNone() {
        tell(Records.CORRECTION, correction());

        assertThat(trade().held()).isEqualTo(Quantity.ZERO);
        assertThat(trade().entryPrice()).isEmpty();
        assertThat(trade().orders().get(0).state()).isEqualTo(OrderState.FILLED);
    }

    @Test
    void addsTheChargesOfOneFill() {
        tell(Records.COMMISSION, charge("6.50"));
        tell(Records.COMMISSION, charge("0.50"));

        assertThat(trade().fills().get(0).commission()).isEqualTo(Optional.of("7.00"));
    }

    @Test
    void tellsAnExitThatWasCountedAgainOnce() {
        tell(Records.EXIT, exit("750.00"));
        tell(Records.RESTATED, exit("650.00"));

        assertThat(trade().exits()).extracting(ExitStory::net).containsExactly(Money.usd("637"));
    }

    @Test
    void holdsNothingOfAnOptionThatWasSettled() {
        tell(Records.SETTLEMENT, JsonBody.object().text("trade", "t").text("quantity", "6"));
        tell(Records.REDUCTION, JsonBody.object().text("trade", "t").text("quantity", "4"));
        tell(Records.SETTLEMENT, JsonBody.object().text("quantity", "3"));

        assertThat(trade().held()).isEqualTo(Quantity.ZERO);
    }

    @Test
    void tellsOfALimitUntilItIsReleased() {
        JsonBody reached = JsonBody.object()
                .text("code", "daily_loss")
                .text("until", "2026-11-19")
                .text("detail", "12%");
        List<String> lines = new ArrayList<>();
        JournalStory own = new JournalStory(Path.of("journal.db"));
        StoryReader reading = new StoryReader(own);

        reading.accept(JournalRecord.of(AT, Records.LATCH, reached));
        StatusText.tell(own, Optional.empty(), lines::add);
        assertThat(lines).anyMatch(line -> line.contains("NO ENTRIES: daily_loss until 2026-11-19"));
        assertThat(own.limits).containsExactly(Map.entry("daily_loss", new JournalStory.Limit("2026-11-19", "12%")));

        reading.accept(
                JournalRecord.of(AT, Records.LATCH_RELEASED, JsonBody.object().text("code", "daily_loss")));
        assertThat(own.limits).isEmpty();
    }

    @Test
    void countsADenialOnceForEachOfItsCodes() {
        tell(
                Records.DENIAL,
                JsonBody.object()
                        .text("id", "t")
                        .objects(
                                "denials",
                                List.of("daily_loss", "daily_loss", "cash"),
                                (it, code) -> it.text("code", code)));

        assertThat(story.denials).isEqualTo(Map.of("daily_loss", 1L, "cash", 1L));
    }
}
