package dev.ibkrbot.ibkr.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ibkrbot.broker.order.OrderId;
import dev.ibkrbot.ibkr.session.Connector;
import dev.ibkrbot.ibkr.wire.Encoder;
import dev.ibkrbot.ibkr.wire.OrderEncoder;
import dev.ibkrbot.ibkr.wire.SessionMessage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One connection over the stand-in, with a gateway at the other end that this test plays. */
class JarConnectionTest {
    private final PlayedGateway gateway = new PlayedGateway();

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void tellsWhatCameBeforeThePeerClosed() throws Exception {
        gateway.greeted(176, true);
        gateway.say("9|1|42");
        gateway.say("15|1|DU1,DU2");
        gateway.hangUp();
        assertThat(gateway.next()).isEqualTo(new SessionMessage.NextValidId(42));
        assertThat(gateway.next()).isEqualTo(new SessionMessage.ManagedAccounts(List.of("DU1", "DU2")));
        assertThat(gateway.next()).isEqualTo(Connector.Ending.BY_PEER);
    }

    @ParameterizedTest
    @CsvSource({
        "4|2|7|200|No security definition|, 193",
        "4|7|200|No security definition||1795000000000, 200",
    })
    void tellsErrorsOfEachShapeAlike(String message, int clientVersion) throws Exception {
        gateway.greeted(clientVersion, true);
        gateway.say(message);
        SessionMessage.Notice notice = (SessionMessage.Notice) gateway.next();
        assertThat(List.of(notice.id(), notice.code(), notice.text(), notice.rejectJson()))
                .isEqualTo(List.of(7, 200, "No security definition", java.util.Optional.empty()));
    }

    @Test
    void passesOverCallbacksItHasNoUseFor() throws Exception {
        JarConnection connection = (JarConnection) gateway.greeted(193, true);
        long before = connection.ignoredCallbacks();
        gateway.say("106|7|whatever");
        gateway.say("49|1|1795000000");
        assertThat(gateway.next()).isEqualTo(new SessionMessage.CurrentTime(1_795_000_000_000L));
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
        gateway.greeted(193, true);
        gateway.say(message);
        assertThat(gateway.next()).isEqualTo(Connector.Ending.NOT_THE_PROTOCOL);
        assertThat(gateway.next()).asString().startsWith("field ");
    }

    @Test
    void endsWhenTheJarCannotReadWhatCame() throws Exception {
        gateway.greeted(193, true);
        gateway.say("9|1|forty-two");
        assertThat(gateway.next()).isEqualTo(Connector.Ending.NOT_THE_PROTOCOL);
        assertThat(gateway.next()).asString().startsWith("TwsApi.jar gave up: ");
    }

    @ParameterizedTest
    @ValueSource(ints = {150, 300})
    void refusesAGatewayWithoutACommonVersion(int version) throws Exception {
        gateway.connect(193, true);
        gateway.say(version + "|now");
        assertThat(gateway.next()).isEqualTo(Connector.Ending.UNSUPPORTED);
    }

    @Test
    void closesWhileTheGatewayIsSilent() throws Exception {
        Connector.Connection connection = gateway.connect(193, true);
        connection.close();
        assertThat(gateway.next()).isEqualTo(Connector.Ending.BY_PEER);
        assertThat(gateway.next()).isEqualTo("closed on our side");
    }

    @Test
    void saysThatNothingListens() throws Exception {
        gateway.close();
        gateway.ask(193, true);
        assertThat(gateway.next()).isEqualTo(Connector.Ending.REFUSED);
    }

    @Test
    void sendsNoCancelInADryRun() throws Exception {
        Connector.Connection connection = gateway.greeted(200, true);
        OrderEncoder orders = new OrderEncoder(200);
        assertThatIllegalStateException().isThrownBy(() -> connection.write(orders.cancel(new OrderId(5))));
        assertThatIllegalStateException().isThrownBy(() -> connection.write(orders.cancelAll()));
        connection.write(new Encoder(200).currentTime());
        assertThat(gateway.arrived(1)).containsExactly("49|1|");
    }

    @ParameterizedTest
    @CsvSource({
        "176, 4|1|5||, 58|1|",
        "193, 4|5|||2147483647|, 58||2147483647|",
        "200, 4|5|||2147483647|, 58||2147483647|"
    })
    void cancelsInTheShapeOfEachVersion(int clientVersion, String one, String all) throws Exception {
        Connector.Connection connection = gateway.greeted(clientVersion, false);
        OrderEncoder orders = new OrderEncoder(200);
        connection.write(orders.cancel(new OrderId(5)));
        connection.write(orders.cancelAll());
        assertThat(gateway.arrived(2)).containsExactly(one, all);
    }

    @Test
    void refusesAFieldThatItCannotHandOver() throws Exception {
        Connector.Connection connection = gateway.greeted(193, true);
        byte[] simulated = new Encoder(200).simulatedTime("next");
        assertThatIllegalStateException()
                .isThrownBy(() -> connection.write(simulated))
                .withMessage("field 2 of message 49 cannot be sent over TwsApi.jar");
    }
}
