package dev.ibkrbot.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ibkrbot.execution.journal.JournalRecord;
import dev.ibkrbot.execution.journal.JsonBody;
import dev.ibkrbot.execution.journal.RecordType;
import dev.ibkrbot.execution.order.Records;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two trades in a journal: one is held with its stop at work, one is closed and counted again. */
class ListsTest {
    private static final Instant AT = Instant.parse("2026-11-18T15:30:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JournalStory story = new JournalStory(Path.of("journal.db"));
    private final StoryReader reader = new StoryReader(story);

    private void tell(RecordType type, JsonBody body) {
        reader.accept(JournalRecord.of(AT, type, body));
    }

    private void opens(String id, String symbol, int order) {
        tell(
                Records.SIGNAL,
                JsonBody.object()
                        .text("symbol", symbol)
                        .text("id", id)
                        .text("strategy", "scalp")
                        .text("action", "BUY")
                        .text("outcome", "approved")
                        .text("instrument", symbol + " 20261120 C 100.00"));
        tell(
                Records.INTENT,
                JsonBody.object()
                        .text("trade", id)
                        .object("origin", it -> {})
                        .objects(
                                "orders",
                                List.of("ENTRY", "STOP_LOSS"),
                                (it, role) -> it.text("ref", "B" + order + role.charAt(0))
                                        .number("order_id", order + (role.equals("ENTRY") ? 0 : 1))
                                        .text("role", role)
                                        .text("side", role.equals("ENTRY") ? "BUY" : "SELL")
                                        .text("quantity", "10")
                                        .text("tif", "DAY")
                                        .object(
                                                "terms",
                                                terms -> terms.text("type", role.equals("ENTRY") ? "LMT" : "STP")
                                                        .text(role.equals("ENTRY") ? "limit" : "stop", "2.50"))));
        fill(order, "ENTRY", "BUY");
    }

    private void fill(int order, String role, String side) {
        tell(
                Records.FILL,
                JsonBody.object()
                        .text("execution", "e" + order + role)
                        .text("ref", "B" + order + role.charAt(0))
                        .text("role", role)
                        .text("side", side)
                        .text("quantity", "10")
                        .text("price", "2.50")
                        .text("at", AT.toString()));
    }

    private void counts(RecordType type, String id, String profit, String fees) {
        tell(
                type,
                JsonBody.object()
                        .text("trade", id)
                        .text("instrument", "QQQ 20261120 C 100.00")
                        .text("side", "BUY")
                        .text("quantity", "10")
                        .text("entry_time", AT.toString())
                        .text("exit_time", AT.toString())
                        .text("entry_price", "2.50")
                        .text("exit_price", "2.50")
                        .text("profit", profit)
                        .text("fees", fees)
                        .text("currency", "USD")
                        .text("reason", "stop_loss"));
    }

    private ListsTest day() {
        opens("a", "SPY", 1);
        opens("b", "QQQ", 5);
        fill(5, "STOP_LOSS", "SELL");
        counts(Records.EXIT, "b", "12.00", "13.00");
        return this;
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @Test
    void addsUpATradeThatWasCountedAgainOnce() {
        day().counts(Records.RESTATED, "b", "20.00", "13.00");
        ObjectNode root = JSON.createObjectNode();
        TradeList.addTo(root, story, Selection.EVERYTHING);

        assertThat(root.at("/totals").toString())
                .isEqualTo(json("[{'currency':'USD','trades':1,'won':1,'lost':0,'winRate':1.0000,"
                        + "'profit':'20.00','fees':'13.00','net':'7.00'}]"));
        assertThat(root.at("/trades").toString())
                .isEqualTo(json("[{'trade':2,'symbol':'QQQ','strategy':'scalp',"
                        + "'instrument':'QQQ 20261120 C 100.00','side':'BUY','quantity':'10',"
                        + "'entryTime':'2026-11-18T15:30:00Z','exitTime':'2026-11-18T15:30:00Z','entryPrice':'2.50',"
                        + "'exitPrice':'2.50','profit':'20.00','fees':'13.00','net':'7.00','currency':'USD',"
                        + "'exitReason':'stop_loss'}]"));
    }

    @Test
    void tellsTradesWithTheirTotal() {
        day();
        List<String> lines = new ArrayList<>();
        TradeList.tell(story, Selection.EVERYTHING, lines::add);

        assertThat(lines)
                .hasSize(3)
                .last()
                .isEqualTo("total     1 closed, 0 won, 1 lost, profit 12.00, fees 13.00, net -1.00 USD");
    }

    @Test
    void showsWhatWorksForAPosition() {
        day();
        ObjectNode root = JSON.createObjectNode();
        PositionList.addTo(root, story, Optional.empty());

        assertThat(root.at("/positions").toString())
                .isEqualTo(json("[{'trade':1,'symbol':'SPY','strategy':'scalp','instrument':'SPY 20261120 C 100.00',"
                        + "'quantity':'10','entryPrice':'2.50','entryTime':'2026-11-18T15:30:00Z','exits':["
                        + "{'orderId':2,'ref':'B1S','role':'STOP_LOSS','side':'SELL','quantity':'10',"
                        + "'orderType':'STP','limit':null,'stop':'2.50','timeInForce':'DAY','ocaGroup':null,"
                        + "'child':false,'state':'INTENT','stateReason':null,'filled':'0'}]}]"));
    }

    @Test
    void saysWhenNothingProtectsAPosition() {
        day();
        tell(
                Records.ORDER,
                JsonBody.object().text("ref", "B1S").text("state", "CANCELED").text("reason", "by hand"));
        List<String> lines = new ArrayList<>();
        PositionList.tell(story, Optional.of("SPY"), lines::add);

        assertThat(lines).hasSize(2).last().asString().endsWith("NONE");
    }

    @Test
    void listsOrdersThatMayStillTradeAlone() {
        day();
        ObjectNode root = JSON.createObjectNode();
        OrderList.addTo(root, story, Selection.EVERYTHING, true);

        assertThat(root.at("/orders"))
                .singleElement()
                .extracting(order -> order.get("ref").asText() + " " + order.get("trade"))
                .isEqualTo("B1S 1");
    }
}
