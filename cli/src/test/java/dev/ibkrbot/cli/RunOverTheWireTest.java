package dev.ibkrbot.cli;

import static dev.ibkrbot.cli.Ran.well;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A day behind the TWS protocol, beside the same day of the same seed in process. */
class RunOverTheWireTest {
    @TempDir
    private Path folder;

    /** All that was decided and traded; a broker's own texts and numbers of executions are its affair. */
    private JsonNode signals(String state) {
        JsonNode signals = well("explain", "--json", "--state-dir", folder.resolve(state))
                .json()
                .at("/signals");
        signals.findParents("stateReason").forEach(order -> ((ObjectNode) order).remove("stateReason"));
        signals.findParents("execution").forEach(fill -> ((ObjectNode) fill).remove("execution"));
        return signals;
    }

    @Test
    void endsWithTheSameTradesAsInProcess() {
        JsonNode direct = well("run", "--json", "--symbols", "SPY", "--state-dir", folder.resolve("direct"))
                .json();
        try (SimulatedGateway simulated = new SimulatedGateway()) {
            Ran ran = simulated.bot(
                    "run",
                    "--json",
                    "--broker",
                    "ibkr",
                    "--mode",
                    "paper",
                    "--symbols",
                    "SPY",
                    "--state-dir",
                    folder.resolve("wire"));

            assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
            JsonNode wire = ran.json();
            assertThat(direct.at("/trades").asInt()).isPositive();
            for (String field : List.of("date", "trades", "wins", "bars", "finalEquity", "commissions", "orders")) {
                assertThat(wire.at("/" + field)).as(field).isEqualTo(direct.at("/" + field));
            }
            assertThat(signals("wire")).isEqualTo(signals("direct"));
            assertThat(simulated.gateway.openOrders()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("D02")
    void entersOnDelayedDataOnlyWhereThatIsConfigured(boolean allowed) throws IOException {
        Path config = Files.writeString(folder.resolve("bot.yaml"), "broker: {delayed_data: " + allowed + "}\n");
        try (SimulatedGateway simulated = new SimulatedGateway("data not-subscribed")) {
            simulated.bot(folder, "run", "-c", config, "--broker", "ibkr", "--mode", "paper", "--symbols", "SPY");

            assertThat(simulated.ordersPlaced().isEmpty()).isEqualTo(!allowed);
        }
    }

    @Test
    void saysThatTheSimulatedDayIsOver() {
        try (SimulatedGateway simulated = new SimulatedGateway(LocalTime.of(16, 0))) {
            Ran ran = simulated.bot(folder, "run", "--broker", "ibkr");

            assertThat(ran.code()).isEqualTo(4);
            assertThat(ran.told("why")).contains("time is over: it is 2026-11-18T21:00:00Z");
        }
    }

    @Test
    void sendsNothingInADryRun() {
        try (SimulatedGateway simulated = new SimulatedGateway()) {
            Ran ran = simulated.bot(
                    "run", "--json", "--broker", "ibkr", "--symbols", "SPY", "--state-dir", folder.resolve("dry"));

            assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
            assertThat(ran.json().at("/mode").asText()).isEqualTo("dry-run");
            assertThat(ran.json().at("/orders/reported").asInt()).isPositive();
            assertThat(simulated.ordersPlaced()).isEmpty();
        }
    }

    @Test
    void refusesAnAccountWithRealMoneyInPaperMode() {
        try (SimulatedGateway simulated = new SimulatedGateway("account U7654321")) {
            Ran ran = simulated.bot("run", "--broker", "ibkr", "--mode", "paper", "--state-dir", folder.resolve("u"));

            assertThat(ran.code()).isEqualTo(5);
            assertThat(ran.told("why")).contains("***321", "paper");
        }
    }
}
