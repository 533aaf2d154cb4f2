package dev.ibkrbot.ibkr.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.ibkr.session.Connector;
import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.Handshake;
import dev.ibkrbot.ibkr.wire.Inbound;
import dev.ibkrbot.ibkr.wire.OrderEncoder;
import dev.ibkrbot.ibkr.wire.SessionMessage;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One connection over the stand-in, with a gateway at the other end that this test plays. */
class JarConnectionTest {
    private final Heard heard = new Heard();
    private ServerSocket gateway;
    private Socket peer = new Socket();

    @BeforeEach
    void listen() throws IOException {
        gateway = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        peer.close();
        gateway.close();
    }

    /** What the session is told, in order. */
    private static final class Heard implements Connector.Receiver {
        private final BlockingQueue<Object> all = new LinkedBlockingQueue<>();

        @Override
        public void opened() {
            all.add("opened");
        }

        @Override
        public void greeted(Handshake.Greeting greeting) {
            all.add(greeting.told());
        }

        @Override
        public void received(Inbound message) {
            all.add(message);
        }

        @Override
        public void closed(Connector.Ending ending, String detail) {
            all.add(ending);
            all.add(detail);
        }

        private Object next() throws InterruptedException {
            Object next = all.poll(10, TimeUnit.SECONDS);
            assertThat(next).as("nothing is told").isNotNull();
            return next;
        }
    }

    private Connector.Connection connect(int clientVersion, boolean dryRun) throws Exception {
        Connector.Connection connection = TwsApi.load(List.of(StandIn.of(clientVersion)))
                .connector(7, dryRun)
                .connect(
                        new Connector.Endpoint("127.0.0.1", gateway.getLocalPort(), Duration.ofSeconds(5), 200), heard);
        peer = gateway.accept();
        assertThat(heard.next()).isEqualTo("opened");
        return connection;
    }

    private Connector.Connection greeted(int clientVersion, boolean dryRun) throws Exception {
        Connector.Connection connection = connect(clientVersion, dryRun);
        say(clientVersion + "|20261118 10:30:00 EST");
        assertThat(heard.next()).isEqualTo("server version " + clientVersion + ", over TwsApi.jar");
        return connection;
    }

    /** Sends one message; bars stand for the ends of its fields. */
    private void say(String fields) throws IOException {
        byte[] payload = (fields + "|").replace('|', '\0').getBytes(StandardCharsets.US_ASCII);
        peer.getOutputStream()
                .write(ByteBuffer.allocate(4 + payload.length)
                        .putInt(payload.length)
                        .put(payload)
                        .array());
    }

    /** What arrives after the handshake, up to the end. */
    private List<String> arrived() throws IOException {
        List<String> messages = new ArrayList<>();
        DataInputStream in = new DataInputStream(peer.getInputStream());
        in.skipNBytes(4);
        for (int length = in.readInt(); length > 0; length = in.available() > 0 ? in.readInt() : 0) {
            messages.add(new String(in.readNBytes(length), StandardCharsets.US_ASCII).replace('\0', '|'));
        }
        return messages.subList(1, messages.size());
    }

    @Test
    void tellsWhatCameBeforeThePeerClosed() throws Exception {
        greeted(176, true);
        say("9|1|42");
        say("15|1|DU1,DU2");
        peer.close();
        assertThat(heard.next()).isEqualTo(new SessionMessage.NextValidId(42));
        assertThat(heard.next()).isEqualTo(new SessionMessage.ManagedAccounts(List.of("DU1", "DU2")));
        assertThat(heard.next()).isEqualTo(Connector.Ending.BY_PEER);
    }

    @ParameterizedTest
    @CsvSource({
        "4|2|7|200|No security definition|, 193",
        "4|7|200|No security definition||1795000000000, 200",
    })
    void tellsErrorsOfEachShapeAlike(String message, int clientVersion) throws Exception {
        greeted(clientVersion, true);
        say(message);
        SessionMessage.Notice notice = (SessionMessage.Notice) heard.next();
        assertThat(List.of(notice.id(), notice.code(), notice.text(), notice.rejectJson()))
                .isEqualTo(List.of(7, 200, "No security definition", java.util.Optional.empty()));
    }

