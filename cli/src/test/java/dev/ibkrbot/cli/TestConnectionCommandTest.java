package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.bot;
import static dev.ibkrbot.cli.Ran.items;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestConnectionCommandTest {
    private static JsonNode step(JsonNode answer, String name) {
        return items(answer.at("/steps")).stream()
                .filter(step -> step.at("/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> steps(JsonNode answer, String status) {
        return items(answer.at("/steps")).stream()
                .filter(step -> step.at("/status").asText().equals(status))
                .map(step -> step.at("/name").asText())
                .toList();
    }

    @Test
    void climbsToQuotesAndBars() {
        try (SimulatedGateway simulated = new SimulatedGateway()) {
            Ran ran = simulated.bot("test-connection", "--json");
            JsonNode answer = ran.json();

            assertThat(ran.code()).as(ran.out()).isZero();
            assertThat(answer.at("/verdict").asText()).isEqualTo("READY");
            assertThat(answer.at("/serverVersion").asInt()).isEqualTo(193);
            assertThat(answer.at("/accounts/0").asText()).isEqualTo("***001");
            assertThat(steps(answer, "ok"))
                    .containsExactly(
                            "tcp",
                            "handshake",
                            "api-ready",
                            "account",
                            "write-access",
                            "data-farms",
                            "entitlement",
                            "clock",
                            "stock-quote",
                            "option-quote",
                            "bars");
            assertThat(steps(answer, "warn")).isEmpty();
            assertThat(step(answer, "clock").at("/detail").asText()).endsWith("its own: 2026-11-18");
            assertThat(step(answer, "option-quote").at("/detail").asText()).startsWith("SPY 20261120 C ");
        }
    }

    @Test
    void leavesNoOrderAndNoMarketDataLine() {
        try (SimulatedGateway simulated = new SimulatedGateway()) {
            simulated.bot("test-connection");

            assertThat(simulated.ordersPlaced()).isEmpty();
            assertThat(simulated.gateway.openOrders()).isZero();
            assertThat(simulated.gateway.openLines()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    connect every silent            | 4 | handshake     | says nothing            | not logged in
                    connect every close             | 4 | handshake     | was closed              | Trusted IPs
                    connect every handshake-only    | 4 | api-ready     | nothing came after      | finished its login
                    connect every no-next-valid-id  | 4 | api-ready     | no next order id        | dialogs
                    connect every no-managed-accounts | 4 | api-ready   | no account list         | out and in again
                    connect every client-id-in-use  | 4 | api-ready     | client id 101 is in use | other program
                    account U7654321                | 5 | account       | holds real money        | --account
                    read-only on                    | 5 | write-access  | Read-Only               | Read-Only API
                    farms down                      | 4 | data-farms    | market data             | restart the gateway
                    link down                       | 4 | data-farms    | 1100                    | reconnects
                    data not-subscribed             | 6 | entitlement   | delayed                 | subscribe
                    data competing                  | 6 | entitlement   | competing               | Log out
                    """)
    void namesStepCauseAndFix(String fault, int code, String name, String detail, String fix) {
        // What is silent at first is waited for in full; later steps need time on a busy machine.
        String timeout = fault.startsWith("connect every") ? "1s" : "2s";
        try (SimulatedGateway simulated = new SimulatedGateway(fault)) {
            Ran ran = simulated.bot("test-connection", "--json", "--timeout", timeout);
            JsonNode answer = ran.json();

            assertThat(ran.code()).as(ran.out()).isEqualTo(code);
            assertThat(answer.at("/verdict").asText()).isEqualTo("NOT_READY");
            assertThat(answer.at("/code").asInt()).isEqualTo(code);
            JsonNode failed = step(answer, name);
            assertThat(failed.at("/status").asText()).as(ran.out()).isEqualTo("fail");
            assertThat(steps(answer, "fail").get(0)).isEqualTo(name);
            assertThat(failed.at("/detail").asText()).contains(detail).doesNotContain("\n");
            assertThat(failed.at("/fix").asText()).contains(fix);
            assertThat(answer.at("/error/why").asText())
                    .isEqualTo(failed.at("/detail").asText());
        }
    }

    @Test
    void saysThatNothingListens() throws IOException {
        // Bound but not listening: nobody else can take the port meanwhile.
        try (Socket reserved = new Socket()) {
            reserved.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Ran ran = bot("test-connection", "--port", reserved.getLocalPort());

            assertThat(ran.code()).isEqualTo(3);
            assertThat(ran.told("error")).isEqualTo("not ready: tcp");
            assertThat(ran.told("why")).startsWith("nothing listens at 127.0.0.1:" + reserved.getLocalPort());
            assertThat(ran.told("fix")).contains("start IB Gateway");
        }
    }

    @Test
    void takesTheSimulatorsOwnAccountByName() {
        try (SimulatedGateway simulated = new SimulatedGateway()) {
            assertThat(simulated.bot("test-connection", "--account", "DSIM001").code())
                    .isZero();
        }
    }

    @Test
    void refusesAnotherAccountThanTheOneNamed() {
        try (SimulatedGateway simulated = new SimulatedGateway("account DU1234567")) {
            Ran ran = simulated.bot("test-connection", "--json", "--account", "DU7654321");

            assertThat(ran.code()).isEqualTo(5);
            assertThat(ran.out()).contains("***321", "***567").doesNotContain("1234567", "7654321");
        }
    }

    @Test
    void takesAnAccountWithRealMoneyThatIsNamed() {
        try (SimulatedGateway simulated = new SimulatedGateway("account U7654321")) {
            Ran ran = simulated.bot("test-connection", "--json", "--account", "U7654321");

            assertThat(ran.code()).as(ran.out()).isZero();
            assertThat(step(ran.json(), "account").at("/detail").asText())
                    .isEqualTo("***321, real money, mode dry-run");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "5m", "soon", "9999"})
    void refusesTimeoutsThatAreNone(String text) {
        assertThat(bot("test-connection", "--timeout=" + text).code()).isEqualTo(2);
    }
}
