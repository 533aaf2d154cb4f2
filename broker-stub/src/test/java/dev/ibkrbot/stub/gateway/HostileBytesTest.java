package dev.ibkrbot.stub.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes come, the gateway ends that connection with one line and serves the others. */
class HostileBytesTest {
    private static final int FRAMES = 200_000;
    private static final String SPY = "0|SPY|STK||0.0|||SMART||USD|||";

    private static void stillServes(GatewayFixture fixture) throws Exception {
        try (WireClient client = fixture.client(193, 4_242)) {
            client.send("49|1|");
            assertThat(client.receive()).startsWith("49|");
        }
        fixture.logged("client 4242 is gone");
    }

    @Test
    void endsWhatIsNoGreeting() throws Exception {
        List<byte[]> greetings = List.of(
                "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                new byte[] {0x16, 3, 1, 2, 0, 1, 0, 1},
                new byte[] {'A', 'P', 'I', 0, 0x7F, -1, -1, -1},
                new byte[] {'A', 'P', 'I', 0, -128, 0, 0, 0},
                new byte[] {'A', 'P', 'I', 0, 0, 0, 0, 0},
                "API\0\0\0\0\4v1a3".getBytes(StandardCharsets.US_ASCII));
        try (GatewayFixture fixture = new GatewayFixture()) {
            for (byte[] greeting : greetings) {
                try (WireClient client = new WireClient(fixture.gateway.port())) {
                    client.raw(greeting);
                    assertThat(client.rest()).isEmpty();
                    fixture.logged("is ended");
                }
            }
            stillServes(fixture);
        }
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 0xFFFFFFL, 0x1000000L, 0x7FFFFFFFL, 0x80000000L, 0xFFFFFFFFL, FrameReader.LONGEST_REQUEST + 1})
    void endsOnALengthThatIsNone(long length) throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.raw((byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length);
            assertThat(client.rest()).isEmpty();
            assertThat(fixture.logged("is ended")).contains("a frame of " + length + " bytes");
            stillServes(fixture);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x|",
                "49",
                "3|1|",
                "1|11|99999999999|",
                "9|8|1|1e400|SPY|STK||0.0|||SMART||USD|||0||||",
                "9|8|1|0|SPY|OPT|20260717|1e999999999|C||SMART||USD|||0||||",
                "9|8|1|0|SPY|OPT|20260717|99999999999|C||SMART||USD|||0||||",
                "9|8|1|0|SPY|OPT|20260717|NaN|C||SMART||USD|||0||||",
                "49|1|soon|",
                "1|11|2|0|SPY|BAG||0.0|||SMART||USD|||2000000000|",
                "1|11|2|0|SPY|BAG||0.0|||SMART||USD|||-1|"
            })
    void endsOnFieldsThatMeanNothing(String request) throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send(request);
            client.rest();
            fixture.logged("is ended");
            stillServes(fixture);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9|8|1|0|\u0000|STK||0.0|||SMART||USD|||0||||",
                "9|8|1|0|../../etc|STK||0.0|||SMART||USD|||0||||",
                "9|8|1|0|SPY|OPT|20260231|570|C||SMART||USD|||0||||",
                "9|8|1|-5|SPY|???||0.0|||SMART||EUR|||0||||"
            })
    void saysThatThereIsNoSuchContract(String request) throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            client.send(request);
            assertThat(client.receive()).startsWith("4|2|");
        }
    }

    @Test
    void endsOnARequestBeforeStartApi() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = new WireClient(fixture.gateway.port())) {
            client.greet("v193");
            client.receive();
            client.send("49|1|");
            assertThat(client.rest()).isEmpty();
            fixture.logged("before startApi");
        }
    }

    @Test
    void takesRequestsByteByByteAndAllAtOnce() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            for (byte b : WireClient.frame("49|1|")) {
                client.raw(b);
            }
            String answer = client.receive();
            client.send("49|1|", "49|1|", "49|1|");
            assertThat(client.receive(3)).containsOnly(answer);
        }
    }

    @Test
    void acceptsEveryOrderOfHugeNumbersOrRefusesItProperly() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient client = fixture.client(193, 7)) {
            String[] numbers = {"0", "-1", "0.00000001", "92233720368", "1.7976931348623157E308", "2147483647"};
            int id = 1;
            for (String quantity : numbers) {
                for (String limit : numbers) {
                    client.send(OrderText.stock(id, "BUY", quantity, "LMT")
                            .limit(limit)
                            .at(193));
                    assertThat(client.receiveUntil(it -> it.startsWith("4|") || it.startsWith("3|")))
                            .isNotEmpty();
                    id++;
                }
            }
            client.receiveAll();
        }
    }

    /** Frames are changed at random; each ends in an answer or in a violation, never in another exception. */
    @Test
    void survivesMutatedRequests() throws IOException {
        List<String> seeds = List.of(
                "1|11|2|" + SPY + "0||1|0||",
                "20|6|" + SPY + "0||1 min|300 S|1|TRADES|1|0||",
                "9|8|1|0|SPY|OPT|20260717|570|C|100|SMART||USD|||0||||",
                "7|3|9|0||20260622-13:30:00|SPY|STK||BUY|",
                OrderText.stock(12, "BUY", "10", "LMT").limit("500").at(193),
                OrderText.option(13, "BUY", "1", "MKT").whatIf().at(193));
        SplittableRandom random = new SplittableRandom(7);
        int violations = 0;
        for (int i = 0; i < FRAMES; i++) {
            byte[] bytes = WireClient.frame(seeds.get(random.nextInt(seeds.size())));
            for (int change = random.nextInt(1, 4); change > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            violations += decode(bytes);
        }
        assertThat(violations).isBetween(FRAMES / 100, FRAMES - FRAMES / 100);
    }

    /** The same against a gateway that trades: it never blames itself. */
    @Test
    void tradesOnThroughMutatedRequests() throws Exception {
        List<String> seeds = List.of(
                "1|11|2|" + SPY + "0|100,101|0|0||",
                "20|6|" + SPY + "0||1 min|300 S|1|BID_ASK|1|1||",
                "9|8|1|0|SPY|OPT|20260717|570|C|100|SMART||USD|||0||||",
                "7|3|9|0||20260622-13:30:00|SPY|STK||BUY|",
                "78|3|SPY||STK|0|",
                "62|1|8|All|$LEDGER|",
                "6|2|1|DSIM001|",
                "94|9|DSIM001||1478221309|",
                "49|1|1782135060|",
                "54|2|5|0|SPY|OPT|20260717|570|C|100|SMART||USD|||12.5|565||",
                "55|2|5|0|SPY|OPT|20260717|570|C|100|SMART||USD|||0.2|565||",
                "20|7|" + SPY + "0||30 mins|2 D|1|BID|1|1||",
                "20|8|" + SPY + "0||1 day|2 Y|1|SCHEDULE|1|0||",
                "74|1|6|DSIM001||",
                "76|1|6|DSIM001||1|",
                "22|79||STK|STK.US|TOP_PERC_GAIN||||||||||||||||||||||",
                "83|6|9c0001|",
                "88|6|" + SPY + "0|1|3 days|",
                OrderText.stock(12, "BUY", "10", "LMT").limit("600").at(193),
                OrderText.option(13, "BUY", "1", "TRAIL").trigger("1").at(193),
                OrderText.option(14, "SELL", "1", "STP LMT")
                        .limit("2")
                        .trigger("1")
                        .childOf(13)
                        .at(193),
                OrderText.option(15, "BUY", "1", "MKT").whatIf().at(193),
                "4|12|||",
                "58|||");
        SplittableRandom random = new SplittableRandom(11);
        try (GatewayFixture fixture = new GatewayFixture("fills split 2", "corrections on")) {
            for (int client = 0; client < 150; client++) {
                try (WireClient wire = fixture.client(193, client)) {
                    for (int i = 0; i < 20; i++) {
                        wire.raw(mutated(seeds.get(random.nextInt(seeds.size())), random));
                    }
                    wire.send("49|");
                    wire.rest();
                } catch (SocketException e) {
                    // Ended before the last request was written.
                    assertThat(e).isNotNull();
                }
                assertThat(fixture.logged("connection " + (client + 1) + " is")).doesNotContain("fault");
            }
            stillServes(fixture);
        }
    }

    /** One text field changed, at a frame's right length. */
    private static byte[] mutated(String request, SplittableRandom random) {
        String[] with = {"", "0", "-1", "1", "2147483647", "99999999", "0.5", "x", "BUY", "SELL", "LMT", "1e308", "SPY"
        };
        String[] fields = request.split("\\|", -1);
        for (int change = random.nextInt(3); change > 0; change--) {
            fields[random.nextInt(1, fields.length - 1)] = with[random.nextInt(with.length)];
        }
        return WireClient.frame(String.join("|", fields));
    }

    /** 1 for a violation. */
    private static int decode(byte[] bytes) throws IOException {
        try {
            Optional<Fields> frame = new FrameReader(new ByteArrayInputStream(bytes)).next();
            if (frame.isPresent()) {
                Fields in = frame.get();
                int id = in.integer();
                if (id == 3) {
                    Ticket.read(in, 193);
                } else if (id == 7) {
                    in.skip(2);
                    ExecutionFilter.read(in);
                } else if (id == 20) {
                    in.skip(1);
                    ContractQuery query = ContractQuery.readWithExpired(in);
                    BarQuery.read(1, query, in, 64).end(GatewayFixture.OPEN, GatewayFixture.CALENDAR);
                } else {
                    in.skip(2);
                    ContractQuery.read(in);
                }
            }
            return 0;
        } catch (ProtocolViolation e) {
            return 1;
        }
    }

    @Test
    void servesOthersWhileOneIsFlooded() throws Exception {
        try (GatewayFixture fixture = new GatewayFixture();
                WireClient flood = fixture.client(193, 7)) {
            ByteArrayOutputStream zeros = new ByteArrayOutputStream();
            zeros.writeBytes(WireClient.frame("|".repeat(100_000)));
            try {
                flood.raw(zeros.toByteArray());
                flood.rest();
            } catch (SocketException e) {
                assertThat(e).isNotNull();
            }
            fixture.logged("a frame of 100000 fields");
            stillServes(fixture);
        }
    }
}
