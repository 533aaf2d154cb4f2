package dev.ibkrbot.stub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults of connections and of the session, each as a client of bytes sees it. */
class ConnectionFaultsTest {
    @Test
    void saysNothingOnASilentPort() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("connect 1 silent");
                WireClient silenced = new WireClient(fixture.gateway.port())) {
            silenced.greet("v100..193");
            // Another connection is served, while the first has heard nothing.
            try (WireClient served = fixture.client(193, 7)) {
                served.send("49|1|");
                assertThat(served.receive()).startsWith("49|");
            }
            fixture.gateway.close();
            assertThat(silenced.rest()).isEmpty();
        }
    }

    @Test
    void closesAtOnce() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("connect 1 close");
                WireClient client = new WireClient(fixture.gateway.port())) {
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void stopsAfterTheHandshake() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("connect every handshake-only");
                WireClient client = new WireClient(fixture.gateway.port())) {
            client.greet("v100..193");
            assertThat(client.receive()).startsWith("193|");
            client.send("71|2|7||", "49|1|");
            fixture.gateway.close();
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void leavesOutOneHalfOfReadiness() throws Exception {
        try (GatewayFixture fixture =
                new GatewayFixture("connect 1 no-next-valid-id", "connect 2 no-managed-accounts")) {
            try (WireClient client = new WireClient(fixture.gateway.port())) {
                client.greet("v193");
                client.receive();
                client.send("71|2|7||");
                assertThat(client.receive(2))
                        .containsExactly("15|1|DSIM001|", "4|2|-1|2104|Market data farm connection is OK:usfarm||");
            }
            fixture.logged("gone");
            try (WireClient client = new WireClient(fixture.gateway.port())) {
                client.greet("v193");
                client.receive();
                client.send("71|2|7||");
                assertThat(client.receive(2))
                        .containsExactly("9|1|1|", "4|2|-1|2104|Market data farm connection is OK:usfarm||");
            }
        }
    }

    @Test
    void holdsTheClientsIdForAWhile() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("connect 1-2 client-id-in-use")) {
            for (int i = 0; i < 2; i++) {
                try (WireClient client = new WireClient(fixture.gateway.port())) {
                    client.greet("v100..193");
                    client.receive();
                    client.send("71|2|7||");
                    assertThat(client.receive()).startsWith("4|2|-1|326|");
                }
            }
            try (WireClient client = fixture.client(193, 7)) {
                assertThat(client.receiveAll()).isEmpty();
            }
        }
    }

    @Test
    void refusesASecondClientOfTheSameId() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient first = fixture.client(193, 7);
                WireClient second = new WireClient(fixture.gateway.port())) {
            second.greet("v100..193");
            second.receive();
            second.send("71|2|7||");
            assertThat(second.receive()).startsWith("4|2|-1|326|");
            assertThat(second.rest()).isEmpty();
            assertThat(first.receiveAll()).isEmpty();
        }
    }

    @Test
    void answersWithItsOwnVersionAndRefusesOthers() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("server-version 187")) {
            try (WireClient client = new WireClient(fixture.gateway.port())) {
                client.greet("v100..226 +PACEAPI");
                assertThat(client.receive()).startsWith("187|");
            }
            for (String versions : List.of("v201..226", "v100..175", "v188..193")) {
                try (WireClient client = new WireClient(fixture.gateway.port())) {
                    client.greet(versions);
                    assertThat(client.rest()).isEmpty();
                    fixture.logged("no version in common");
                }
            }
        }
    }

    @Test
    void dropsTheConnectionAtEveryByte() throws Exception {
        byte[] whole;
        try (GatewayFixture fixture = new GatewayFixture("at request 1 disconnect");
                WireClient client = new WireClient(fixture.gateway.port())) {
            client.greet("v193");
            client.send("71|2|7||", "49|1|");
            whole = client.rest();
        }
        assertThat(whole.length).isGreaterThan(100);
        try (GatewayFixture fixture = new GatewayFixture()) {
            for (int cut = 0; cut < whole.length; cut++) {
                fixture.gateway.apply("connect " + (cut + 1) + " cut " + cut);
                try (WireClient client = new WireClient(fixture.gateway.port())) {
                    client.greet("v193");
                    client.send("71|2|" + cut + "||", "49|1|");
                    assertThat(client.rest()).isEqualTo(Arrays.copyOf(whole, cut));
                }
            }
        }
    }

    @Test
    void dropsTheConnectionInsideAnOrder() throws Exception {
        String order = OrderText.stock(1, "BUY", "1", "MKT").at(193);
        int before = 8 + 4 + WireClient.frame("71|2|7||").length;
        try (GatewayFixture fixture = new GatewayFixture("connect 1 cut-in " + (before + 50));
                WireClient client = WireClient.ready(fixture.gateway.port(), 193, 7)) {
            client.send(order);
            client.rest();
            assertThat(fixture.gateway.openOrders()).isZero();
        }
    }

    @Test
    void readsNoMoreButKeepsTheConnectionAndItsId() throws Exception {
        int started = 8 + "v100..193".length() + WireClient.frame("71|2|7||").length;
        int heard = started + WireClient.frame("17|1|").length;
        try (GatewayFixture fixture = new GatewayFixture("connect 1 deaf " + heard);
                WireClient client = WireClient.ready(fixture.gateway.port(), 193, 7)) {
            assertThat(client.receiveAll()).isEmpty();
            client.send("17|1|", OrderText.stock(1, "BUY", "1", "MKT").at(193));
            try (WireClient same = new WireClient(fixture.gateway.port())) {
                same.greet("v100..193");
                same.receive();
                same.send("71|2|7||");
                assertThat(same.receive()).startsWith("4|2|-1|326|");
            }
            try (WireClient other = fixture.client(193, 8)) {
                fixture.gateway.apply("notice 2110");
                assertThat(other.receiveAll()).hasSize(1);
            }
            assertThat(client.receive()).startsWith("4|2|-1|2110|");
            assertThat(fixture.gateway.openOrders()).isZero();
            fixture.gateway.apply("disconnect 7");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void restartsWithLowerIds() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send(OrderText.stock(500, "BUY", "10", "LMT").limit("500").at(193), "8|1|1|");
            assertThat(client.receive(3).get(2)).isEqualTo("9|1|501|");
            fixture.gateway.apply("restart 3");
            assertThat(client.rest()).isEmpty();
            try (WireClient again = fixture.client(193, 7)) {
                again.send("8|1|1|", "16|1|");
                assertThat(again.receive()).isEqualTo("9|1|3|");
                assertThat(again.receive()).startsWith("5|500|");
            }
        }
    }

    @Test
    void losesAndRestoresItsLink() throws Exception {
        try (GatewayFixture fixture =
                        new GatewayFixture("at 09:31 link down", "at 09:32 link up", "at 09:33 link lost");
                WireClient client = fixture.client(193, 7)) {
            long open = GatewayFixture.OPEN.getEpochSecond();
            client.send("1|11|2|0|SPY|STK||0.0|||SMART||USD|||0||0|0||", "49|1|" + (open + 59) + "|");
            client.receiveUntil(it -> it.startsWith("49|"));
            client.send("49|1|" + (open + 60) + "|", "49|1|" + (open + 90) + "|");
            assertThat(client.receive(3).stream().map(it -> it.substring(0, 12)))
                    .containsExactly("4|2|-1|1100|", "49|1|1782135", "49|1|1782135");
            client.send("49|1|" + (open + 120) + "|");
            assertThat(client.receiveUntil(it -> it.startsWith("49|")))
                    .anyMatch(it -> it.startsWith("4|2|-1|1102|"))
                    .anyMatch(it -> it.startsWith("1|6|2|"));
            client.send("49|1|" + (open + 180) + "|");
            assertThat(client.receive(2).get(0)).startsWith("4|2|-1|1101|");
            assertThat(fixture.gateway.openLines()).isZero();
        }
    }

    @Test
    void breaksAndRestoresItsFarms() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            fixture.gateway.apply("farms down");
            fixture.gateway.apply("farms up");
            fixture.gateway.apply("notice 2110");
            fixture.gateway.apply("send 199|1|?");
            assertThat(client.receive(7).stream()
                            .map(it -> it.split("\\|"))
                            .map(it -> it[0] + " " + it[it.length > 3 ? 3 : 1]))
                    .containsExactly("4 2103", "4 2105", "4 2104", "4 2106", "4 2158", "4 2110", "199 1");
        }
    }

    @Test
    void endsASessionThatAsksTooFast() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("pacing 10");
                WireClient client = fixture.client(193, 7)) {
            for (int i = 0; i < 13; i++) {
                client.send("49|1|");
            }
            assertThat(client.receive(13).stream().map(it -> it.substring(0, it.indexOf('|'))))
                    .containsExactly("49", "49", "49", "49", "49", "49", "49", "49", "49", "49", "4", "4", "4");
            assertThat(client.rest()).isEmpty();
            assertThat(fixture.gateway.pacingBreaches()).isEqualTo(3);
        }
    }

    @Test
    void doesNotAnswerTheHeartbeat() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture("current-time off");
                WireClient client = fixture.client(193, 7)) {
            client.send("49|1|", "17|1|");
            assertThat(client.receive()).startsWith("15|");
        }
    }

    @Test
    void dropsHalfOfWhatASlowReaderHasWaiting() throws Exception {
        Outbox outbox = new Outbox();
        outbox.dropHalfAbove(50);
        for (int i = 0; i < 10; i++) {
            outbox.add(new byte[] {(byte) i, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        }
        outbox.end();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        outbox.writeTo(out);
        // The sixth makes sixty bytes and three go; so does the ninth.
        assertThat(out.size()).isEqualTo(40);
        assertThat(out.toByteArray()[0]).isEqualTo((byte) 6);
    }
}