    @Test
    void passesOverCallbacksItHasNoUseFor() throws Exception {
        JarConnection connection = (JarConnection) greeted(193, true);
        long before = connection.ignoredCallbacks();
        say("106|7|whatever");
        say("49|1|1795000000");
        assertThat(heard.next()).isEqualTo(new SessionMessage.CurrentTime(1_795_000_000_000L));
        assertThat(connection.ignoredCallbacks()).isEqualTo(before + 1);
    }

    /** The first has a digit in a status, the second an execution without an id: the jar takes both. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "3|5|Fil1ed|1|0|5|77|0|5|7||0",
                "11|-1|5|1|SPY|STK||0|||SMART|USD|SPY|SPY||20261118 10:30:00|DU1|ARCA|BOT|1|5|77|7|0|1|5||||||1|0"
            })
    void endsLikeTheWireForAValueThatCannotBe(String message) throws Exception {
        greeted(193, true);
        say(message);
        assertThat(heard.next()).isEqualTo(Connector.Ending.NOT_THE_PROTOCOL);
        assertThat(heard.next()).asString().startsWith("field ");
    }

    @Test
    void endsWhenTheJarCannotReadWhatCame() throws Exception {
        greeted(193, true);
        say("9|1|forty-two");
        assertThat(heard.next()).isEqualTo(Connector.Ending.NOT_THE_PROTOCOL);
        assertThat(heard.next()).asString().startsWith("TwsApi.jar gave up: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {150, 300})
    void refusesAGatewayWithoutACommonVersion(int version) throws Exception {
        connect(193, true);
        say(version + "|now");
        assertThat(heard.next()).isEqualTo(Connector.Ending.UNSUPPORTED);
    }

    @Test
    void closesWhileTheGatewayIsSilent() throws Exception {
        Connector.Connection connection = connect(193, true);
        connection.close();
        assertThat(heard.next()).isEqualTo(Connector.Ending.BY_PEER);
        assertThat(heard.next()).isEqualTo("closed on our side");
    }

    @Test
    void saysThatNothingListens() throws Exception {
        int port = gateway.getLocalPort();
        gateway.close();
        TwsApi.load(List.of(StandIn.of(193)))
                .connector(7, true)
                .connect(new Connector.Endpoint("127.0.0.1", port, Duration.ofSeconds(5), 200), heard);
        assertThat(heard.next()).isEqualTo(Connector.Ending.REFUSED);
    }

    @Test
    void sendsNoCancelInADryRun() throws Exception {
        Connector.Connection connection = greeted(200, true);
        OrderEncoder orders = new OrderEncoder(200);
        assertThatIllegalStateException().isThrownBy(() -> connection.write(orders.cancel(new OrderId(5))));
        assertThatIllegalStateException().isThrownBy(() -> connection.write(orders.cancelAll()));
        connection.write(new Encoder(200).currentTime());
        assertThat(arrived()).containsExactly("71|2|7||", "49|1|");
    }

    @ParameterizedTest
    @CsvSource({
        "176, 4|1|5||, 58|1|",
        "193, 4|5|||2147483647|, 58||2147483647|",
        "200, 4|5|||2147483647|, 58||2147483647|"
    })
    void cancelsInTheShapeOfEachVersion(int clientVersion, String one, String all) throws Exception {
        Connector.Connection connection = greeted(clientVersion, false);
        OrderEncoder orders = new OrderEncoder(200);
        connection.write(orders.cancel(new OrderId(5)));
        connection.write(orders.cancelAll());
        assertThat(arrived()).containsExactly("71|2|7||", one, all);
    }

    @Test
    void refusesAFieldThatItCannotHandOver() throws Exception {
        Connector.Connection connection = greeted(193, true);
        byte[] simulated = new Encoder(200).simulatedTime("next");
        assertThatIllegalStateException()
                .isThrownBy(() -> connection.write(simulated))
                .withMessage("field 2 of message 49 cannot be sent over TwsApi.jar");
    }
}
