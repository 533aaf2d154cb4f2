package dev.ibkrbot.stub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders from placing to commission; field counts are those of the protocol sheet's section 12. */
class OrdersOverTheWireTest {
    private static final long OPEN = GatewayFixture.OPEN.getEpochSecond();

    private static int fields(String message) {
        return (int) message.chars().filter(c -> c == '|').count();
    }

    private static String[] split(String message) {
        return message.split("\\|", -1);
    }

    private static List<String> ofKind(List<String> messages, int id) {
        return messages.stream().filter(it -> it.startsWith(id + "|")).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "176, 115, 136, 31, 101",
        "177, 114, 135, 31, 100",
        "178, 114, 135, 32, 100",
        "182, 114, 135, 32, 100",
        "183, 115, 136, 32, 101",
        "184, 116, 137, 32, 102",
        "185, 116, 138, 32, 102",
        "187, 118, 138, 32, 102",
        "189, 119, 139, 32, 102",
        "190, 117, 139, 32, 102",
        "192, 118, 139, 32, 102",
        "193, 118, 141, 32, 102",
        "195, 118, 154, 32, 102",
        "198, 118, 155, 33, 103",
        "199, 119, 156, 33, 103",
        "200, 119, 156, 33, 103"
    })
    void tradesWithTheFieldCountsOfEveryVersion(int version, int placed, int open, int executed, int completed)
            throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(version, 7)) {
            String order = OrderText.stock(12, "BUY", "10", "MKT").at(version);
            assertThat(fields(order)).isEqualTo(placed);
            client.send(order, "49|1|" + (OPEN + 60) + "|");
            List<String> said = client.receiveUntil(it -> it.startsWith("49|"));
            client.send("99|1|");
            List<String> ended = client.receiveUntil(it -> it.equals("102|"));

            assertThat(said.stream().map(it -> split(it)[0])).startsWith("5", "3", "11", "5", "3", "5", "3", "59");
            assertThat(ofKind(said, 5)).allMatch(it -> fields(it) == open);
            assertThat(ofKind(said, 11)).hasSize(1).allMatch(it -> fields(it) == executed);
            assertThat(ofKind(said, 59)).hasSize(1).allMatch(it -> fields(it) == 8);
            assertThat(ofKind(ended, 101)).hasSize(1).allMatch(it -> fields(it) == completed);
        }
    }

    @Test
    void saysWhatAMarketOrderCameTo() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send(OrderText.stock(12, "BUY", "10", "MKT").at(193));
            assertThat(client.receive(2).get(1)).isEqualTo("3|12|PreSubmitted|0|10|0.00|1000000001|0|0.00|7||0.0|");
            client.send("49|1|next|");
            String next = client.receive();
            client.send("49|1|" + split(next)[2] + "|");
            List<String> said = client.receiveUntil(it -> it.startsWith("49|"));
            String price = fixture.gateway.executions().get(0).price().toString();
            String fee = split(said.get(5))[3];

            assertThat(said.get(0))
                    .startsWith("11|-1|12|1478221309|SPY|STK||0.0|?||SMART|USD|SPY|SPY|0000e0d5.1.1.01|20260622 09:30:")
                    .endsWith(" America/New_York|DSIM001|SMART|BOT|10|" + price + "|1000000001|7|0|10|" + price
                            + "|ref-12||||1|0|");
            assertThat(said.get(2)).isEqualTo("3|12|Filled|10|0|" + price + "|1000000001|0|" + price + "|7||0.0|");
            assertThat(split(said.get(1))[103]).isEmpty();
            assertThat(split(said.get(3))[103] + " " + split(said.get(3))[106]).isEqualTo(fee + " USD");
            assertThat(said.get(5))
                    .isEqualTo("59|1|0000e0d5.1.1.01|" + fee + "|USD|1.7976931348623157E308|1.7976931348623157E308||");
            assertThat(said.get(said.size() - 1)).isEqualTo(next);
        }
    }

    @Test
    void laysOpenOrderOutAsTheSheetDoes() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send(OrderText.stock(12, "BUY", "10", "LMT").limit("500.5").at(193));
            String unset = "1.7976931348623157E308|";
            String nine = unset.repeat(9);
            assertThat(client.receive())
                    .isEqualTo("5|12|1478221309|SPY|STK||0.0|?||SMART|USD|SPY|SPY|BUY|10|LMT|500.50|0.0|DAY||DSIM001||0"
                            + "|ref-12|7|1000000001|0|0|0||1000000001.0/DSIM001/100|||||||||0||-1|0||||||2147483647|0|0|0"
                            + "||0|0|0||0|0||0|None||0||||?|0|0||0|0||||||0|0|0|2147483647|2147483647|||0||IB|0|0||0|0"
                            + "|Submitted|" + nine + "|||||0|0|0|None|" + unset + "|" + unset.repeat(4)
                            + "0||||0|1|0|0|0|||0||||||" + "|0||0|||");
        }
    }

    @ParameterizedTest
    @CsvSource({"176", "187", "193", "200"})
    void cancelsInTheFormOfEachVersion(int version) throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(version, 7)) {
            client.send(OrderText.stock(12, "BUY", "10", "LMT").limit("500").at(version));
            client.receive(2);
            client.send(version == 187 ? "4|1|12||||2147483647|" : version < 192 ? "4|1|12||" : "4|12|||2147483647|");

            assertThat(client.receive()).startsWith("3|12|Cancelled|0|10|0.00|");
            assertThat(client.receive())
                    .startsWith(version < 194 ? "4|2|12|202|Order Canceled" : "4|12|202|Order Canceled");
            assertThat(fixture.gateway.openOrders()).isZero();
        }
    }

    @Test
    void tellsUnknownAndFinishedOrdersFromEachOther() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send("4|99|||2147483647|");
            assertThat(client.receive()).startsWith("4|2|99|10147|");
            client.send(OrderText.stock(12, "BUY", "10", "LMT").limit("500").at(193), "4|12|||", "4|12|||");
            assertThat(client.receive(5).get(4)).startsWith("4|2|12|10148|").contains("state: Cancelled");
            client.send(OrderText.stock(12, "BUY", "10", "LMT").limit("500").at(193));
            assertThat(client.receive()).startsWith("4|2|12|103|");
        }
    }

    @Test
    void refusesWhatCannotBePlaced() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send(OrderText.stock(0, "BUY", "1", "MKT").at(193));
            assertThat(client.receive()).startsWith("4|2|0|10149|");
            client.send(OrderText.stock(1, "BUY", "1", "MKT").held().whatIf().at(193));
            assertThat(client.receive()).startsWith("4|2|1|321|").contains("What-If order should have transmit flag");
        }
    }

    @Test
    void refusesIdsThatAreNotAboveAllBefore() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("next-id 10");
                WireClient client = fixture.client(193, 7);
                WireClient other = fixture.client(193, 8)) {
            client.send(OrderText.stock(9, "BUY", "1", "LMT").limit("1").at(193));
            assertThat(client.receive()).startsWith("4|2|9|103|");
            client.send(OrderText.stock(15, "BUY", "1", "LMT").limit("1").at(193));
            client.receive(2);
            client.send(OrderText.stock(14, "BUY", "1", "LMT").limit("1").at(193), "8|1|1|");
            assertThat(client.receive()).startsWith("4|2|14|103|");
            assertThat(client.receive()).isEqualTo("9|1|16|");
            other.send(OrderText.stock(10, "BUY", "1", "LMT").limit("1").at(193));
            assertThat(other.receive()).startsWith("5|10|");
        }
    }

    /** The same preview as three clients write it: empty, zero and the literals for "unset" mean the same. */
    @Test
    void takesAnOrderInEachClientsHand() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            String unset = "1.7976931348623157E308";
            OrderText plain =
                    OrderText.option(1, "BUY", "1", "LMT").limit("500.00").whatIf();
            OrderText official =
                    OrderText.option(2, "BUY", "1", "LMT").limit("500.0").whatIf();
            IntStream.of(36, 91, 92, 93, 94, 95).forEach(i -> official.set(i, unset));
            IntStream.of(63, 67, 109, 110, 117).forEach(i -> official.set(i, "2147483647"));
            IntStream.of(2, 25, 28, 29, 30, 31, 32, 33, 34, 43, 46, 49, 52, 53, 55, 61, 66, 77, 80, 86, 87, 88, 96)
                    .forEach(i -> official.set(i, "0"));
            official.set(6, "570.0").set(45, "-1");
            OrderText other =
                    OrderText.option(3, "BUY", "1", "LMT").limit("500").whatIf();
            other.set(12, "SPY   260717C00570000")
                    .set(13, "SPY")
                    .set(23, "DSIM001")
                    .set(24, "O")
                    .set(36, "0.0");
            client.send(
                    plain.set(26, "r").at(193),
                    official.set(26, "r").at(193),
                    other.set(26, "r").at(193));

            List<String> answers = client.receive(3);
            assertThat(answers.stream().map(it -> it.replaceFirst("^5\\|\\d\\|", "")))
                    .containsOnly(answers.get(0).substring(4));
        }
    }

    @Test
    void previewsWithoutLeavingAnOrder() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("what-if two-step");
                WireClient client = fixture.client(193, 7)) {
            client.send(OrderText.stock(12, "BUY", "10", "LMT")
                    .limit("500")
                    .whatIf()
                    .at(193));
            String[] first = split(client.receive());
            String[] second = split(client.receive());

            assertThat(first).startsWith("5", "12").contains("Margins are being worked out");
            assertThat(first[97]).isEqualTo("1.7976931348623157E308");
            assertThat(second[92]).isEqualTo("1");
            assertThat(List.of(second).subList(94, 107))
                    .containsExactly(
                            "0.00",
                            "0.00",
                            "100000.00",
                            "5000.00",
                            "5000.00",
                            "-1.00",
                            "5000.00",
                            "5000.00",
                            "99999.00",
                            "1.00",
                            "1.00",
                            "1.00",
                            "USD");
            assertThat(fixture.gateway.openOrders()).isZero();
            client.send("5|1|");
            assertThat(client.receive()).isEqualTo("53|1|");
        }
    }

    @Test
    void refusesAPreviewLikeAnOrder() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send(OrderText.stock(12, "BUY", "10000", "LMT")
                    .limit("500")
                    .whatIf()
                    .at(193));
            assertThat(client.receive()).startsWith("4|2|12|201|Insufficient funds");
            client.send(OrderText.stock(13, "BUY", "1", "LMT")
                    .limit("500.001")
                    .whatIf()
                    .at(193));
            assertThat(client.receive()).startsWith("4|2|13|110|");
        }
    }

    @Test
    void holdsABracketUntilItsLastOrderTransmits() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send(
                    OrderText.option(20, "BUY", "2", "MKT").held().at(193),
                    OrderText.option(21, "SELL", "2", "LMT")
                            .limit("90")
                            .childOf(20)
                            .held()
                            .at(193));
            assertThat(client.receiveAll()).isEmpty();
            client.send(OrderText.option(22, "SELL", "2", "STP")
                    .trigger("0.05")
                    .childOf(20)
                    .at(193));
            List<String> placed = client.receive(6);
            client.send("49|1|" + (OPEN + 120) + "|");
            List<String> traded = client.receiveUntil(it -> it.startsWith("49|"));

            assertThat(ofKind(placed, 3).stream().map(it -> split(it)[2]))
                    .containsExactly("PreSubmitted", "PreSubmitted", "PreSubmitted");
            assertThat(ofKind(traded, 3).stream().map(it -> split(it)[1] + " " + split(it)[2]))
                    .containsExactly("20 Filled", "21 Submitted", "20 Filled");
            client.send("4|21|||", "4|22|||");
            assertThat(ofKind(client.receiveAll(), 3)).hasSize(2);
        }
    }

    @Test
    void changesALiveOrder() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send(OrderText.stock(12, "BUY", "10", "LMT").limit("500").at(193));
            client.receive(2);
            client.send(OrderText.stock(12, "BUY", "5", "LMT").limit("510").at(193));
            String[] open = split(client.receive());

            assertThat(open[14] + " @ " + open[16] + " perm " + open[25]).isEqualTo("5 @ 510.00 perm 1000000001");
            assertThat(fixture.gateway.openOrders()).isOne();
        }
    }

    @Test
    void refusesAComboThatWritesAnOption() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            String one = "0|SPY|OPT|20260717|570|C|100|SMART||USD|||0||||";
            client.send("9|8|1|" + one, "9|8|2|" + one.replace("570", "575"));
            List<String> details = client.receive(4);
            String first = split(details.get(0))[13];
            String second = split(details.get(2))[13];
            String legs = "2|" + first + "|1|BUY|SMART|0|0||-1|" + second + "|1|SELL|SMART|0|0||-1|0|1|NonGuaranteed|1";
            String order = OrderText.stock(12, "BUY", "1", "LMT")
                    .limit("-1.5")
                    .combo(legs)
                    .at(193);

            assertThat(fields(order)).isEqualTo(118 + 21);
            client.send(order);
            assertThat(client.receive()).startsWith("4|2|12|201|The account is not allowed to write options");
        }
    }

    @Test
    void keepsTheOrdersOfTwoClientsApart() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient one = fixture.client(193, 1);
                WireClient two = fixture.client(176, 2)) {
            one.send(OrderText.stock(5, "BUY", "10", "LMT").limit("500").at(193));
            one.receive(2);
            two.send(OrderText.stock(5, "BUY", "3", "LMT").limit("400").at(176));
            two.receive(2);
            two.send("5|1|", "16|1|");
            List<String> own = two.receiveUntil(it -> it.equals("53|1|"));
            List<String> all = two.receiveUntil(it -> it.equals("53|1|"));

            assertThat(ofKind(own, 3).stream().map(it -> split(it)[9])).containsExactly("2");
            assertThat(ofKind(all, 3).stream().map(it -> split(it)[9])).containsExactly("1", "2");
            two.send("58|1|");
            assertThat(one.receive()).startsWith("3|5|Cancelled|");
            assertThat(fixture.gateway.openOrders()).isZero();
        }
    }
}
