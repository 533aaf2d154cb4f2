package dev.ibkrbot.stub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ibkrbot.broker.instrument.Index;
import dev.ibkrbot.broker.instrument.Symbol;
import dev.ibkrbot.broker.market.BarSeries;
import dev.ibkrbot.broker.market.BarSize;
import dev.ibkrbot.broker.market.Quote;
import dev.ibkrbot.broker.value.Currency;
import dev.ibkrbot.stub.sim.Market;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The volatility index as a gateway answers for it: at its exchange, a last price, no sides. */
class IndexOverTheWireTest {
    private static final Index INDEX = new Index(new Symbol("VIX"), Currency.USD);
    private static final String VIX = "0|VIX|IND||0.0|||CBOE||USD|||";
    private static final String HOURS = "20260622:0930-20260622:1600;20260623:0930-20260623:1600;"
            + "20260624:0930-20260624:1600;20260625:0930-20260625:1600;20260626:0930-20260626:1600;20260627:CLOSED";
    private static final Instant LATER = GatewayFixture.OPEN.plusSeconds(600);

    private static Quote quote(Instant now) {
        return GatewayFixture.market().quote(INDEX, now);
    }

    /** Of the session before the day of the fixture, a Monday. */
    private static String closeBefore() {
        Market market = GatewayFixture.market();
        BarSeries days = market.bars(INDEX, BarSize.ONE_DAY, Long.MIN_VALUE, GatewayFixture.OPEN.getEpochSecond());
        return days.close(days.size() - 1).toString();
    }

    @Test
    void isListedAtItsExchange() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(200, 7)) {
            client.send("9|8|1|0|VIX|IND||0.0|||||USD|||0||||");
            String details = client.receive();
            String conId = details.split("\\|")[13];
            assertThat(details)
                    .isEqualTo("10|1|VIX|IND|||0||CBOE|USD|VIX|VIX|VIX|" + conId
                            + "|0.01|||CBOE|1|0|VIX (simulated)|CBOE" + "|||||US/Eastern|" + HOURS + "|" + HOURS
                            + "|||1|SIM|" + conId + "|1|||26|||1|1|1|0|");
            assertThat(client.receive()).isEqualTo("52|1|1|");
        }
    }

    @Test
    void quotesItsLevelAndWhenThatWas() throws Exception {
        Quote quote = quote(LATER);
        try (GatewayFixture fixture = new GatewayFixture("clock manual");
                WireClient client = fixture.client(193, 7)) {
            fixture.gateway.advanceTo(LATER);
            client.send("1|11|2|" + VIX + "0||1|0||");
            assertThat(client.receiveUntil(it -> it.equals("57|1|2|")))
                    .containsExactly(
                            "81|2|0.01|9c0001|3|",
                            "58|1|2|1|",
                            "1|6|2|1|-1.00|0|0|",
                            "2|6|2|0|0|",
                            "1|6|2|2|-1.00|0|0|",
                            "2|6|2|3|0|",
                            "1|6|2|4|" + quote.last().orElseThrow() + "|0|0|",
                            "46|6|2|45|" + LATER.getEpochSecond() + "|",
                            "45|6|2|49|0.0|",
                            "1|6|2|9|" + closeBefore() + "|0|0|",
                            "57|1|2|");
        }
    }

    @Test
    void streamsEachLevelWithItsTime() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("clock manual");
                WireClient client = fixture.client(193, 7)) {
            client.send("1|11|2|" + VIX + "0||0|0||");
            client.receiveAll();
            fixture.gateway.advanceTo(LATER);
            assertThat(client.receiveAll())
                    .endsWith(
                            "1|6|2|4|" + quote(LATER).last().orElseThrow() + "|0|0|",
                            "46|6|2|45|" + LATER.getEpochSecond() + "|");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "index zero, 1|6|2|4|0|0|0|, 0",
        "index text, 1|6|2|4|n/a|0|0|, 0",
        "index stale, 1|6|2|4|{LAST}|0|0|, 600",
        "index normal, 1|6|2|4|{LAST}|0|0|, 0",
        "greeks on, 1|6|2|4|{LAST}|0|0|, 0"
    })
    void saysSomethingElseWhenItIsToldTo(String rule, String tick, int secondsOld) throws Exception {
        String last = quote(LATER).last().orElseThrow().toString();
        try (GatewayFixture fixture = new GatewayFixture("clock manual", rule);
                WireClient client = fixture.client(193, 7)) {
            fixture.gateway.advanceTo(LATER);
            client.send("1|11|2|" + VIX + "0||1|0||");
            assertThat(client.receiveUntil(it -> it.equals("57|1|2|")))
                    .contains(tick.replace("{LAST}", last), "46|6|2|45|" + (LATER.getEpochSecond() - secondsOld) + "|");
        }
    }

    @Test
    void isSilentOrDelayedWhileStocksAreLive() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("index silent");
                WireClient client = fixture.client(193, 7)) {
            client.send("1|11|2|" + VIX + "0||1|0||", "1|11|3|0|SPY|STK||0.0|||SMART||USD|||0||1|0||");
            List<String> silent = client.receiveUntil(it -> it.equals("57|1|3|"));
            assertThat(silent)
                    .contains("58|1|3|1|")
                    .filteredOn(it -> it.matches("\\d+\\|(\\d\\|)?2\\|.*"))
                    .hasSize(2);

            fixture.gateway.apply("index delayed");
            client.send("1|11|4|" + VIX + "0||1|0||", "1|11|5|0|SPY|STK||0.0|||SMART||USD|||0||1|0||");
            assertThat(client.receiveUntil(it -> it.equals("57|1|5|")))
                    .contains("58|1|4|3|", "58|1|5|1|")
                    .anyMatch(it -> it.startsWith("4|2|4|10167|"))
                    .anyMatch(it -> it.startsWith("1|6|4|68|"))
                    .anyMatch(it -> it.startsWith("46|6|4|88|"));
        }
    }

    @Test
    void isNotTraded() throws Exception {
        String order = OrderText.stock(12, "BUY", "1", "LMT")
                .set(3, "VIX")
                .set(4, "IND")
                .set(9, "CBOE")
                .limit("15")
                .at(193);
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send(order);
            assertThat(client.receiveAll())
                    .anyMatch(it -> it.startsWith("4|2|12|201|Order rejected - reason:The contract is not available"))
                    .noneMatch(it -> it.contains("Submitted"));
            assertThat(fixture.gateway.openOrders()).isZero();
        }
    }
}
