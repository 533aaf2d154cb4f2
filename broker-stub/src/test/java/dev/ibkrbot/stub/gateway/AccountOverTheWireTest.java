package dev.ibkrbot.stub.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What clients that ask under a number of their own hear as they trade and as prices move. */
class AccountOverTheWireTest {
    private static final long OPEN = GatewayFixture.OPEN.getEpochSecond();
    private static final String SPY = "1478221309";

    private static List<String[]> ofKind(List<String> messages, int id) {
        return messages.stream()
                .filter(it -> it.startsWith(id + "|"))
                .map(it -> it.split("\\|", -1))
                .toList();
    }

    private static List<String> at(StrictClient client, long second) throws Exception {
        client.send("49|1|" + (OPEN + second) + "|");
        return client.until("49");
    }

    @Test
    void followsHoldingsAndTheirProfit() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                StrictClient client = StrictClient.ready(fixture.gateway.port(), 193, 7)) {
            client.send("92|1|DSIM001||", "94|2|DSIM001||" + SPY + "|", "74|1|3|DSIM001|model|");
            client.send(OrderText.stock(1, "BUY", "10", "MKT").at(193));
            client.all();
            List<String> bought = at(client, 60);
            String[] held = ofKind(bought, 71).get(0);
            assertThat(held[2] + " " + held[4] + " " + held[15] + " " + held[17])
                    .isEqualTo("3 " + SPY + " 10 model");
            double cost = 10 * Double.parseDouble(held[16]);

            List<String> moved = at(client, 300);
            assertThat(ofKind(moved, 71)).isEmpty();
            String[] one = ofKind(moved, 95).get(0);
            assertThat(one[2]).isEqualTo("10");
            assertThat(Double.parseDouble(one[4])).isCloseTo(Double.parseDouble(one[6]) - cost, within(1e-6));
            assertThat(ofKind(moved, 94).get(0)[3]).isEqualTo(one[4]);
            assertThat(at(client, 300)).hasSize(1);

            client.send(OrderText.stock(2, "SELL", "10", "MKT").at(193));
            client.all();
            List<String> sold = at(client, 360);
            assertThat(ofKind(sold, 71).get(0)[15]).isEqualTo("0");
            assertThat(ofKind(sold, 95).get(0)).contains("0").doesNotContain("10");
            assertThat(ofKind(at(client, 900), 95)).isEmpty();

            client.send("93|1|", "95|2|", "75|1|3|");
            client.send(OrderText.stock(3, "BUY", "10", "MKT").at(193));
            client.all();
            assertThat(client.kinds(at(client, 960))).isEqualTo("11 5 3 5 3 59 49");
        }
    }
}
