package dev.ibkrbot.stub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of data and orders, each as a client of bytes sees it. */
class TradingFaultsTest {
    private static final String SPY = "0|SPY|STK||0.0|||SMART||USD|||";
    private static final String CALL = "0|SPY|OPT|20260717|570|C|100|SMART||USD|||";
    private static final long OPEN = GatewayFixture.OPEN.getEpochSecond();

    private static List<String> kinds(List<String> messages) {
        return messages.stream().map(it -> it.substring(0, it.indexOf('|'))).toList();
    }

    private static String field(String message, int number) {
        return message.split("\\|", -1)[number];
    }

    /** What a market order of 10 brings, up to the answer about the time. */
    private static List<String> traded(WireClient client, int seconds) throws Exception {
        client.send(OrderText.stock(1, "BUY", "10", "MKT").at(193), "49|1|" + (OPEN + seconds) + "|");
        return client.receiveUntil(it -> it.startsWith("49|"));
    }

    @ParameterizedTest
    @CsvSource({"denied, 1, 354", "not-subscribed, 1, 354", "delayed-disabled, 3, 10168", "competing, 1, 10197"})
    void refusesMarketData(String mode, int type, int code) throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("data " + mode);
                WireClient client = fixture.client(193, 7)) {
            client.send("59|1|" + type + "|", "1|11|2|" + SPY + "0||0|0||");
            assertThat(client.receiveAll()).singleElement().asString().startsWith("4|2|2|" + code + "|");
            assertThat(fixture.gateway.openLines()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"delayed, 1, 10167", "not-subscribed, 3, 10167", "needs-subscription, 1, 10089"})
    void showsDelayedData(String mode, int type, int code) throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("data " + mode);
                WireClient client = fixture.client(193, 7)) {
            client.send("59|1|" + type + "|", "1|11|2|" + CALL + "0||1|0||");
            List<String> said = client.receiveUntil(it -> it.startsWith("57|"));
            assertThat(said.get(0)).startsWith("4|2|2|" + code + "|");
            assertThat(said.get(2)).isEqualTo("58|1|2|3|");
            assertThat(said.stream().filter(it -> it.matches("[12]\\|.*")).map(it -> field(it, 3)))
                    .containsExactly("66", "69", "67", "70", "68", "74");
            assertThat(said).anyMatch(it -> it.startsWith("21|2|83|")).anyMatch(it -> it.startsWith("46|6|2|88|"));
        }
    }

    @ParameterizedTest
    @CsvSource({"frozen, 58|1|2|2|", "halted, 45|6|2|49|1.0|", "empty, 1|6|2|1|-1.00|0|0|"})
    void showsDataThatCannotBeTradedOn(String mode, String message) throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("data " + mode);
                WireClient client = fixture.client(193, 7)) {
            client.send("1|11|2|" + SPY + "0||1|0||");
            assertThat(client.receiveUntil(it -> it.startsWith("57|"))).contains(message);
        }
    }

    @ParameterizedTest
    @CsvSource({"stalled, 2", "unfinished, 11"})
    void leavesASnapshotUnfinished(String mode, int messages) throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("data " + mode);
                WireClient client = fixture.client(193, 7)) {
            client.send("1|11|2|" + SPY + "0||1|0||");
            assertThat(client.receiveAll()).hasSize(messages).noneMatch(it -> it.startsWith("57|"));
        }
    }

    @Test
    void leavesOutGreeksAndBoundsLines() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("greeks off", "lines 1");
                WireClient client = fixture.client(193, 7)) {
            client.send("1|11|2|" + CALL + "0||0|0||", "1|11|3|" + CALL + "0||0|0||", "1|11|2|" + CALL + "0||1|0||");
            List<String> said = client.receiveAll();
            assertThat(said)
                    .anyMatch(it -> it.startsWith("4|2|2|10090|"))
                    .anyMatch(it -> it.startsWith("4|2|3|101|"))
                    .anyMatch(it -> it.startsWith("4|2|2|102|"))
                    .noneMatch(it -> it.startsWith("21|"));
        }
    }

    @Test
    void punishesHistoricalRequestsThatRepeat() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("history strict");
                WireClient client = fixture.client(193, 7)) {
            String request = SPY + "0||1 day|5 D|1|TRADES|1|0||";
            client.send("20|1|" + request, "20|2|" + request);
            assertThat(client.receive()).startsWith("17|1|");
            assertThat(client.receive()).startsWith("4|2|2|162|").contains("pacing violation");
        }
    }

    @Test
    void isReadOnly() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("read-only on");
                WireClient client = fixture.client(193, 7)) {
            client.send(OrderText.stock(1, "BUY", "1", "MKT").at(193), "4|1|||");
            assertThat(client.receive(2)).allMatch(it -> it.startsWith("4|2|1|321|") && it.contains("Read-Only"));
        }
    }

    @Test
    void belongsToAnotherAccount() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("account U7654321,U7654322");
                WireClient client = fixture.client(193, 7)) {
            client.send(
                    "17|1|",
                    OrderText.stock(1, "BUY", "1", "MKT").set(23, "DSIM001").at(193));
            assertThat(client.receive()).isEqualTo("15|1|U7654321,U7654322|");
            assertThat(client.receive()).startsWith("4|2|1|321|");
        }
    }

    @Test
    void rejectsSoManyOrders() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("reject 1 201 Order rejected - reason:No money");
                WireClient client = fixture.client(193, 7)) {
            client.send(
                    OrderText.stock(1, "BUY", "1", "MKT").at(193),
                    OrderText.stock(2, "BUY", "1", "MKT").at(193));
            assertThat(client.receive()).isEqualTo("4|2|1|201|Order rejected - reason:No money||");
            assertThat(client.receive()).startsWith("5|2|");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "error-first, 4 3, Inactive",
        "status-first, 3 4, Inactive",
        "cancelled, 4 3, Cancelled",
        "error-only, 4, -"
    })
    void rejectsInEveryShape(String shape, String kinds, String status) throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("rejections " + shape);
                WireClient client = fixture.client(193, 7)) {
            client.send(OrderText.stock(1, "BUY", "100000", "MKT").at(193));
            List<String> said = client.receiveAll();
            assertThat(String.join(" ", kinds(said))).isEqualTo(kinds);
            assertThat(said.stream().filter(it -> it.startsWith("3|")))
                    .allMatch(it -> field(it, 2).equals(status));
        }
    }

    /** Figures without a commission come before the refusal; from version 195 they carry its reason. */
    @ParameterizedTest
    @ValueSource(ints = {193, 195, 200})
    void refusesAPreviewAfterItsFigures(int version) throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("what-if refused");
                StrictClient client = StrictClient.ready(fixture.gateway.port(), version, 7)) {
            client.send(OrderText.stock(12, "BUY", "10", "LMT")
                    .limit("500")
                    .whatIf()
                    .at(version));
            List<String> answer = client.all();
            assertThat(client.kinds(answer)).isEqualTo("5 4/201/12");
            String unset = "1.7976931348623157E308";
            assertThat(answer.get(0)).contains("|99999.00|" + unset + "|" + unset + "|" + unset + "||");
            assertThat(answer.get(0).contains("MARGIN REQUIRED")).isEqualTo(version >= 195);
            assertThat(fixture.gateway.openOrders()).isZero();
        }
    }

    @Test
    void splitsAFill() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("fills split 3");
                WireClient client = fixture.client(193, 7)) {
            List<String> said = traded(client, 60);
            List<String> fills =
                    said.stream().filter(it -> it.startsWith("11|")).toList();
            assertThat(fills.stream().map(it -> field(it, 14) + " " + field(it, 19) + " " + field(it, 24)))
                    .containsExactly("0000e0d5.1.1.01 3 3", "0000e0d5.1.2.01 3 6", "0000e0d5.1.3.01 4 10");
            assertThat(said.stream().filter(it -> it.startsWith("3|")).map(it -> field(it, 2)))
                    .containsExactly("PreSubmitted", "PreSubmitted", "PreSubmitted", "Filled", "Filled");
            assertThat(said.stream().filter(it -> it.startsWith("59|"))).hasSize(3);
        }
    }

    @Test
    void repeatsAndReversesCallbacks() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("callbacks duplicate 2");
                WireClient client = fixture.client(193, 7)) {
            assertThat(kinds(traded(client, 60)))
                    .startsWith("5", "5", "3", "3", "11", "11", "5", "5", "3", "3", "5", "5", "3", "3", "59", "59");
        }
        try (GatewayFixture fixture = new GatewayFixture("callbacks reversed");
                WireClient client = fixture.client(193, 7)) {
            assertThat(kinds(traded(client, 60))).startsWith("3", "5", "59", "3", "5", "3", "5", "11");
        }
    }

    @Test
    void reportsCommissionsLateFirstOrNever() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("commissions late 120");
                WireClient client = fixture.client(193, 7)) {
            assertThat(kinds(traded(client, 60))).doesNotContain("59");
            client.send("49|1|" + (OPEN + 240) + "|");
            assertThat(kinds(client.receiveUntil(it -> it.startsWith("49|")))).contains("59");
        }
        try (GatewayFixture fixture = new GatewayFixture("commissions never");
                WireClient client = fixture.client(193, 7)) {
            assertThat(kinds(traded(client, 600))).doesNotContain("59");
        }
        try (GatewayFixture fixture = new GatewayFixture("commissions before");
                WireClient client = fixture.client(193, 7)) {
            assertThat(kinds(traded(client, 60))).startsWith("5", "3", "59", "11");
        }
    }

    @Test
    void correctsAFill() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("corrections on");
                WireClient client = fixture.client(193, 7)) {
            List<String> said = new ArrayList<>(traded(client, 60));
            client.send("49|1|" + (OPEN + 120) + "|", "7|3|5|0||||||||");
            said.addAll(client.receiveUntil(it -> it.startsWith("55|")));
            assertThat(said.stream().filter(it -> it.startsWith("11|")).map(it -> field(it, 1) + " " + field(it, 14)))
                    .containsExactly("-1 0000e0d5.1.1.01", "-1 0000e0d5.1.1.02", "5 0000e0d5.1.1.02");
        }
    }

    @Test
    void sendsWhatNoListHas() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("strangers on");
                WireClient client = fixture.client(193, 7)) {
            client.send(OrderText.stock(1, "BUY", "1", "MKT").at(193));
            assertThat(client.receiveAll())
                    .anyMatch(it -> it.startsWith("199|1|1|"))
                    .anyMatch(it -> it.startsWith("4|2|1|99999|"));
        }
    }

    @Test
    void losesOrdersOrTakesThemWithoutAWord() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("orders lost");
                WireClient client = fixture.client(193, 7)) {
            assertThat(kinds(traded(client, 60))).containsExactly("49");
            assertThat(fixture.gateway.executions()).isEmpty();
        }
        try (GatewayFixture fixture = new GatewayFixture("orders mute");
                WireClient client = fixture.client(193, 7)) {
            assertThat(kinds(traded(client, 60))).containsExactly("49");
            assertThat(fixture.gateway.executions()).hasSize(1);
        }
    }

    @Test
    void leavesOutEndMessages() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("ends off", "what-if silent");
                WireClient client = fixture.client(193, 7)) {
            client.send(
                    "5|1|",
                    "61|1|",
                    "99|1|",
                    "7|3|5|0||||||||",
                    OrderText.stock(1, "BUY", "1", "MKT").whatIf().at(193));
            assertThat(client.receiveAll()).isEmpty();
        }
    }
}
