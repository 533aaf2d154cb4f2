package dev.ibkrbot.stub.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ibkrbot.broker.instrument.OptionContract;
import dev.ibkrbot.broker.instrument.Right;
import dev.ibkrbot.broker.instrument.Stock;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.OptionQuote;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.pricing.Greeks;
import dev.ibkrbot.broker.value.Price;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contracts, chains, quotes, bars and the account; layouts are those of the protocol sheet's sections 5 and 7. */
class MarketDataOverTheWireTest {
    private static final String SPY = "0|SPY|STK||0.0|||SMART||USD|||";
    private static final String CALL = "0|SPY|OPT|20260717|570|C|100|SMART||USD|||";
    private static final OptionContract CONTRACT =
            OptionContract.equity(new Symbol("SPY"), LocalDate.of(2026, 7, 17), Price.of("570"), Right.CALL);
    private static final long OPEN = GatewayFixture.OPEN.getEpochSecond();

    private static int fields(String message) {
        return (int) message.chars().filter(c -> c == '|').count();
    }

    @ParameterizedTest
    @ValueSource(ints = {176, 187, 193, 200})
    void greetsByteForByte(int version) throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = new WireClient(fixture.gateway.port())) {
            client.raw(new byte[] {'A', 'P', 'I', 0, 0, 0, 0, 9});
            client.raw(("v100.." + version).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(client.receive()).isEqualTo(version + "|20260622 09:30:00 Simulated Time (led)|");
            client.send("71|2|7||");
            assertThat(client.receive(2)).containsExactly("15|1|DSIM001|", "9|1|1|");
            String farm = client.receive();
            String late = version < 194 ? "" : OPEN + "000|";
            String head = version < 194 ? "4|2|-1|" : "4|-1|";
            assertThat(farm).isEqualTo(head + "2104|Market data farm connection is OK:usfarm||" + late);
        }
    }

    @ParameterizedTest
    @CsvSource({"176, 42", "181, 42", "182, 43", "185, 43", "186, 44", "200, 44"})
    void describesContracts(int version, int count) throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(version, 7)) {
            client.send("9|8|1|" + CALL + "0||||", "9|8|2|0|NONE|STK||0.0|||SMART||USD|||0||||");
            String details = client.receive();
            assertThat(fields(details)).isEqualTo(count);
            assertThat(details)
                    .startsWith("10|1|SPY|OPT|20260717 16:00:00 US/Eastern|" + (version >= 182 ? "20260717|" : "")
                            + "570.00|C|SMART|USD|SPY   260717C00570000|SPY|SPY|");
            assertThat(client.receive()).isEqualTo("52|1|1|");
            assertThat(client.receive()).contains("|200|No security definition");
        }
    }

    @Test
    void listsEveryContractOfAnExpiration() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send("78|3|SPY||STK|0|", "9|8|4|0|SPY|OPT|20260717||C||SMART||USD|||0||||");
            List<String> parameters = client.receiveUntil(it -> it.equals("76|3|"));
            List<String> rows = client.receiveUntil(it -> it.equals("52|1|4|"));

            String[] first = parameters.get(0).split("\\|");
            int expirations = Integer.parseInt(first[6]);
            int strikes = Integer.parseInt(first[7 + expirations]);
            assertThat(parameters).hasSize(3);
            assertThat(first).hasSize(8 + expirations + strikes);
            assertThat(rows).hasSize(strikes + 1);
            String rules = rows.get(0).split("\\|", -1)[37];
            client.send("91|" + rules.split(",")[0] + "|", "91|9999|");
            assertThat(client.receive()).isEqualTo("93|26|1|0.00|0.01|");
            assertThat(client.receive()).contains("|322|");
        }
    }

    /** Numbers of an earlier run are known again, and a wrong one is not mended by the right name. */
    @Test
    void findsAContractByItsNumber() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send("9|8|1|1248894185|SPY|OPT||0.0|||SMART||USD|||0||||");
            assertThat(client.receive(2).get(0))
                    .startsWith("10|1|SPY|OPT|20260717 16:00:00 US/Eastern|20260717|570.00|C|");
            client.send("9|8|2|1248894185|||||||||||0||||", "9|8|3|4711|SPY|STK||0.0|||SMART||USD|||0||||");
            assertThat(client.receive(3).get(2)).startsWith("4|2|3|200|");
        }
    }

    @Test
    void quotesAStockOnce() throws Exception {
        Quote quote = GatewayFixture.market().quote(Stock.of("SPY"), GatewayFixture.OPEN);
        String bid = quote.bid().orElseThrow().toString();
        String ask = quote.ask().orElseThrow().toString();
        String last = quote.last().orElseThrow().toString();
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send("1|11|2|" + SPY + "0||1|0||");
            assertThat(client.receiveUntil(it -> it.equals("57|1|2|")))
                    .containsExactly(
                            "81|2|0.01|9c0001|3|",
                            "58|1|2|1|",
                            "1|6|2|1|" + bid + "|1000|0|",
                            "2|6|2|0|1000|",
                            "1|6|2|2|" + ask + "|1000|0|",
                            "2|6|2|3|1000|",
                            "1|6|2|4|" + last + "|1000|0|",
                            "2|6|2|8|0|",
                            "46|6|2|45|" + quote.asOf().getEpochSecond() + "|",
                            "45|6|2|49|0.0|",
                            "1|6|2|9|" + last + "|0|0|",
                            "57|1|2|");
            assertThat(fixture.gateway.openLines()).isZero();
        }
    }

    @Test
    void quotesAnOptionWithTheModelsGreeks() throws Exception {
        OptionQuote quote = GatewayFixture.market().optionQuote(CONTRACT, GatewayFixture.OPEN);
        Greeks greeks = quote.greeks().orElseThrow();
        String spot = Double.toString(GatewayFixture.market()
                .quote(Stock.of("SPY"), GatewayFixture.OPEN)
                .last()
                .orElseThrow()
                .asDouble());
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send("1|11|2|" + CALL + "0|101|0|0||");
            List<String> ticks = client.receiveAll();
            assertThat(ticks)
                    .contains(
                            "21|2|13|0|" + quote.impliedVol().getAsDouble() + "|" + greeks.delta() + "|"
                                    + quote.quote().last().orElseThrow().asDouble() + "|0.0|" + greeks.gamma() + "|"
                                    + greeks.vegaPerPoint() + "|" + greeks.thetaPerDay() + "|" + spot + "|",
                            "2|6|2|27|" + quote.openInterest().getAsLong() + "|",
                            "2|6|2|28|0|");
            assertThat(fixture.gateway.openLines()).isOne();
            client.send("2|1|2|", "2|1|2|");
            assertThat(client.receiveAll()).singleElement().asString().startsWith("4|2|2|300|");
            assertThat(fixture.gateway.openLines()).isZero();
        }
    }

    /** A quote's theoretical price and volatility belong together, in both directions. */
    @Test
    void calculatesAsOptionsAreQuoted() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send("1|11|2|" + CALL + "0||1|0||");
            List<String> ticks = client.receiveUntil(it -> it.equals("57|1|2|"));
            String[] quoted = ticks.stream()
                    .filter(it -> it.startsWith("21|2|13|"))
                    .findFirst()
                    .orElseThrow()
                    .split("\\|");
            client.send("55|2|3|" + CALL + quoted[4] + "|" + quoted[11] + "||");
            String[] priced = client.receive().split("\\|");
            client.send("54|2|4|" + CALL + priced[6] + "|" + quoted[11] + "||");
            String[] solved = client.receive().split("\\|");

            assertThat(List.of(priced).subList(0, 6)).isEqualTo(List.of("21", "3", "53", "0", quoted[4], quoted[5]));
            assertThat(Double.parseDouble(priced[6])).isCloseTo(Double.parseDouble(quoted[6]), within(0.01));
            assertThat(List.of(priced).subList(7, 12)).isEqualTo(List.of(quoted).subList(7, 12));
            assertThat(List.of(solved).subList(0, 4)).isEqualTo(List.of("21", "4", "53", "0"));
            assertThat(Double.parseDouble(solved[4])).isCloseTo(Double.parseDouble(quoted[4]), within(1e-9));
        }
    }

    @Test
    void streamsWhatChanges() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send("1|11|2|" + SPY + "0|100,101,104,106|0|0||");
            List<String> first = client.receiveAll();
            assertThat(first.stream().map(it -> it.split("\\|")[3]).toList())
                    .contains("29", "30", "27", "28", "23", "24");
            client.send("49|1|" + (OPEN + 60) + "|");
            List<String> next = client.receiveUntil(it -> it.startsWith("49|"));
            assertThat(next).anyMatch(it -> it.startsWith("1|6|2|1|")).anyMatch(it -> it.startsWith("2|6|2|8|"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {195, 196})
    void sendsBarsWithTheirEnd(int version) throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(version, 7)) {
            client.send("49|1|" + (OPEN + 180) + "|");
            client.receive();
            client.send("20|6|" + SPY + "0||1 min|180 S|1|TRADES|2|0||");
            String dates = "20260622 09:30:00 America/New_York|20260622 09:33:00 America/New_York|";
            String bars = client.receive();
            assertThat(bars)
                    .startsWith("17|6|" + (version < 196 ? dates : "") + "3|" + OPEN + "|")
                    .contains("|" + (OPEN + 60) + "|", "|" + (OPEN + 120) + "|");
            assertThat(fields(bars)).isEqualTo((version < 196 ? 5 : 3) + 3 * 8);
            if (version >= 196) {
                assertThat(client.receive()).isEqualTo("108|6|" + dates);
            }
        }
    }

    @Test
    void keepsBarsUpToDate() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send("20|6|" + SPY + "0||1 min|60 S|1|MIDPOINT|2|1||", "49|1|" + (OPEN + 120) + "|");
            List<String> said = client.receiveUntil(it -> it.startsWith("49|"));
            assertThat(said.stream().filter(it -> it.startsWith("90|")))
                    .hasSize(2)
                    .allMatch(it -> fields(it) == 10);
            client.send("25|1|6|", "25|1|6|");
            assertThat(client.receive()).contains("|366|");
        }
    }

    @Test
    void goesBackToTheSessionBeforeUntilOneHasBegun() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(200, 7)) {
            String oneDay = "20|1|" + SPY + "0||1 min|1 D|1|TRADES|1|0||";
            client.send(oneDay);
            List<List<String>> before = rows(client.receive(2).get(0));
            assertThat(before).hasSize(390);
            assertThat(before.get(0).get(0)).isEqualTo("20260618 09:30:00 America/New_York");
            client.send("49|1|" + (OPEN + 120) + "|", oneDay);
            List<List<String>> after = rows(client.receive(3).get(1));
            assertThat(after).hasSize(2);
            assertThat(after.get(0).get(0)).isEqualTo("20260622 09:30:00 America/New_York");
        }
    }

    /** Joined by the clock: each bar opens with its first part, closes with its last, and holds what they traded. */
    @ParameterizedTest
    @CsvSource({
        "2 mins, 1 min, 195",
        "15 mins, 5 mins, 26",
        "30 mins, 5 mins, 13",
        "2 hours, 30 mins, 4",
        "3 hours, 5 mins, 3",
        "8 hours, 1 day, 1"
    })
    void joinsBars(String size, String part, int count) throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(200, 7)) {
            client.send(
                    "20|1|" + SPY + "0|20260618-20:00:00|" + size + "|1 D|1|TRADES|2|0||",
                    "20|2|" + SPY + "0|20260618-20:00:00|" + part + "|1 D|1|TRADES|2|0||");
            List<List<String>> joined = rows(client.receive(2).get(0));
            List<List<String>> parts = rows(client.receive(2).get(0));
            assertThat(joined).hasSize(count);
            assertThat(joined.get(0).get(1)).isEqualTo(parts.get(0).get(1));
            assertThat(joined.get(count - 1).get(4))
                    .isEqualTo(parts.get(parts.size() - 1).get(4));
            assertThat(joined.stream()
                            .mapToLong(it -> Long.parseLong(it.get(5)))
                            .sum())
                    .isEqualTo(parts.stream()
                            .mapToLong(it -> Long.parseLong(it.get(5)))
                            .sum());
            assertThat(joined.stream()
                            .mapToDouble(it -> Double.parseDouble(it.get(2)))
                            .max())
                    .isEqualTo(parts.stream()
                            .mapToDouble(it -> Double.parseDouble(it.get(2)))
                            .max());
        }
    }

    private static List<List<String>> rows(String message) {
        List<String> fields = List.of(message.split("\\|"));
        return IntStream.range(0, Integer.parseInt(fields.get(2)))
                .mapToObj(i -> fields.subList(3 + 8 * i, 11 + 8 * i))
                .toList();
    }

    @Test
    void keepsJoinedBarsUpToDateOnceTheyEnd() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send("20|4|" + SPY + "0||15 mins|1 D|1|BID|2|1||");
            client.receive();
            client.send("49|1|" + (OPEN + 14 * 60) + "|");
            assertThat(client.receiveUntil(it -> it.startsWith("49|"))).hasSize(1);
            client.send("49|1|" + (OPEN + 46 * 60) + "|");
            assertThat(client.receiveUntil(it -> it.startsWith("90|4|-1|" + (OPEN + 1800))))
                    .extracting(it -> it.substring(0, 18))
                    .containsExactly("90|4|-1|" + OPEN, "90|4|-1|" + (OPEN + 900), "90|4|-1|" + (OPEN + 1800));
        }
    }

    @Test
    void saysWhyThereAreNoBars() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send(
                    "20|1|" + CALL + "0||1 day|5 D|1|TRADES|1|0||",
                    "20|2|" + SPY + "0||7 mins|5 D|1|TRADES|1|0||",
                    "20|3|" + SPY + "0||1 day|5 parsecs|1|TRADES|1|0||",
                    "20|4|" + SPY + "0|yesterday|1 day|5 D|1|TRADES|1|0||",
                    "20|5|" + SPY + "0||1 day|5 D|1|ADJUSTED|1|0||",
                    "87|6|" + SPY + "0|1|TRADES|1|");
            assertThat(client.receive(6).stream()
                            .map(it -> it.split("\\|"))
                            .map(it -> it[0].equals("88") ? it[0] + " " + it[2] : it[0] + " " + it[2] + " " + it[3]))
                    .containsExactly("4 1 162", "4 2 321", "4 3 321", "4 4 10314", "4 5 321", "88 20260514-13:30:00");
        }
    }

    @Test
    void answersForTheAccount() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send("61|1|", OrderText.stock(1, "BUY", "10", "MKT").at(193), "49|1|" + (OPEN + 60) + "|");
            List<String> said = client.receiveUntil(it -> it.startsWith("49|"));
            String price = fixture.gateway.executions().get(0).price().toString();
            assertThat(said)
                    .contains("62|1|", "61|3|DSIM001|1478221309|SPY|STK||0.0|?||SMART|USD|SPY|SPY|10|" + price + "|");
            client.send(
                    "62|1|8|All|NetLiquidation,AvailableFunds|", "62|1|9|All|$LEDGER|", "62|1|10|All|NetLiquidation|");
            List<String> summary = client.receiveUntil(it -> it.contains("|322|"));
            String worth = fixture.gateway.account().netLiquidation().amount();
            assertThat(summary).contains("63|1|8|DSIM001|NetLiquidation|" + worth + "|USD|", "64|1|8|", "64|1|9|");
            client.send("6|2|1|DSIM001|");
            assertThat(client.receiveUntil(it -> it.startsWith("54|")))
                    .anyMatch(it -> it.startsWith("7|8|1478221309|SPY|STK|") && fields(it) == 20)
                    .contains("8|1|09:31|", "54|1|DSIM001|");
        }
    }
}
